"""Authorization requests and devices, for whoever has a login page of its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from mockserver.access.oauth import applications
from mockserver.access.oauth.auth_requests import PREFIX_V2, AuthRequest, Progress
from mockserver.access.oauth.devices import Device
from mockserver.access.oauth.grants import Grant
from mockserver.access.oauth.problems import SCRIPT_FAILED, USER_NOT_ACTIVE, OAuthRefused
from mockserver.access.oauth.redirects import with_parameters
from mockserver.access.oauth.state import OAuthState
from mockserver.domain.tables import Stamp
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import (
    AUTH_REQUEST_ALREADY_FAILED,
    AUTH_REQUEST_ALREADY_LINKED,
    AUTH_REQUEST_APP_NOT_FOUND,
    AUTH_REQUEST_NOT_FOUND,
    AUTH_REQUEST_TO_LINK_NOT_FOUND,
    DEVICE_REQUEST_NOT_FOUND,
    DEVICE_REQUEST_TO_ALLOW_NOT_FOUND,
    DEVICE_REQUEST_TO_DENY_NOT_FOUND,
)
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.logins import answering
from mockserver.logins.answering import Answer
from mockserver.logins.script_failures import ServerPanicked
from mockserver.operations import details_v2
from mockserver.operations.context import Context
from mockserver.operations.login_requests import open_session, require_login_client, site_of
from mockserver.operations.messages import zitadel_oidc_v2 as messages
from mockserver.spec.wellknown import Duration, duration, timestamp

_log = logging.getLogger(__name__)

_NANOS = 1_000_000_000
_HANDLED = 2
"""The place of the event that ends a request, after the one that made it."""
_PROMPTS: Mapping[str, messages.PromptName] = {
    "none": "PROMPT_NONE",
    "login": "PROMPT_LOGIN",
    "consent": "PROMPT_CONSENT",
    "select_account": "PROMPT_SELECT_ACCOUNT",
    "create": "PROMPT_CREATE",
}
_SERVER_ERROR = "server_error"
_REASONS = (
    _SERVER_ERROR,
    "invalid_request",
    "unauthorized_client",
    "access_denied",
    "unsupported_response_type",
    "invalid_scope",
    _SERVER_ERROR,
    "temporarily_unavailable",
    "interaction_required",
    "login_required",
    "account_selection_required",
    "consent_required",
    "invalid_request_uri",
    "invalid_request_object",
    "request_not_supported",
    "request_uri_not_supported",
    "registration_not_supported",
)
"""By number of zitadel.oidc.v2.ErrorReason; any other is a server error (recordings/id-auth-requests.jsonl)."""

_CODES = {400: Code.INVALID_ARGUMENT, 404: Code.NOT_FOUND, 500: Code.INTERNAL}
"""Of what the token endpoint refuses with an HTTP status, when an operation has to refuse it."""


def get_auth_request(context: Context, request: messages.GetAuthRequestRequest) -> messages.GetAuthRequestResponse:
    """What a client asks for, until it has its tokens or was refused.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, AUTH_REQUEST_NOT_FOUND.
    """
    found = context.instance.part(OAuthState).requests.find(request.auth_request_id)
    if found is None or not _is_v2(found) or found.progress in {Progress.DONE, Progress.FAILED}:
        raise Refused(AUTH_REQUEST_NOT_FOUND)
    if found.login_client != context.user.id:
        context.require("session.read", context.state.id)
    return messages.GetAuthRequestResponse(
        messages.AuthRequest(
            id=found.id,
            creation_date=timestamp(found.created),
            client_id=found.client,
            scope=found.scopes,
            redirect_uri=found.redirect_uri,
            prompt=tuple(_PROMPTS[prompt] for prompt in found.prompts),
            ui_locales=found.ui_locales,
            login_hint=found.login_hint or None,
            max_age=Duration("") if found.max_age is None else duration(found.max_age * _NANOS),
            hint_user_id=found.hinted or None,
        )
    )


async def create_callback(context: Context, request: messages.CreateCallbackRequest) -> messages.CreateCallbackResponse:
    """Answer an authorization request, with a session or with an error; whether its user may log in is not asked.

    Raises: AUTH_REQUEST_TO_LINK_NOT_FOUND, AUTH_REQUEST_ALREADY_LINKED, AUTH_REQUEST_ALREADY_FAILED,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, SESSION_TO_LINK_NOT_FOUND, SESSION_TERMINATED, SESSION_EXPIRED,
        SESSION_TOKEN_INVALID, AUTH_REQUEST_APP_NOT_FOUND; where tokens are asked for and none can be made, what the
        token endpoint would say, under the code that stands for its status (assumed).
    Source: recordings/id-auth-requests.jsonl; that an error to an unknown request is AUTH_REQUEST_ALREADY_FAILED is the
        real server's source.
    """
    found = context.instance.part(OAuthState).requests.find(request.auth_request_id)
    if found is not None and not _is_v2(found):
        found = None
    if request.session is not None:
        answered = await _link(context, found, request.session)
    else:
        answered = _fail(context, found, request.error or messages.AuthorizationError())
    details = details_v2.changed(Stamp(_HANDLED, context.instance.clock.now()), context.state.id)
    url = with_parameters(answered.redirect_uri, answered.parameters, answered.mode)
    return messages.CreateCallbackResponse(details, url)


def get_device_authorization_request(
    context: Context, request: messages.GetDeviceAuthorizationRequestRequest
) -> messages.GetDeviceAuthorizationRequestResponse:
    """What a device asks for.

    Raises: DEVICE_REQUEST_NOT_FOUND, and those of `Context.require` (all assumed: no recording shows it).
    """
    now = context.instance.clock.now()
    device = require(
        context.instance.part(OAuthState).devices.with_user_code(request.user_code, now), DEVICE_REQUEST_NOT_FOUND
    )
    context.require("session.read", context.state.id)
    app = applications.registered(context.state, device.client)
    project = applications.project_of(context.state, device.client)
    return messages.GetDeviceAuthorizationRequestResponse(
        messages.DeviceAuthorizationRequest(
            id=device.id,
            client_id=device.client,
            scope=device.scopes,
            app_name=app.name if app is not None else "",
            project_name=project.name if project is not None else "",
        )
    )


def authorize_or_deny_device_authorization(
    context: Context, request: messages.AuthorizeOrDenyDeviceAuthorizationRequest
) -> messages.AuthorizeOrDenyDeviceAuthorizationResponse:
    """Let a device have tokens of a session's user, or none.

    Raises: DEVICE_REQUEST_TO_ALLOW_NOT_FOUND, DEVICE_REQUEST_TO_DENY_NOT_FOUND, those of `create_callback` for the
        session (all assumed: no recording shows it).
    """
    devices = context.instance.part(OAuthState).devices
    found = devices.with_id(request.device_authorization_id, context.instance.clock.now())
    if request.session is None:
        device = require(found, DEVICE_REQUEST_TO_DENY_NOT_FOUND)
        context.require("session.link", context.state.id)
        devices.deny(device)
        return messages.AuthorizeOrDenyDeviceAuthorizationResponse()
    device = require(found, DEVICE_REQUEST_TO_ALLOW_NOT_FOUND)
    context.require("session.link", context.state.id)
    session = open_session(context, request.session.session_id, request.session.session_token)
    devices.allow(device, _grant(device, answering.login_of_session(session)))
    return messages.AuthorizeOrDenyDeviceAuthorizationResponse()


def _is_v2(request: AuthRequest) -> bool:
    return request.id.startswith(PREFIX_V2) and request.saml is None


async def _link(context: Context, found: AuthRequest | None, given: messages.Session) -> Answer:
    request = require(found, AUTH_REQUEST_TO_LINK_NOT_FOUND)
    if request.progress is not Progress.OPEN:
        raise Refused(AUTH_REQUEST_ALREADY_LINKED)
    require_login_client(context, request)
    session = open_session(context, given.session_id, given.session_token)
    if applications.active(context.state, request.client) is None:
        raise Refused(AUTH_REQUEST_APP_NOT_FOUND)
    try:
        return await answering.answer(site_of(context, request), request, answering.login_of_session(session))
    except OAuthRefused as refusal:
        if refusal.reason:
            _log.info("CreateCallback: %s", refusal.reason)
        raise Refused(_problem(refusal)) from refusal
    except ServerPanicked as panic:
        raise Refused(Problem("", Code.INTERNAL, SCRIPT_FAILED.description)) from panic


def _problem(refusal: OAuthRefused) -> Problem:
    problem = refusal.problem
    code = Code.FAILED_PRECONDITION if problem is USER_NOT_ACTIVE else _CODES[problem.status]
    return Problem("", code, problem.description)


def _fail(context: Context, found: AuthRequest | None, error: messages.AuthorizationError) -> Answer:
    request = require(found, AUTH_REQUEST_ALREADY_FAILED)
    if request.progress is not Progress.OPEN:
        raise Refused(AUTH_REQUEST_ALREADY_FAILED)
    require_login_client(context, request)
    reason = _REASONS[error.error] if 0 <= error.error < len(_REASONS) else _SERVER_ERROR
    return answering.refuse(
        site_of(context, request), request, reason, error.error_description or "", error.error_uri or ""
    )


def _grant(device: Device, login: answering.Login) -> Grant:
    return Grant(
        login.user,
        device.client,
        device.scopes,
        login.at,
        login.methods,
        session=login.session,
        audience=device.audience,
    )
