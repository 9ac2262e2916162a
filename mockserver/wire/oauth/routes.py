"""Which endpoint answers which method and path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mockserver.later import Later
from mockserver.wire.http import Answer
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.authorize import authorize
from mockserver.wire.oauth.call import Call, Handler, handler_of
from mockserver.wire.oauth.device import device
from mockserver.wire.oauth.device_authorization import device_authorization
from mockserver.wire.oauth.discovery import discovery, keys
from mockserver.wire.oauth.end_session import end_session
from mockserver.wire.oauth.introspect import introspect
from mockserver.wire.oauth.login import login
from mockserver.wire.oauth.revoke import revoke
from mockserver.wire.oauth.token import token
from mockserver.wire.oauth.userinfo import userinfo

if TYPE_CHECKING:
    from mockserver.wire.login import serving as login_steps
    from mockserver.wire.pretend import endpoints as pretend_provider
    from mockserver.wire.saml import serving as saml_endpoints
else:
    saml_endpoints = Later("mockserver.wire.saml.serving")
    pretend_provider = Later("mockserver.wire.pretend.endpoints")
    login_steps = Later("mockserver.wire.login.serving")


def built_in_login(call: Call) -> Answer:
    """The pages of the built-in login, which are imported when the first of them is asked for."""
    return login_steps.serve(call)


def pretended(call: Call) -> Answer:
    """The endpoints of the pretend provider, which are imported likewise."""
    return pretend_provider.serve(call)


def saml(call: Call) -> Answer:
    """The endpoints of SAML, which are imported likewise."""
    return saml_endpoints.serve(call)


OAUTH_ROUTES: Sequence[tuple[str, str, Handler]] = (
    ("GET", paths.DISCOVERY, handler_of(discovery)),
    ("GET", paths.KEYS, handler_of(keys)),
    ("GET", paths.AUTHORIZE, handler_of(authorize)),
    ("POST", paths.AUTHORIZE, handler_of(authorize)),
    ("POST", paths.TOKEN, handler_of(token)),
    ("POST", paths.INTROSPECT, handler_of(introspect)),
    ("POST", paths.REVOKE, handler_of(revoke)),
    ("POST", paths.DEVICE_AUTHORIZATION, handler_of(device_authorization)),
    *((method, path, handler_of(built_in_login)) for path in paths.LOGIN_STEPS for method in ("GET", "POST")),
    *((method, paths.LOGIN_V2, handler_of(login)) for method in ("GET", "POST")),
    ("GET", paths.PRETEND_DISCOVERY, handler_of(pretended)),
    ("GET", paths.PRETEND_AUTHORIZE, handler_of(pretended)),
    ("POST", paths.PRETEND_AUTHORIZE, handler_of(pretended)),
    ("POST", paths.PRETEND_TOKEN, handler_of(pretended)),
    ("GET", paths.PRETEND_USERINFO, handler_of(pretended)),
    ("GET", paths.PRETEND_KEYS, handler_of(pretended)),
    ("GET", paths.SAML_METADATA, handler_of(saml)),
    ("GET", paths.SAML_CERTIFICATE, handler_of(saml)),
    *((method, path, handler_of(saml)) for path in paths.SAML_STEPS for method in ("GET", "POST")),
    ("GET", paths.DEVICE, handler_of(device)),
    ("POST", paths.DEVICE, handler_of(device)),
    ("GET", paths.USERINFO, handler_of(userinfo)),
    ("POST", paths.USERINFO, handler_of(userinfo)),
    ("GET", paths.END_SESSION, handler_of(end_session)),
    ("POST", paths.END_SESSION, handler_of(end_session)),
)
"""Method, path, handler."""
