"""What takes the place of triggers, and of their scripts' `ctx` and `api`, in Actions v2: rows beside `tables.py`.

A *place* is where something stands in what a target is sent, or in what it answers: names with dots between them; `.`
is all of it; one that begins with `=` is made out of it by the receiver that `zitadel-mock migrate` writes.

Sources: recordings/actions-v2-payloads.jsonl; of functions for SAML what was seen once; of logins the services'
messages. That a login by the session API calls these operations is its documentation's word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from mockserver.scripts.tables import OBJECTS, TRIGGERS, Does, Trigger


class Way(StrEnum):
    """How something can be carried over."""

    SAME = "same"
    """The payload holds it, or the answer takes it."""
    OTHERWISE = "otherwise"
    """The same, with a difference that the note tells."""
    BY_API = "by the API"
    """The receiver calls an operation of ZITADEL."""
    NOTHING = "nothing"
    """There is none."""


class Counterpart(NamedTuple):
    """What takes the place of a row of `tables.py`."""

    way: Way
    place: str = ""
    note: str = ""

    @property
    def carried(self) -> bool:
        """Whether a script that uses it can run as it is."""
        return self.way is not Way.NOTHING


class Only(StrEnum):
    """Of which calls of a method a trigger's scripts are told."""

    LINKED = "linked"
    """Those of a user with links to an identity provider."""
    UNLINKED = "unlinked"
    """Those of one without."""
    CHECKED = "checked"
    """Those that check more than who it is."""


class Successor(NamedTuple):
    """What takes the place of a trigger.

    Attributes:
        conditions: whose targets are to be called; `others` are further ones that may fit.
        answers: what the answer is: a `function`'s, or the message that stands under this name in the payload.
        notes: what is different about when it is called, and what it can do.
        only: which calls count, where not all do.
        organisation: place of the organisation whose scripts ran; empty where a payload does not tell.
        ctx: by the rows' paths; `api` likewise.
    """

    conditions: tuple[str, ...]
    answers: str
    ctx: Mapping[str, Counterpart]
    api: Mapping[str, Counterpart]
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    only: Only | None = None
    organisation: str = ""

    @property
    def is_function(self) -> bool:
        """Whether it is called where tokens or assertions are made, and answers with claims or attributes."""
        return self.answers == FUNCTION


FUNCTION = "function"
_USERS, _SESSIONS = "zitadel.user.v2.UserService", "zitadel.session.v2.SessionService"

_NO_REQUEST = Counterpart(Way.NOTHING, note="a target is not told of the authorization request")
_NO_HTTP = Counterpart(
    Way.NOTHING,
    note="of headers a request's target is sent content type, host, origin and x-forwarded-*; of the form nothing",
)
_ORGANISATION_METADATA = Counterpart(
    Way.BY_API,
    "=organisationMetadata",
    "POST /management/v1/metadata/_search with x-zitadel-orgid, as it is not sent",
)
_GRANTS_BY_API = Counterpart(
    Way.BY_API, "=grants", "POST /management/v1/users/USER/grants, as no answer grants anything"
)
_METADATA_BY_API = Counterpart(
    Way.BY_API, "=metadata", "POST /management/v1/users/USER/metadata/KEY, as no answer keeps any here"
)
_ALWAYS_NONE = Counterpart(
    Way.OTHERWISE, "=none", "always none: a response is sent after success only; failures are events"
)

_COMPLEMENT_CTX: Mapping[str, Counterpart] = {
    "v1.claims": Counterpart(Way.OTHERWISE, "userinfo", "without the logs of earlier actions"),
    "v1.getUser": Counterpart(Way.SAME, "user"),
    "v1.user.getMetadata": Counterpart(Way.SAME, "user_metadata"),
    "v1.user.grants": Counterpart(Way.SAME, "user_grants"),
    "v1.org.getMetadata": _ORGANISATION_METADATA,
    "v1.application.getClientId": Counterpart(Way.SAME, "application.client_id"),
}
_CLAIM = Counterpart(Way.SAME, "append_claims")
_LOG = Counterpart(
    Way.OTHERWISE, "append_log_claims", "in one claim urn:zitadel:iam:action:FUNCTION:log of all targets"
)
_SET_METADATA = Counterpart(
    Way.OTHERWISE, "set_user_metadata", "set once the target has answered: a script that fails afterwards sets nothing"
)
_COMPLEMENT_API: Mapping[str, Counterpart] = {
    "v1.claims.setClaim": _CLAIM,
    "v1.claims.appendLogIntoClaims": _LOG,
    "v1.userinfo.setClaim": _CLAIM,
    "v1.userinfo.appendLogIntoClaims": _LOG,
    "v1.user.setMetadata": _SET_METADATA,
}
_SAML_CTX: Mapping[str, Counterpart] = {
    "v1.authRequest": _NO_REQUEST,
    "v1.httpRequest": _NO_HTTP,
    "v1.getUser": Counterpart(Way.SAME, "user"),
    "v1.user.getMetadata": Counterpart(
        Way.BY_API,
        "=userMetadata",
        "POST /management/v1/users/USER/metadata/_search, as presamlresponse is not sent it",
    ),
    "v1.user.grants": Counterpart(Way.SAME, "user_grants"),
    "v1.org.getMetadata": _ORGANISATION_METADATA,
}
_SAML_API: Mapping[str, Counterpart] = {
    "v1.attributes.setCustomAttribute": Counterpart(Way.SAME, "append_attribute"),
    "v1.user.setMetadata": _SET_METADATA,
}

