"""Rules on how applications log people in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from mockserver.domain.oidc_compliance import AuthMethod, GrantType
from mockserver.domain.rows.apps import OidcConfiguration
from mockserver.domain.urls import UnreadableUrl, is_origin, parse_url


class ResponseType(IntEnum):
    """Numbers of zitadel.app.v1.OIDCResponseType; those of v2 begin at 1."""

    CODE = 0
    ID_TOKEN = 1
    ID_TOKEN_TOKEN = 2


class LoginVersion(IntEnum):
    """Which login a client's users are sent to."""

    UNSPECIFIED = 0
    V1 = 1
    V2 = 2


_FOR_CODE = {GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE}
_FOR_TOKENS = {GrantType.IMPLICIT}
_REQUIRED_GRANTS = {
    ResponseType.CODE: _FOR_CODE,
    ResponseType.ID_TOKEN: _FOR_TOKENS,
    ResponseType.ID_TOKEN_TOKEN: _FOR_TOKENS,
}
"""Of which grants a response type needs one."""
METHODS_WITH_SECRET = (AuthMethod.BASIC, AuthMethod.POST)
"""By which an application proves who it is with a client secret, so that it is given one."""


def known_response_types(numbers: Sequence[int]) -> tuple[int, ...]:
    """Response types as they are stored: CODE for none, and for every number that is none."""
    return tuple(number if number in _REQUIRED_GRANTS else ResponseType.CODE.value for number in numbers) or (
        ResponseType.CODE.value,
    )


def known_grant_types(numbers: Sequence[int]) -> tuple[int, ...]:
    """Grant types as they are stored: AUTHORIZATION_CODE for none, and for every number that is none."""
    default = GrantType.AUTHORIZATION_CODE.value
    return tuple(number if number in set(GrantType) else default for number in numbers) or (default,)


def trimmed(texts: Sequence[str]) -> tuple[str, ...]:
    """URIs as they are stored."""
    return tuple(text.strip() for text in texts)


def is_valid(configuration: OidcConfiguration) -> bool:
    """Whether every response type has a grant that it needs, and additional origins are origins.

    Source: recordings/id-apps-oidc.jsonl.
    """
    grants = {*configuration.grant_types}
    return all(_REQUIRED_GRANTS[ResponseType(type_)] & grants for type_ in configuration.response_types) and all(
        map(is_origin, configuration.additional_origins)
    )


def allowed_origins(configuration: OidcConfiguration) -> tuple[str, ...]:
    """From where browsers may call: the origins of the redirects and the additional ones, each once.

    None at all where a redirect is no URL, as the real server gives up on it (assumed).

    Source: recordings/id-apps-oidc.jsonl.
    """
    try:
        own = [parse_url(uri).origin for uri in configuration.redirect_uris]
    except UnreadableUrl:
        return ()
    return tuple(dict.fromkeys((*own, *configuration.additional_origins)))
