"""Which redirect URIs the registration of an application lets a browser be sent to."""

from __future__ import annotations

import fnmatch
import ipaddress
import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from mockserver.access.oauth.problems import (
    POST_LOGOUT_REDIRECT_URI_INVALID,
    OAuthProblem,
    OAuthRefused,
    ask_administrator,
)
from mockserver.domain.oidc_compliance import AppType
from mockserver.domain.oidc_configuration import METHODS_WITH_SECRET
from mockserver.domain.rows.apps import OidcConfiguration

_NOT_REGISTERED = ask_administrator(
    "invalid_request", "The requested redirect_uri is missing in the client configuration."
)
_CUSTOM_SCHEME = ask_administrator(
    "invalid_request", "This client's redirect_uri is using a custom schema and is not allowed."
)
_HTTP = ask_administrator("invalid_request", "This client's redirect_uri is http and is not allowed.")


def require_redirect_uri(app: OidcConfiguration, uri: str, response_type: str) -> None:
    """Let a browser be sent to an address that an application registered, by the scheme that its type allows.

    In development mode an address may be a pattern (`*` and `?` stand for what is no slash), and http is allowed.

    Raises: OAuthRefused.
    Source: recordings/id-auth-requests.jsonl, runs-login.jsonl; beyond addresses that are not registered it is the real
        server's source.
    """
    problem = _problem_of(app, uri, response_type)
    if problem is not None:
        raise OAuthRefused(problem, f"redirect_uri is {uri!r}")


def require_post_logout_uri(app: OidcConfiguration, uri: str) -> None:
    """The same for the address after a logout.

    Raises: POST_LOGOUT_REDIRECT_URI_INVALID.
    """
    if not _is_registered(app.post_logout_redirect_uris, uri, patterns=app.dev_mode):
        raise OAuthRefused(POST_LOGOUT_REDIRECT_URI_INVALID, f"{uri!r} is not registered")


def _problem_of(app: OidcConfiguration, uri: str, response_type: str) -> OAuthProblem | None:
    registered = _is_registered(app.redirect_uris, uri, patterns=app.dev_mode)
    if uri.startswith("https://"):
        return None if registered else _NOT_REGISTERED
    if app.app_type == AppType.NATIVE:
        return _problem_of_native(app, uri, registered=registered)
    if not registered:
        return _NOT_REGISTERED
    if not uri.startswith("http://"):
        return _CUSTOM_SCHEME
    confidential = app.app_type == AppType.WEB and app.auth_method in METHODS_WITH_SECRET
    return None if app.dev_mode or (response_type == "code" and confidential) else _HTTP


def _problem_of_native(app: OidcConfiguration, uri: str, *, registered: bool) -> OAuthProblem | None:
    """Any port of this machine will do, since a program listens on a free one."""
    here = _on_this_machine(uri)
    if registered:
        return None if app.dev_mode or here is not None or not uri.startswith("http://") else _HTTP
    if here is not None:
        for other in map(_on_this_machine, app.redirect_uris):
            if other is not None and (other.path, other.query) == (here.path, here.query):
                return None
    return _NOT_REGISTERED


def _is_registered(registered: Sequence[str], uri: str, *, patterns: bool) -> bool:
    return uri in registered or (patterns and any(_fits(pattern, uri) for pattern in registered))


def _fits(pattern: str, uri: str) -> bool:
    """Whether an address is what a pattern of Go's `path.Match` tells, segment by segment."""
    if not any(special in pattern for special in "*?["):
        return False
    parts, wanted = uri.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(
        re.match(fnmatch.translate(one), part) is not None for one, part in zip(wanted, parts, strict=True)
    )


def _on_this_machine(uri: str) -> SplitResult | None:
    """An address of http on this machine, taken apart; None for any other."""
    try:
        parts = urlsplit(uri)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme != "http":
        return None
    try:
        return parts if host == "localhost" or ipaddress.ip_address(host).is_loopback else None
    except ValueError:
        return None