MESSAGE_FIELDS: Mapping[str, str] = {
    "firstName": "profile.givenName",
    "lastName": "profile.familyName",
    "nickName": "profile.nickName",
    "displayName": "profile.displayName",
    "preferredLanguage": "profile.preferredLanguage",
    "gender": "profile.gender",
    "email": "email.email",
    "isEmailVerified": "email.isVerified",
    "phone": "phone.phone",
    "isPhoneVerified": "phone.isVerified",
    "username": "username",
    "preferredUsername": "username",
}
"""Where AddHumanUserRequest holds what scripts set."""


def _setters(flow: str, trigger: str, message: str, note: str = "") -> dict[str, Counterpart]:
    way = Way.OTHERWISE if note else Way.SAME
    rows = TRIGGERS[flow, trigger].api
    return {row.path: Counterpart(way, message, note) for row in rows if row.does is Does.SET}


def _before_creation(*, external: bool) -> Successor:
    metadata = Counterpart(Way.SAME, "metadata")
    return Successor(
        (f"request/{_USERS}/AddHumanUser",),
        "request",
        {
            "v1.authRequest": _NO_REQUEST,
            "v1.httpRequest": _NO_HTTP,
            "v1.user": Counterpart(Way.OTHERWISE, ".", "what the message holds: no id, dates or state"),
            "v1.org.getMetadata": _ORGANISATION_METADATA,
        },
        {"metadata": metadata, "v1.user.appendMetadata": metadata, **_setters("3", "2", ".")},
        (
            "called for every AddHumanUser, not in logins alone; the built-in login pages of v1 call none",
            "passwords are in the payload in clear",
        ),
        (f"request/{_USERS}/CreateUser",),
        only=Only.LINKED if external else Only.UNLINKED,
        organisation="request.organization.orgId",
    )


def _after_creation(*, external: bool) -> Successor:
    return Successor(
        (f"response/{_USERS}/AddHumanUser",),
        "response",
        {
            "v1.authRequest": _NO_REQUEST,
            "v1.httpRequest": _NO_HTTP,
            "v1.getUser": Counterpart(Way.OTHERWISE, ".", "what the message holds, and the id: no dates or state"),
            "v1.org.getMetadata": _ORGANISATION_METADATA,
        },
        {"userGrants": _GRANTS_BY_API, "v1.appendUserGrant": _GRANTS_BY_API},
        ("called for every AddHumanUser, not in logins alone; the built-in login pages of v1 call none",),
        (f"response/{_USERS}/CreateUser", "event/user.human.added", "event/user.human.selfregistered"),
        only=Only.LINKED if external else Only.UNLINKED,
        organisation="request.organization.orgId",
    )


_NEW_ONLY = "of a user who is new: addHumanUser of the answer; of one who is known nothing is changed"
_KEPT_OF_NEW = Counterpart(Way.OTHERWISE, "addHumanUser.metadata", _NEW_ONLY)
_UNCHECKED = "read out of the ID token, which is not checked again"

SUCCESSORS: Mapping[tuple[str, str], Successor] = {
    ("1", "1"): Successor(
        (f"response/{_USERS}/RetrieveIdentityProviderIntent",),
        "response",
        {
            "v1.authRequest": _NO_REQUEST,
            "v1.httpRequest": _NO_HTTP,
            "v1.authError": _ALWAYS_NONE,
            "v1.externalUser": Counterpart(Way.OTHERWISE, ".", "human of a user who is new only"),
            "v1.providerInfo": Counterpart(
                Way.OTHERWISE,
                "response.idpInformation.rawInformation",
                "the provider's own answer: its names, and no functions",
            ),
            "v1.org.getMetadata": _ORGANISATION_METADATA,
            "accessToken": Counterpart(Way.SAME, "response.idpInformation.oauth.accessToken"),
            "idToken": Counterpart(Way.SAME, "response.idpInformation.oauth.idToken"),
            "refreshToken": Counterpart(Way.NOTHING, note="the response holds no refresh token"),
            "getClaim": Counterpart(Way.OTHERWISE, "=idTokenClaims", _UNCHECKED),
            "claimsJSON": Counterpart(Way.OTHERWISE, "=idTokenClaimsText", _UNCHECKED),
        },
        {
            "metadata": _KEPT_OF_NEW,
            "v1.user.appendMetadata": _KEPT_OF_NEW,
            **_setters("1", "1", "addHumanUser", _NEW_ONLY),
        },
        (
            "called where a login by the session API asks for what the provider told; the built-in pages of v1 do not",
            "not called where the provider failed",
        ),
    ),
    ("1", "2"): _before_creation(external=True),
    ("1", "3"): _after_creation(external=True),
    ("2", "4"): Successor(
        ("function/preuserinfo",), FUNCTION, _COMPLEMENT_CTX, _COMPLEMENT_API, organisation="user.resource_owner"
    ),
    ("2", "5"): Successor(
        ("function/preaccesstoken",), FUNCTION, _COMPLEMENT_CTX, _COMPLEMENT_API, organisation="user.resource_owner"
    ),
    ("3", "1"): Successor(
        (f"response/{_SESSIONS}/CreateSession", f"response/{_SESSIONS}/SetSession"),
        "response",
        {
            "v1.authRequest": _NO_REQUEST,
            "v1.httpRequest": _NO_HTTP,
            "v1.authMethod": Counterpart(Way.OTHERWISE, "=authMethod", "told by the checks of the request"),
            "v1.authError": _ALWAYS_NONE,
        },
        {"metadata": _METADATA_BY_API, "v1.user.appendMetadata": _METADATA_BY_API},
        (
            "called for sessions, which the built-in login pages of v1 have none of; after checks that succeeded only",
            "what it refuses was checked all the same: the session keeps the factor",
        ),
        (
            "event/user.human.password.check.succeeded",
            "event/user.human.password.check.failed",
        ),
        only=Only.CHECKED,
    ),
    ("3", "2"): _before_creation(external=False),
    ("3", "3"): _after_creation(external=False),
    ("4", "6"): Successor(
        ("function/presamlresponse",), FUNCTION, _SAML_CTX, _SAML_API, organisation="user.resource_owner"
    ),
}
"""By numbers of flow and trigger, as texts."""

