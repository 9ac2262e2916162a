"""Who came back from an identity provider: as a person here, and as scripts see what the provider answered.

Source: recordings/logins.jsonl; what they do not show of `providerInfo` is assumed, and named so beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from mockserver.domain.rows.identity_providers import IdentityProvider, ProviderType
from mockserver.logins.drafts import Draft, ExternalUser
from mockserver.logins.login_scripts import ProviderAnswer
from mockserver.logins.provider_calls import Told
from mockserver.spec.language_tags import UNKNOWN, canonical

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_TEXTS: Final[Mapping[str, str]] = {
    "subject": "sub",
    "name": "name",
    "givenName": "given_name",
    "familyName": "family_name",
    "middleName": "middle_name",
    "nickname": "nickname",
    "profile": "profile",
    "picture": "picture",
    "website": "website",
    "gender": "gender",
    "birthdate": "birthdate",
    "zoneinfo": "zoneinfo",
    "preferredUsername": "preferred_username",
    "email": "email",
    "phoneNumber": "phone_number",
    "getAvatarURL": "picture",
    "getDisplayName": "name",
    "getEmail": "email",
    "getFirstName": "given_name",
    "getID": "sub",
    "getLastName": "family_name",
    "getNickname": "nickname",
    "getPhone": "phone_number",
    "getPreferredUsername": "preferred_username",
    "getProfile": "profile",
    "getSubject": "sub",
}
"""Fields and functions of the object `providerInfo` of an OpenID provider, and the claims that they tell."""
_NOTHING = ("appendClaims", "getAddress", "marshalJSON", "unmarshalJSON")
_PROFILE = (
    "name", "given_name", "family_name", "middle_name", "nickname", "profile", "picture", "website", "gender",
    "birthdate", "zoneinfo", "locale", "updated_at", "preferred_username",
)  # fmt: skip


def external_user(provider: IdentityProvider, told: Told) -> ExternalUser:
    """Somebody as a provider tells of them; a server of OAuth tells who it is and nothing else."""
    info = told.info
    if provider.type != ProviderType.OIDC:
        return ExternalUser(id=_plain(info.get(provider.id_attribute)), provider=provider.id)
    return ExternalUser(
        id=_text(info, "sub"),
        provider=provider.id,
        draft=Draft(
            user_name=_text(info, "preferred_username"),
            first_name=_text(info, "given_name"),
            last_name=_text(info, "family_name"),
            nick_name=_text(info, "nickname"),
            display_name=_text(info, "name"),
            language=canonical(_text(info, "locale")) if _text(info, "locale") else UNKNOWN,
            email=_text(info, "email"),
            email_verified=_truth(info, "email_verified"),
            phone=_text(info, "phone_number"),
            phone_verified=_truth(info, "phone_number_verified"),
        ),
    )


def provider_answer(provider: IdentityProvider, told: Told) -> ProviderAnswer:
    """The same as scripts see it."""
    if provider.type != ProviderType.OIDC:
        return ProviderAnswer(told.access_token, "", told.refresh_token, _oauth_info(provider, told.info))
    claims = told.claims or {}
    audience = claims.get("aud")
    listed = {**claims, "aud": [audience]} if isinstance(audience, str) else claims
    return ProviderAnswer(
        told.access_token, told.id_token, told.refresh_token, _oidc_info(told.info), claims, go_json(listed)
    )


def go_json(value: object) -> str:
    """JSON as Go writes it: keys in order, and three characters of HTML escaped."""
    text = msgspec.json.encode(value, order="sorted").decode()
    for character, escaped in _ESCAPED.items():
        text = text.replace(character, escaped)
    return text


def _oidc_info(info: Mapping[str, Any]) -> dict[str, Any]:
    """The object `providerInfo` of an OpenID provider.

    What its parts `userInfo…`, `address` and `updatedAt` hold, and what functions give that scripts have no use for, is
    assumed.
    """
    return {
        "userInfo": info,
        "userInfoProfile": {name: info[name] for name in _PROFILE if name in info},
        "locale": info.get("locale"),
        "updatedAt": info.get("updated_at", 0),
        "userInfoEmail": {name: info[name] for name in ("email", "email_verified") if name in info},
        "emailVerified": _truth(info, "email_verified"),
        "userInfoPhone": {name: info[name] for name in ("phone_number", "phone_number_verified") if name in info},
        "phoneNumberVerified": _truth(info, "phone_number_verified"),
        "address": info.get("address"),
        "claims": info,
        "getPreferredLanguage": canonical(_text(info, "locale")) if _text(info, "locale") else UNKNOWN,
        "isEmailVerified": _truth(info, "email_verified"),
        "isPhoneVerified": _truth(info, "phone_number_verified"),
        **{name: _text(info, claim) for name, claim in _TEXTS.items()},
        **dict.fromkeys(_NOTHING),
        "writes": dict(sorted(info.items())),
    }


def _oauth_info(provider: IdentityProvider, info: Mapping[str, Any]) -> dict[str, Any]:
    """The object `providerInfo` of a server of OAuth."""
    texts = (
        "getAvatarURL", "getDisplayName", "getEmail", "getFirstName", "getLastName", "getNickname", "getPhone",
        "getPreferredUsername", "getProfile",
    )  # fmt: skip
    return {
        "rawInfo": info,
        **dict.fromkeys(texts, ""),
        "getID": _plain(info.get(provider.id_attribute)),
        "getPreferredLanguage": UNKNOWN,
        "isEmailVerified": False,
        "isPhoneVerified": False,
        "unmarshalJSON": None,
    }


def _text(info: Mapping[str, Any], claim: str) -> str:
    value = info.get(claim)
    return value if isinstance(value, str) else ""


def _truth(info: Mapping[str, Any], claim: str) -> bool:
    """A truth value, which some providers write as a text."""
    return info.get(claim) in (True, "true")


def _plain(value: object) -> str:
    """An id of whatever type as a text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return go_json(value)
