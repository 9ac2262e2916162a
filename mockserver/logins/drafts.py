"""A person who is about to be added, or comes from an identity provider, as scripts see and change one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from mockserver.scripts.model import NEVER, FieldSet
from mockserver.spec.language_tags import UNKNOWN, canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a person; texts are as they were typed.

    Attributes:
        gender: number of zitadel.user.v1.Gender.
        display_name: empty for what first and last name make.
    """

    user_name: str = ""
    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    language: str = UNKNOWN
    gender: int = 0
    email: str = ""
    email_verified: bool = False
    phone: str = ""
    phone_verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalUser:
    """A person as an identity provider tells of one; `draft.user_name` is the preferred user name.

    Attributes:
        id: at the provider.
        provider: id of the provider here.
    """

    id: str = ""
    provider: str = ""
    draft: Draft = Draft()


_FIELDS: Final[Mapping[str, str]] = {
    "firstName": "first_name",
    "lastName": "last_name",
    "nickName": "nick_name",
    "displayName": "display_name",
    "preferredLanguage": "language",
    "gender": "gender",
    "username": "user_name",
    "preferredUsername": "user_name",
    "email": "email",
    "isEmailVerified": "email_verified",
    "phone": "phone",
    "isPhoneVerified": "phone_verified",
}
"""By what setters set: the field."""


def with_sets(draft: Draft, sets: Iterable[FieldSet]) -> Draft:
    """The draft once scripts set fields, in order.

    What is said of an address or a number that is not there counts for nothing (the real server's source).
    Source: recordings/logins.jsonl.
    """
    for each in sets:
        value: Any = each.value
        if each.name == "preferredLanguage":
            value = canonical(str(value))
        if (each.name == "isEmailVerified" and not draft.email) or (each.name == "isPhoneVerified" and not draft.phone):
            continue
        draft = replace(draft, **{_FIELDS[each.name]: value})
    return draft


def human_told(draft: Draft) -> dict[str, Any]:
    """A draft as the object `human` of scripts, who never learn its gender.

    Source: recordings/logins.jsonl.
    """
    return {
        "firstName": draft.first_name,
        "lastName": draft.last_name,
        "nickName": draft.nick_name,
        "displayName": draft.display_name,
        "avatarKey": "",
        "preferredLanguage": draft.language,
        "gender": 0,
        "email": draft.email,
        "isEmailVerified": draft.email_verified,
        "phone": draft.phone,
        "isPhoneVerified": draft.phone_verified,
    }


def draft_told(draft: Draft) -> dict[str, Any]:
    """A draft as the object `user` of scripts: one that has neither id nor dates."""
    return {
        "id": "",
        "creationDate": NEVER,
        "changeDate": NEVER,
        "resourceOwner": "",
        "sequence": 0,
        "state": 0,
        "username": draft.user_name,
        "loginNames": [],
        "preferredLoginName": "",
        "human": human_told(draft),
    }


def external_told(user: ExternalUser) -> dict[str, Any]:
    """A person as the object `externalUser` of scripts."""
    return {"externalId": user.id, "externalIdpId": user.provider, "human": human_told(user.draft)}
