"""What scripts find in `ctx` and `api`, by trigger: one row a field or method.

The engine's surroundings (`prelude.js`) are made of these rows; types and lint for authors come from the same ones.

Sources: recordings/runs-context.jsonl, recordings/logins.jsonl; of trigger 6 of flow 4, the real server's source.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a field holds, or a method gives."""

    TEXT = "text"
    NAMED_TEXT = "named text"
    """A text of a type of its own on the server: `typeof` says object, `===` with a text is false, `.length` is 0."""
    BOOLEAN = "boolean"
    NUMBER = "number"
    ENUM = "enum"
    """A number of a type of its own on the server: `typeof` says object."""
    TIME = "time"
    """A Go time: no JavaScript `Date`; JSON has it in RFC 3339."""
    JSON = "json"
    """Whatever JSON can hold, as plain objects and lists."""
    TEXTS = "texts"
    """A list of texts."""
    TEXT_LISTS = "text lists"
    """An object of lists of texts, by name."""
    ADDRESS = "address"
    """An IP address as a list of bytes, which is empty where it is not known."""
    OBJECT = "object"
    """An object of OBJECTS, or null."""
    OBJECTS = "objects"
    """A list of them."""


class Field(NamedTuple):
    """A field or method of an object; scripts see them in the order of the rows.

    Attributes:
        of: name in OBJECTS, for the kinds OBJECT and OBJECTS.
        method: whether it is a function without arguments that gives the kind.
        goes: its name where Go writes the object as a whole; empty for its own with a capital letter.
    """

    name: str
    kind: Kind
    of: str = ""
    method: bool = False
    goes: str = ""

    @property
    def written(self) -> str:
        """Its name where the object is written as a whole, as a claim or as metadata."""
        return self.goes or self.name[0].upper() + self.name[1:]


class Member(NamedTuple):
    """A field or method of `ctx`.

    Attributes:
        path: names below `ctx`, with dots between them.
        given: the name under which the engine is given its value.
        argument: name of the argument of a method that has one: it gives that member of the value, or null.
        source: where it was seen.
    """

    path: str
    kind: Kind
    given: str
    of: str = ""
    method: bool = False
    argument: str = ""
    source: str = ""


class Does(StrEnum):
    """What a member of `api` does."""

    SET_CLAIM = "setClaim"
    LOG_INTO_CLAIMS = "appendLogIntoClaims"
    SET_METADATA = "setMetadata"
    APPEND_METADATA = "appendMetadata"
    METADATA = "metadata"
    """A list, of which each entry is kept as metadata of the user."""
    SET = "set"
    """Sets a field of the user."""
    USER_GRANTS = "userGrants"
    """A list, of which each entry becomes a grant of the user."""
    APPEND_USER_GRANT = "appendUserGrant"
    SET_ATTRIBUTE = "setCustomAttribute"


class Parameter(NamedTuple):
    """A parameter of a method; `of` names an object of ARGUMENTS."""

    name: str
    kind: Kind
    of: str = ""
    rest: bool = False


