"""Whether the configuration of an application keeps to OIDC 1.0, and what of it does not; rules as tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import IntEnum
from typing import NamedTuple

from mockserver.domain.rows.apps import OidcConfiguration


class GrantType(IntEnum):
    """Numbers of zitadel.app.v1.OIDCGrantType."""

    AUTHORIZATION_CODE = 0
    IMPLICIT = 1
    REFRESH_TOKEN = 2
    DEVICE_CODE = 3
    TOKEN_EXCHANGE = 4


class AppType(IntEnum):
    """Numbers of zitadel.app.v1.OIDCAppType."""

    WEB = 0
    USER_AGENT = 1
    NATIVE = 2


class AuthMethod(IntEnum):
    """Numbers of zitadel.app.v1.OIDCAuthMethodType."""

    BASIC = 0
    POST = 1
    NONE = 2
    PRIVATE_KEY_JWT = 3


class Compliance(NamedTuple):
    """Whether a configuration differs from the standard, and keys of the texts that say in what, in order."""

    violated: bool
    problems: tuple[str, ...]


_LOOPBACK = tuple(
    f"http://{host}{end}" for host in ("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]") for end in ":/"
)
"""How redirects to the same machine begin; the long form of `::1` and the end are assumed."""


def _is_https(uri: str) -> bool:
    return uri.startswith("https://")


def _is_http(uri: str) -> bool:
    return uri.startswith("http://")


def _is_http_elsewhere(uri: str) -> bool:
    return _is_http(uri) and not uri.startswith(_LOOPBACK)


def _is_custom(uri: str) -> bool:
    return not _is_https(uri) and not _is_http(uri)


class _Rule(NamedTuple):
    """What is a problem of the redirects of some types of applications."""

    problem: str
    types: Collection[AppType]
    forbidden: Callable[[str], bool]


_V1 = "Application.OIDC.V1."
_ALL = tuple(AppType)
_NOT_NATIVE = (AppType.WEB, AppType.USER_AGENT)
_LOCAL = _Rule("Native.RedirectUris.MustBeHttpLocalhost", (AppType.NATIVE,), _is_http_elsewhere)
_HTTP_FOR_WEB = _Rule("Code.RedirectUris.HttpOnlyForWeb", (AppType.USER_AGENT,), _is_http)
_CUSTOM_FORBIDDEN = "Implicit.RedirectUris.CustomNotAllowed"

_RULES: dict[tuple[bool, bool], tuple[_Rule, ...]] = {
    (False, False): (),
    (True, False): (
        _HTTP_FOR_WEB,
        _LOCAL,
        _Rule("Code.RedirectUris.CustomOnlyForNative", _NOT_NATIVE, _is_custom),
    ),
    (False, True): (
        _Rule(_CUSTOM_FORBIDDEN, _ALL, _is_custom),
        _Rule("Implicit.RedirectUris.HttpNotAllowed", _NOT_NATIVE, _is_http),
        _LOCAL,
    ),
    (True, True): (_Rule(_CUSTOM_FORBIDDEN, _NOT_NATIVE, _is_custom), _HTTP_FOR_WEB, _LOCAL),
}
"""By whether the grants hold AUTHORIZATION_CODE and IMPLICIT."""
_AUTH_METHOD_PROBLEMS = {
    AppType.NATIVE: "Native.AuthMethodType.NotNone",
    AppType.USER_AGENT: "UserAgent.AuthMethodType.NotNone",
}
"""Of applications that cannot keep a secret."""


def compliance_of(configuration: OidcConfiguration) -> Compliance:
    """What of a configuration differs from OIDC 1.0.

    That it differs at all is said in front, and twice of applications that cannot keep a secret. One problem makes no
    violation: `NotAllCombinationsAreAllowed`, which comes only where nothing else did.

    Source: recordings/id-apps-oidc.jsonl.
    """
    app_type = AppType(configuration.app_type)
    problems = [*_grants(configuration), *_redirects(configuration, app_type)]
    violated = bool(problems)
    if not violated and _mixes_redirects(configuration):
        problems.append("NotAllCombinationsAreAllowed")
    if app_type in _AUTH_METHOD_PROBLEMS and configuration.auth_method != AuthMethod.NONE:
        problems.append(_AUTH_METHOD_PROBLEMS[app_type])
        violated = True
    if violated:
        problems[:0] = ["NotCompliant"] * (2 if app_type in _AUTH_METHOD_PROBLEMS else 1)
    return Compliance(violated, tuple(_V1 + problem for problem in problems))


def _grants(configuration: OidcConfiguration) -> Iterator[str]:
    grants = configuration.grant_types
    by_device_alone = GrantType.DEVICE_CODE in grants and GrantType.AUTHORIZATION_CODE not in grants
    if not configuration.redirect_uris and not by_device_alone:
        yield "NoRedirectUris"
    if GrantType.REFRESH_TOKEN in grants and not {GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE} & {*grants}:
        yield "GrantType.Refresh.NoAuthCode"


def _redirects(configuration: OidcConfiguration, app_type: AppType) -> Iterator[str]:
    grants, uris = configuration.grant_types, configuration.redirect_uris
    for rule in _RULES[GrantType.AUTHORIZATION_CODE in grants, GrantType.IMPLICIT in grants]:
        if app_type in rule.types and any(map(rule.forbidden, uris)):
            yield rule.problem


def _mixes_redirects(configuration: OidcConfiguration) -> bool:
    grants = configuration.grant_types
    both = GrantType.AUTHORIZATION_CODE in grants and GrantType.IMPLICIT in grants
    return both and not all(map(_is_https, configuration.redirect_uris))