_SNAKE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER_NAMES: Mapping[str, str] = {
    "grant.projectGrantId": "grant_id",
    "grant.userGrantResourceOwner": "resource_owner",
    "grant.userGrantResourceOwnerName": "org_name",
}
_NOT_SENT: Mapping[str, Counterpart] = {
    "human.avatarKey": Counterpart(Way.OTHERWISE, note="always empty: it is not sent"),
    "user.loginNames": Counterpart(Way.OTHERWISE, note="always empty, as it was"),
    "grant.getOrgMetadata": _ORGANISATION_METADATA._replace(place="=giverMetadata"),
}
_UNTOLD = Counterpart(Way.OTHERWISE, note="not in the message: empty")
_IN_MESSAGES: Mapping[str, Mapping[str, Counterpart]] = {
    "user": {
        "id": Counterpart(Way.OTHERWISE, "response.userId", "of a user who is there"),
        "username": Counterpart(Way.SAME, "request.username"),
        "human": Counterpart(Way.SAME, "request"),
    },
    "human": {
        field.name: Counterpart(Way.SAME, MESSAGE_FIELDS[field.name])
        for field in OBJECTS["human"]
        if field.name in MESSAGE_FIELDS and field.name != "gender"
    },
    "externalUser": {
        "externalId": Counterpart(Way.SAME, "response.idpInformation.userId"),
        "externalIdpId": Counterpart(Way.SAME, "response.idpInformation.idpId"),
        "human": Counterpart(Way.SAME, "response.addHumanUser"),
    },
}


def field_counterpart(successor: Successor, of: str, name: str) -> Counterpart:
    """What takes the place of a field of an object of OBJECTS, within that object."""
    if not successor.is_function and of != "metadataEntry":
        return _IN_MESSAGES.get(of, {}).get(name, _UNTOLD)
    path = f"{of}.{name}"
    if path in _NOT_SENT:
        return _NOT_SENT[path]
    return Counterpart(Way.SAME, _OTHER_NAMES.get(path) or _SNAKE.sub("_", name).lower())


def sets_place(does: Does, sets: str, place: str) -> str:
    """Where a setter writes in a message."""
    if does is not Does.SET:
        return place
    return MESSAGE_FIELDS[sets] if place == "." else f"{place}.{MESSAGE_FIELDS[sets]}"


def ctx_counterpart(trigger: Trigger, path: str) -> Counterpart:
    """What takes the place of a row of `ctx`."""
    return SUCCESSORS[trigger.flow, trigger.trigger].ctx[path]


def api_counterpart(trigger: Trigger, path: str) -> Counterpart:
    """What takes the place of a row of `api`."""
    return SUCCESSORS[trigger.flow, trigger.trigger].api[path]


MODULE_COUNTERPARTS: Mapping[str, Counterpart] = {
    "zitadel/log": Counterpart(Way.OTHERWISE, note="writes to the standard error output of the receiver"),
    "zitadel/http": Counterpart(
        Way.OTHERWISE, note="nothing is on a deny list; the receiver waits, and serves nobody else meanwhile"
    ),
    "zitadel/uuid": Counterpart(Way.SAME),
    "console": Counterpart(Way.OTHERWISE, note="writes to the standard error output of the receiver"),
    "node:console": Counterpart(Way.OTHERWISE, note="writes to the standard error output of the receiver"),
    "util": Counterpart(Way.SAME),
    "node:util": Counterpart(Way.SAME),
}
"""By what `require` is given."""