class Deed(NamedTuple):
    """A member of `api`: a method, or a list of objects of ARGUMENTS.

    Attributes:
        path: names below `api`, with dots between them.
        parameters: of a method; none for a list.
        of: what the list holds.
        sets: the field of the user that it sets.
        source: where it was seen.
    """

    path: str
    does: Does
    parameters: tuple[Parameter, ...] = ()
    of: str = ""
    sets: str = ""
    source: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it is a list that scripts put something into."""
        return bool(self.of)


class Trigger(NamedTuple):
    """What the scripts of a trigger find.

    Attributes:
        flow: number, as a text; `trigger` likewise.
    """

    flow: str
    trigger: str
    name: str
    ctx: tuple[Member, ...]
    api: tuple[Deed, ...]


_TEXT, _NAMED, _YES_NO, _NUMBER, _ENUM = Kind.TEXT, Kind.NAMED_TEXT, Kind.BOOLEAN, Kind.NUMBER, Kind.ENUM
_TIME, _JSON, _TEXTS, _OBJECT, _OBJECTS = Kind.TIME, Kind.JSON, Kind.TEXTS, Kind.OBJECT, Kind.OBJECTS

_NAMES_OF_HUMANS = (
    Field("firstName", _TEXT),
    Field("lastName", _TEXT),
    Field("nickName", _TEXT),
    Field("displayName", _TEXT),
    Field("avatarKey", _TEXT),
    Field("preferredLanguage", _TEXT),
    Field("gender", _ENUM),
    Field("email", _NAMED),
    Field("isEmailVerified", _YES_NO),
    Field("phone", _NAMED),
    Field("isPhoneVerified", _YES_NO),
)

OBJECTS: Mapping[str, tuple[Field, ...]] = {
    "human": _NAMES_OF_HUMANS,
    "machine": (Field("name", _TEXT), Field("description", _TEXT)),
    "user": (
        Field("id", _TEXT),
        Field("creationDate", _TIME),
        Field("changeDate", _TIME),
        Field("resourceOwner", _TEXT),
        Field("sequence", _NUMBER),
        Field("state", _ENUM),
        Field("username", _TEXT),
        Field("loginNames", _TEXTS),
        Field("preferredLoginName", _TEXT),
        Field("human", _OBJECT, "human"),
        Field("machine", _OBJECT, "machine"),
    ),
    "metadataEntry": (
        Field("creationDate", _TIME),
        Field("changeDate", _TIME),
        Field("resourceOwner", _TEXT),
        Field("sequence", _NUMBER),
        Field("key", _TEXT),
        Field("value", _JSON),
    ),
    "metadata": (
        Field("count", _NUMBER),
        Field("sequence", _NUMBER),
        Field("timestamp", _TIME),
        Field("metadata", _OBJECTS, "metadataEntry"),
    ),
    "grant": (
        Field("id", _TEXT),
        Field("projectGrantId", _TEXT),
        Field("state", _ENUM),
        Field("userGrantResourceOwner", _TEXT),
        Field("userGrantResourceOwnerName", _TEXT),
        Field("creationDate", _TIME),
        Field("changeDate", _TIME),
        Field("sequence", _NUMBER),
        Field("userId", _TEXT),
        Field("userResourceOwner", _TEXT),
        Field("roles", _TEXTS),
        Field("projectId", _TEXT),
        Field("projectName", _TEXT),
        Field("getOrgMetadata", _OBJECT, "metadata", method=True),
    ),
    "grants": (
        Field("count", _NUMBER),
        Field("sequence", _NUMBER),
        Field("timestamp", _TIME),
        Field("grants", _OBJECTS, "grant"),
    ),
    "browserInfo": (
        Field("userAgent", _TEXT),
        Field("acceptLanguage", _TEXT),
        Field("remoteIp", Kind.ADDRESS),
    ),
    "oidcRequest": (Field("scopes", _TEXTS),),
    "request": (Field("oidc", _OBJECT, "oidcRequest"),),
    "externalUser": (
        Field("externalId", _TEXT),
        Field("externalIdpId", _TEXT),
        Field("human", _OBJECT, "human"),
    ),
    "authRequest": (
        Field("id", _TEXT),
        Field("agentId", _TEXT),
        Field("creationDate", _TIME),
        Field("changeDate", _TIME),
        Field("browserInfo", _OBJECT, "browserInfo"),
        Field("applicationId", _TEXT),
        Field("callbackUri", _TEXT),
        Field("transferState", _TEXT),
        Field("prompt", _JSON),
        Field("uiLocales", _TEXTS),
        Field("loginHint", _TEXT),
        Field("maxAuthAge", _JSON),
        Field("instanceId", _TEXT),
        Field("request", _OBJECT, "request"),
        Field("userId", _TEXT),
        Field("userName", _TEXT),
        Field("loginName", _TEXT),
        Field("displayName", _TEXT),
        Field("resourceOwner", _TEXT),
        Field("requestedOrgId", _TEXT),
        Field("requestedOrgName", _TEXT),
        Field("requestedPrimaryDomain", _TEXT),
        Field("requestedOrgDomain", _YES_NO),
        Field("applicationResourceOwner", _TEXT),
        Field("privateLabelingSetting", _ENUM),
        Field("selectedIdpConfigId", _TEXT),
        Field("linkingUsers", _OBJECTS, "externalUser"),
        Field("passwordVerified", _YES_NO),
        Field("mfasVerified", _JSON),
        Field("audience", _TEXTS),
        Field("authTime", _TIME),
    ),
    "httpRequest": (
        Field("method", _TEXT),
        Field("url", _TEXT),
        Field("proto", _TEXT),
        Field("contentLength", _NUMBER),
        Field("host", _TEXT),
        Field("form", Kind.TEXT_LISTS),
        Field("postForm", Kind.TEXT_LISTS),
        Field("remoteAddr", _TEXT),
        Field("headers", Kind.TEXT_LISTS),
    ),
    # Of an OAuth provider rawInfo and the functions; of an OpenID provider all but rawInfo.
    "providerInfo": (
        Field("rawInfo", _JSON),
        Field("userInfo", _JSON),
        Field("subject", _TEXT),
        Field("userInfoProfile", _JSON),
        Field("name", _TEXT),
        Field("givenName", _TEXT),
        Field("familyName", _TEXT),
        Field("middleName", _TEXT),
        Field("nickname", _TEXT),
        Field("profile", _TEXT),
        Field("picture", _TEXT),
        Field("website", _TEXT),
        Field("gender", _NAMED),
        Field("birthdate", _TEXT),
        Field("zoneinfo", _TEXT),
        Field("locale", _JSON),
        Field("updatedAt", _JSON),
        Field("preferredUsername", _TEXT),
        Field("userInfoEmail", _JSON),
        Field("email", _TEXT),
        Field("emailVerified", _YES_NO),
        Field("userInfoPhone", _JSON),
        Field("phoneNumber", _TEXT),
        Field("phoneNumberVerified", _YES_NO),
        Field("address", _JSON),
        Field("claims", _JSON),
        Field("appendClaims", _JSON, method=True),
        Field("getAddress", _JSON, method=True),
        Field("getAvatarURL", _TEXT, method=True),
        Field("getDisplayName", _TEXT, method=True),
        Field("getEmail", _NAMED, method=True),
        Field("getFirstName", _TEXT, method=True),
        Field("getID", _TEXT, method=True),
        Field("getLastName", _TEXT, method=True),
        Field("getNickname", _TEXT, method=True),
        Field("getPhone", _NAMED, method=True),
        Field("getPreferredLanguage", _TEXT, method=True),
        Field("getPreferredUsername", _TEXT, method=True),
        Field("getProfile", _TEXT, method=True),
        Field("getSubject", _TEXT, method=True),
        Field("isEmailVerified", _YES_NO, method=True),
        Field("isPhoneVerified", _YES_NO, method=True),
        Field("marshalJSON", _JSON, method=True),
        Field("unmarshalJSON", _JSON, method=True),
    ),
}
"""Objects of the server, by name. An object that is given fewer fields has only these."""

ARGUMENTS: Mapping[str, tuple[Field, ...]] = {
    "newMetadata": (Field("key", _TEXT), Field("value", _JSON)),
    "newUserGrant": (Field("projectID", _TEXT), Field("projectGrantID", _TEXT), Field("roles", _TEXTS)),
    "appendedUserGrant": (
        Field("projectId", _TEXT),
        Field("projectID", _TEXT),
        Field("projectGrantId", _TEXT),
        Field("projectGrantID", _TEXT),
        Field("roles", _TEXTS),
    ),
}
"""Objects that scripts hand over; other names are passed over in silence, and all fields can be missing."""

_RUNS, _LOGINS, _SOURCE = "recordings/runs-context.jsonl", "recordings/logins.jsonl", "the real server's source"


def _user_and_roles(source: str) -> tuple[Member, ...]:
    return (
        Member("v1.getUser", _OBJECT, "user", "user", method=True, source=source),
        Member("v1.user.getMetadata", _OBJECT, "userMetadata", "metadata", method=True, source=source),
        Member("v1.user.grants", _OBJECT, "grants", "grants", source=source),
        _organisation(source),
    )


def _organisation(source: str) -> Member:
    return Member("v1.org.getMetadata", _OBJECT, "organisationMetadata", "metadata", method=True, source=source)


def _login(source: str) -> tuple[Member, ...]:
    return (
        Member("v1.authRequest", _OBJECT, "authRequest", "authRequest", source=source),
        Member("v1.httpRequest", _OBJECT, "httpRequest", "httpRequest", source=source),
    )


def _claims(path: str) -> tuple[Deed, ...]:
    key = Parameter("key", _TEXT)
    return (
        Deed(f"{path}.setClaim", Does.SET_CLAIM, (key, Parameter("value", _JSON)), source=_RUNS),
        Deed(f"{path}.appendLogIntoClaims", Does.LOG_INTO_CLAIMS, (Parameter("text", _TEXT),), source=_RUNS),
    )


_ENTRY = (Parameter("key", _TEXT), Parameter("value", _JSON))
_SET_METADATA = Deed("v1.user.setMetadata", Does.SET_METADATA, _ENTRY, source=_RUNS)
_METADATA = (
    Deed("metadata", Does.METADATA, of="newMetadata", source=_LOGINS),
    Deed("v1.user.appendMetadata", Does.APPEND_METADATA, _ENTRY, source=_LOGINS),
)
_USER_GRANTS = (
    Deed("userGrants", Does.USER_GRANTS, of="newUserGrant", source=_LOGINS),
    Deed(
        "v1.appendUserGrant",
        Does.APPEND_USER_GRANT,
        (Parameter("grant", _OBJECT, "appendedUserGrant"),),
        source=_LOGINS,
    ),
)


def _setter(name: str, sets: str, kind: Kind = _TEXT) -> Deed:
    return Deed(name, Does.SET, (Parameter(sets, kind),), sets=sets, source=_LOGINS)


_SETTERS = (
    _setter("setFirstName", "firstName"),
    _setter("setLastName", "lastName"),
    _setter("setNickName", "nickName"),
    _setter("setDisplayName", "displayName"),
    _setter("setPreferredLanguage", "preferredLanguage"),
    _setter("setEmail", "email"),
    _setter("setEmailVerified", "isEmailVerified", _YES_NO),
    _setter("setPhone", "phone"),
    _setter("setPhoneVerified", "isPhoneVerified", _YES_NO),
)
_NEW_USER_SETTERS = (*_SETTERS, _setter("setGender", "gender", _NUMBER), _setter("setUsername", "username"))


def _new_user(flow: str) -> tuple[Trigger, Trigger]:
    """The triggers around the creation of a user, which are the same in both flows that create some."""
    return (
        Trigger(
            flow,
            "2",
            "Pre Creation",
            (*_login(_LOGINS), Member("v1.user", _OBJECT, "user", "user", source=_LOGINS), _organisation(_LOGINS)),
            (*_METADATA, *_NEW_USER_SETTERS),
        ),
        Trigger(
            flow,
            "3",
            "Post Creation",
            (
                *_login(_LOGINS),
                Member("v1.getUser", _OBJECT, "user", "user", method=True, source=_LOGINS),
                _organisation(_LOGINS),
            ),
            _USER_GRANTS,
        ),
    )


def _complement_token(trigger: str, name: str) -> Trigger:
    return Trigger(
        "2",
        trigger,
        name,
        (
            Member("v1.claims", _JSON, "claims", source=_RUNS),
            *_user_and_roles(_RUNS),
            Member("v1.application.getClientId", _TEXT, "client", method=True, source=_RUNS),
        ),
        (*_claims("v1.claims"), *_claims("v1.userinfo"), _SET_METADATA),
    )


_ALL = (
    Trigger(
        "1",
        "1",
        "Post Authentication",
        (
            *_login(_LOGINS),
            Member("v1.authError", _TEXT, "authError", source=_LOGINS),
            Member("v1.externalUser", _OBJECT, "externalUser", "externalUser", source=_LOGINS),
            Member("v1.providerInfo", _OBJECT, "providerInfo", "providerInfo", source=_LOGINS),
            _organisation(_LOGINS),
            Member("accessToken", _TEXT, "accessToken", source=_LOGINS),
            Member("idToken", _TEXT, "idToken", source=_LOGINS),
            Member("refreshToken", _TEXT, "refreshToken", source=_LOGINS),
            Member("getClaim", _JSON, "externalClaims", method=True, argument="name", source=_LOGINS),
            Member("claimsJSON", _TEXT, "externalClaimsText", method=True, source=_LOGINS),
        ),
        (*_METADATA, *_SETTERS, _setter("setPreferredUsername", "preferredUsername")),
    ),
    *_new_user("1"),
    _complement_token("4", "Pre Userinfo creation"),
    _complement_token("5", "Pre access token creation"),
    Trigger(
        "3",
        "1",
        "Post Authentication",
        (
            *_login(_LOGINS),
            Member("v1.authMethod", _NAMED, "authMethod", source=_LOGINS),
            Member("v1.authError", _TEXT, "authError", source=_LOGINS),
        ),
        _METADATA,
    ),
    *_new_user("3"),
    Trigger(
        "4",
        "6",
        "Pre SAML response",
        (*_login(_SOURCE), *_user_and_roles(_SOURCE)),
        (
            Deed(
                "v1.attributes.setCustomAttribute",
                Does.SET_ATTRIBUTE,
                (Parameter("name", _TEXT), Parameter("format", _TEXT), Parameter("values", _TEXT, rest=True)),
                source=_SOURCE,
            ),
            _SET_METADATA._replace(source=_SOURCE),
        ),
    ),
)

TRIGGERS: Mapping[tuple[str, str], Trigger] = {(trigger.flow, trigger.trigger): trigger for trigger in _ALL}
"""By numbers of flow and trigger, as texts."""
