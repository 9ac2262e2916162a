"""Requests of service providers, for whoever has a login page of its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from mockserver.access.oauth import admission, applications
from mockserver.access.oauth.auth_requests import PREFIX_V2, AskedBySaml, AuthRequest, Progress
from mockserver.access.oauth.redirects import with_parameters
from mockserver.access.oauth.state import OAuthState
from mockserver.access.saml import names
from mockserver.access.saml.signatures import SigningMissing
from mockserver.domain.ids import UserId
from mockserver.domain.tables import Stamp
from mockserver.errors.catalogue import (
    SAML_GRANT_REQUIRED,
    SAML_PROJECT_REQUIRED,
    SAML_REQUEST_ALREADY_FAILED,
    SAML_REQUEST_ALREADY_LINKED,
    SAML_REQUEST_NOT_FOUND,
    SAML_REQUEST_TO_LINK_NOT_FOUND,
)
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.logins import saml_answering
from mockserver.logins.answering import Answer
from mockserver.logins.saml_attributes import SamlFailed
from mockserver.operations import details_v2
from mockserver.operations.context import Context
from mockserver.operations.login_requests import open_session, require_login_client, site_of
from mockserver.operations.messages import zitadel_saml_v2 as messages
from mockserver.spec.wellknown import timestamp

_log = logging.getLogger(__name__)

_HANDLED = 2
"""The place of the event that ends a request, after the one that made it."""
_UNSPECIFIED: Final = "unspecified error"
_STATUSES: Final[Mapping[int, str]] = {
    messages.ErrorReasonNumber.ERROR_REASON_VERSION_MISSMATCH: names.VERSION_MISMATCH,
    messages.ErrorReasonNumber.ERROR_REASON_AUTH_N_FAILED: names.AUTHN_FAILED,
    messages.ErrorReasonNumber.ERROR_REASON_INVALID_ATTR_NAME_OR_VALUE: names.INVALID_ATTRIBUTE,
    messages.ErrorReasonNumber.ERROR_REASON_INVALID_NAMEID_POLICY: names.INVALID_NAME_ID_POLICY,
    messages.ErrorReasonNumber.ERROR_REASON_REQUEST_DENIED: names.REQUEST_DENIED,
    messages.ErrorReasonNumber.ERROR_REASON_REQUEST_UNSUPPORTED: names.REQUEST_UNSUPPORTED,
    messages.ErrorReasonNumber.ERROR_REASON_UNSUPPORTED_BINDING: names.UNSUPPORTED_BINDING,
}
_UNKNOWN = "rpc error: code = Unknown desc = "


def get_saml_request(context: Context, request: messages.GetSAMLRequestRequest) -> messages.GetSAMLRequestResponse:
    """What a service provider asks for, until it was answered.

    Raises: SAML_REQUEST_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    Source: recordings/connect-neighbours.jsonl for what there is not; else the real server's source.
    """
    found = context.instance.part(OAuthState).requests.find(request.saml_request_id)
    asked = found.saml if found is not None and found.id.startswith(PREFIX_V2) else None
    if found is None or asked is None or found.progress in {Progress.DONE, Progress.FAILED}:
        raise Refused(SAML_REQUEST_NOT_FOUND)
    if found.login_client != context.user.id:
        context.require("session.read", context.state.id)
    return messages.GetSAMLRequestResponse(
        messages.SAMLRequest(
            id=found.id,
            creation_date=timestamp(found.created),
            issuer=asked.issuer,
            assertion_consumer_service=found.redirect_uri,
            relay_state=found.state,
            binding=asked.binding,
        )
    )


async def create_response(context: Context, request: messages.CreateResponseRequest) -> messages.CreateResponseResponse:
    """Answer a service provider, with a session or with an error; what it answers is to be sent on by a browser.

    Raises: SAML_REQUEST_TO_LINK_NOT_FOUND, SAML_REQUEST_ALREADY_LINKED, SAML_REQUEST_ALREADY_FAILED,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, SESSION_TO_LINK_NOT_FOUND, SESSION_TERMINATED, SESSION_EXPIRED,
        SESSION_TOKEN_INVALID, SAML_PROJECT_REQUIRED, SAML_GRANT_REQUIRED; Refused with the name of a status, as a
        script or a target failed, and where the extra `saml` is missing.
    Source: the facts of the real server for a target that fails; else its source.
    """
    found = context.instance.part(OAuthState).requests.find(request.saml_request_id)
    asked = found.saml if found is not None and found.id.startswith(PREFIX_V2) else None
    if found is None or asked is None:
        raise Refused(SAML_REQUEST_ALREADY_FAILED if request.session is None else SAML_REQUEST_TO_LINK_NOT_FOUND)
    if request.session is None:
        answered = _fail(context, found, asked, request.error or messages.AuthorizationError())
    else:
        answered = await _link(context, found, asked, request.session)
    details = details_v2.changed(Stamp(_HANDLED, context.instance.clock.now()), context.state.id)
    if answered.mode == "query":
        url = with_parameters(answered.redirect_uri, answered.parameters, answered.mode)
        return messages.CreateResponseResponse(details, url, redirect=messages.RedirectResponse())
    post = messages.PostResponse(found.state, answered.parameters["SAMLResponse"])
    return messages.CreateResponseResponse(details, answered.redirect_uri, post=post)


async def _link(context: Context, found: AuthRequest, asked: AskedBySaml, given: messages.Session) -> Answer:
    if found.progress is not Progress.OPEN:
        raise Refused(SAML_REQUEST_ALREADY_LINKED)
    require_login_client(context, found)
    session = open_session(context, given.session_id, given.session_token)
    _require_admission(context, found, session.user)
    context.instance.part(OAuthState).requests.advance(found.id, Progress.LINKED)
    try:
        return await saml_answering.respond(site_of(context, found), found, asked, session.user)
    except SamlFailed as failed:
        _log.info("CreateResponse: %s", failed)
        raise Refused(Problem("", Code.UNKNOWN, _UNKNOWN + failed.status)) from failed
    except SigningMissing as missing:
        raise Refused(Problem("", Code.UNIMPLEMENTED, str(missing))) from missing


def _fail(context: Context, found: AuthRequest, asked: AskedBySaml, error: messages.AuthorizationError) -> Answer:
    if found.progress is not Progress.OPEN:
        raise Refused(SAML_REQUEST_ALREADY_FAILED)
    require_login_client(context, found)
    context.instance.part(OAuthState).requests.advance(found.id, Progress.FAILED)
    status = _STATUSES.get(error.error, _UNSPECIFIED)
    return saml_answering.refusal(site_of(context, found), found, asked, status, error.error_description or "")


def _require_admission(context: Context, found: AuthRequest, user_id: UserId) -> None:
    """Let a user in whom the project of the application does not keep out.

    Raises: SAML_PROJECT_REQUIRED, SAML_GRANT_REQUIRED.
    """
    user, project = context.state.users.get(user_id), applications.project_of(context.state, found.client)
    if user is None or project is None:
        return
    if project.has_project_check and not admission.has_project(context.state, user, project):
        raise Refused(SAML_PROJECT_REQUIRED)
    if project.role_check and not admission.has_grant(context.state, user, project):
        raise Refused(SAML_GRANT_REQUIRED)
