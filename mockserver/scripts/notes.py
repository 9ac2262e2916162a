"""What authors should know of rows of `tables.py` beside their kinds, by the row.

A row of an object is named `user.state`, one of `ctx` and `api` by its path.
"""

from __future__ import annotations

from collections.abc import Mapping

_FIRST_STAYS = "The first value of a key stays; keys that begin with urn:zitadel:iam are ignored in silence."
_LOG = "Adds a line to the claim urn:zitadel:iam:action:NAME:log."

NOTES: Mapping[str, str] = {
    "human.gender": "0: none, 1: female, 2: male, 3: diverse.",
    "human.preferredLanguage": "und where there is none.",
    "user.state": "1: active, 6: initial.",
    "user.loginNames": "Always empty.",
    "user.human": "Undefined for a service account.",
    "user.machine": "Undefined for a person.",
    "user.sequence": "Of the last change of the user itself; metadata, grants and logins do not count.",
    "metadata.metadata": "In no order.",
    "metadataEntry.value": "Parsed; a text where it is no JSON.",
    "grants.grants": "In no order.",
    "grant.getOrgMetadata": "Of the organisation that gave the grant.",
    "httpRequest.form": "Passwords stand here in clear.",
    "authRequest.resourceOwner": "The user's organisation.",
    "v1.claims": "The claims so far; writing to it has no effect on tokens.",
    "v1.user.grants": "null without a grant in the projects whose roles were asked for.",
    "v1.providerInfo": "null where the provider failed.",
    "v1.authError": "none, or the text of the error.",
    "getClaim": "Of the ID token; null if it is missing.",
    "v1.claims.setClaim": _FIRST_STAYS,
    "v1.userinfo.setClaim": _FIRST_STAYS,
    "v1.claims.appendLogIntoClaims": _LOG,
    "v1.userinfo.appendLogIntoClaims": _LOG,
    "v1.user.setMetadata": "Written at once, under the user's own organisation.",
    "metadata": "A pushed value is lost where another action of the trigger follows: v1.user.appendMetadata keeps it.",
    "userGrants": "projectID and projectGrantID, with a capital D; projectId is not known here.",
}

OPTIONAL = frozenset({"user.human", "user.machine"})
"""Fields that can be missing."""
NULLABLE = frozenset({"v1.user.grants", "v1.providerInfo", "request.oidc", "v1.authRequest"})
"""What can be null."""
REQUIRED: Mapping[str, frozenset[str]] = {
    "newMetadata": frozenset({"key", "value"}),
    "newUserGrant": frozenset({"projectID"}),
}
"""What objects that scripts hand over must have; without it the login ends."""
