"""How each error of the catalogue comes about, told to who wants to see it."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.errors.lookup import problems_by_id
from mockserver.errors.texts import text

CAUSES: Mapping[str, str] = {
    "AUTH-toLo1": "Send an Authorization header that is not `Bearer TOKEN`, such as `Basic x` or `bearer x`.",
    "AUTH-7fs1e": "Send a token that was never issued, has expired or was revoked.",
    "AUTH-Bs7Ds": "Send the header x-zitadel-orgid with an id that no organisation has.",
    "AUTHZ-cdgFk": "Call with the token of a user that is member neither of the organisation nor of the instance.",
    "AUTH-5mWD2": "Call with the token of a member whose roles lack the permission of the operation.",
    "AUTH-3jknH": "Call with the token of a member of another project than the one that the call is about.",
    "AUTH-AWfge": "Call a service of v2 with the token of a member whose roles lack the permission of the operation.",
    "AUTH-Swrgg2": "Call a service of v2 with the token of a member of another project than the call is about.",
    "COMMAND-Dfhj5": "Set trigger actions for a flow type that there is not, such as 9.",
    "COMMAND-Dfgh6": "Set trigger actions for a trigger type that the flow does not have, such as 6 in flow 1.",
    "COMMAND-Nfh52": "Set the very actions that the trigger has already, in the same order.",
    "COMMAND-dg422": "Set trigger actions with an action id that the organisation does not have.",
    "COMMAND-Dfw2h": "Clear a flow type that there is not, such as 9.",
    "COMMAND-DgGh3": "Clear a flow that no trigger was set in since it was last cleared.",
    "MANAG-P2OBk": "List the triggers of a flow type that there is not, such as 9.",
    "V3-DKcYh": "Use a name that is taken: of an action in its organisation, of a user or of an organisation.",
    "COMMAND-Sfg2t": "Update an action that there is not in the organisation.",
    "ACTION-dg4t2": "Update an action to what it is already.",
    "COMMAND-NRmhu": "Deactivate an action that there is not in the organisation.",
    "COMMAND-Dgj92": "Deactivate an action that is inactive already.",
    "COMMAND-Aa22g": "Reactivate an action that there is not in the organisation.",
    "COMMAND-J53zh": "Reactivate an action that is active already.",
    "COMMAND-Gfg3g": "Delete an action without naming one: nothing behind the last slash, or no id over gRPC.",
    "COMMAND-Dgh4h": "Delete an action that there is not in the organisation.",
    "QUERY-GEfnb": "Get an action that there is not in the organisation.",
    "EVENT-Mf9sd": "Rename an organisation to nothing but spaces, or add one with a name of three spaces or more.",
    "ORG-mruNY": "Add an organisation (v2) with a name of nothing but spaces.",
    "ORG-RrfXY": "Name an organisation with nothing that a domain can be made of, such as `!`.",
    "ORG-4ABd3": "Add an organisation (v2) with an id of nothing but spaces.",
    "ORG-laho2n": "Add an organisation (v2) with the id of another.",
    "ORG-1MRds": "Rename an organisation that was removed.",
    "ORG-oL9nT": "Deactivate an organisation that was removed.",
    "ORG-Dgf3g": "Reactivate an organisation that was removed.",
    "ORG-4VSdf": "Rename an organisation to the name that it has already.",
    "EVENT-Dbs2g": "Deactivate an organisation that is inactive already.",
    "EVENT-bfnrh": "Reactivate an organisation that is active already.",
    "COMMA-wG9p1": "Remove the default organisation.",
    "COMMA-aps2n": "Remove an organisation by an id that there is not, or one that was removed.",
    "QUERY-leq5Q": "Get an organisation by an id that there never was.",
    "QUERY-iTTGJ": "Get an organisation by a domain that no organisation has.",
    "QUERY-M6mYN": "Search organisations (v2) for a text with the character U+0000, or from an offset of 2^63.",
    "ORGv2-SD2r1": "Add an organisation (v2) with an administrator that is neither a user's id nor a new human.",
    "COMMAND-k2una": "Add a machine user with an id that another user of the organisation has.",
    "DOMAIN-dv3t5": "Issue a token or a key with an expiration date in the past.",
    "COMMAND-Dggw2": "Issue a token to a user that there is not in the organisation.",
    "COMMAND-bnipwm1": "Issue a key to a user that there is not in the organisation.",
    "COMMAND-5F3h1": "Register a public key that is no PEM-encoded RSA key.",
    "QUERY-Dfbg2": "Make a secret for a user that there is not, or call with a token made for a removed user.",
    "COMMAND-x8910n": "Make a secret for a user who is a person.",
    "MANAG-fpo4B": "Make a secret for a user of another organisation.",
    "ORG-4Mlfs": "Add a member of an organisation without a role.",
    "Org-4N8es": "Add a member of an organisation with a role that there is not, or with roles of two kinds.",
    "COMMAND-QXPGs": "Add a member of an organisation that was removed.",
    "ORG-GoXOn": "Make a user that there is not a member of an organisation.",
    "ORG-poWwe": "Make a user a member of an organisation that it is a member of already.",
    "INSTANCE-4m0fS": "Add a member of the instance with a role that is none of the instance.",
    "INSTA-GSXOn": "Make a user that there is not a member of the instance.",
    "INSTA-pFDwe": "Make a user a member of the instance that it is a member of already.",
}
"""By error ID, where there is more to say than the text of the error does."""


def cause_of(error_id: str) -> str:
    """How an error comes about; its English text where nothing more is said of it, nothing of an ID that is none."""
    problems = problems_by_id().get(error_id, ())
    return CAUSES.get(error_id) or " / ".join(dict.fromkeys(text(problem.key) for problem in problems))
