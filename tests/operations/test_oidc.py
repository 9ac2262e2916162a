"""Devices that whoever has a login page lets in through the API."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.access.oauth.devices import Device
from mockserver.access.oauth.problems import DEVICE_DENIED, OAuthRefused
from mockserver.access.oauth.state import OAuthState
from mockserver.domain.events import RowChanged
from mockserver.domain.ids import SessionId, UserId
from mockserver.domain.rows.sessions import Session
from mockserver.domain.rows.users import USERS, UserState
from mockserver.domain.sessions import Change, begin, settle
from mockserver.errors.catalogue import (
    AUTH_REQUEST_ALREADY_FAILED,
    DEVICE_REQUEST_NOT_FOUND,
    DEVICE_REQUEST_TO_ALLOW_NOT_FOUND,
    DEVICE_REQUEST_TO_DENY_NOT_FOUND,
    SESSION_TOKEN_INVALID,
)
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem
from mockserver.operations import oidc
from mockserver.operations.context import Context
from mockserver.operations.first_instance import first_instance
from mockserver.operations.messages import zitadel_oidc_v2 as messages
from mockserver.settings import Settings
from mockserver.spec.matrix import FlowMatrix
from tests.domain.refusals import refuses
from tests.domain.worlds import instance_member_made
from tests.oauth.flows import bind
from tests.oauth.provider import ISSUER, Provider, SettableClock
from tests.oauth.registered import CALLBACK, add_app, add_project
from tests.spec.documents import document


@pytest.fixture
def context() -> Context:
    """A call of a user that may do all and link sessions."""
    instance = first_instance(Settings())
    (organisation,) = instance.state.organisations
    (admin,) = instance.state.users
    instance.append(instance_member_made(admin.id, "IAM_OWNER", "IAM_LOGIN_CLIENT", instance=instance.state.id))
    return Context(instance, instance.state, admin, organisation, "en", FlowMatrix(document()))


@pytest.fixture
def device(context: Context) -> Device:
    """A device that waits."""
    oauth = context.instance.part(OAuthState)
    now = context.instance.clock.now()
    return oauth.devices.add("device", client="tv", scopes=("openid",), audience=(), now=now)


def session_of(context: Context) -> Session:
    """A session of the caller."""
    change: Change = begin(Session(id=SessionId("session")))
    now = context.instance.clock.now()
    change.to("session.user.checked", user=context.user.id, user_checked=now)
    change.to("session.password.checked", password_checked=now)
    context.instance.append_all(settle(change, "token"))
    return context.instance.state.sessions["session"]


def implicit_request(context: Context) -> str:
    """A request of an application that asks for an ID token at once; returns its id."""
    provider = Provider(context.instance, SettableClock(context.instance.clock.now()))
    add_project(provider)
    client = add_app(provider, response_types=(1, 2), grant_types=(1,)).client_id
    request = AuthRequest(
        id="V2_request",
        created=provider.clock.at,
        client=client,
        redirect_uri=CALLBACK,
        response_type="id_token",
        mode="fragment",
        scopes=("openid",),
        login_client=context.user.id,
        issuer=ISSUER,
    )
    context.instance.part(OAuthState).requests.add(request)
    return request.id


def link(context: Context, request: str, session: Session) -> None:
    """Answer a request with a session."""
    given = messages.Session(session_id=session.id, session_token="token")
    asyncio.run(oidc.create_callback(context, messages.CreateCallbackRequest(auth_request_id=request, session=given)))


def answer(context: Context, device: str, **decision: object) -> None:
    """Let a device in or not."""
    request = messages.AuthorizeOrDenyDeviceAuthorizationRequest(device_authorization_id=device, **decision)  # type: ignore[arg-type] # one of two fields
    oidc.authorize_or_deny_device_authorization(context, request)


def test_a_device_that_is_let_in(context: Context, device: Device) -> None:
    """Its tokens are those of the session's user, made as the session was checked."""
    session = session_of(context)
    found = oidc.get_device_authorization_request(
        context, messages.GetDeviceAuthorizationRequestRequest(user_code=device.user_code)
    ).device_authorization_request
    assert found is not None

    answer(context, found.id, session=messages.Session(session_id=session.id, session_token="token"))
    grant = context.instance.part(OAuthState).devices.redeem(
        device.secret, client="tv", now=context.instance.clock.now()
    )

    assert (found.client_id, found.scope) == ("tv", ("openid",))
    assert (grant.user, grant.session, grant.methods) == (UserId(context.user.id), session.id, ("pwd",))


def test_a_device_that_is_denied(context: Context, device: Device) -> None:
    """It learns that nobody will let it in."""
    answer(context, device.id, deny=messages.Deny())

    with pytest.raises(OAuthRefused) as refused:
        context.instance.part(OAuthState).devices.redeem(device.secret, client="tv", now=context.instance.clock.now())
    assert refused.value.problem == DEVICE_DENIED


def test_what_is_refused(context: Context, device: Device) -> None:
    """Codes and ids of no device that waits, and a session whose token is another one."""
    session = session_of(context)
    wrong = messages.Session(session_id=session.id, session_token="wrong")

    with refuses(DEVICE_REQUEST_NOT_FOUND):
        oidc.get_device_authorization_request(
            context, messages.GetDeviceAuthorizationRequestRequest(user_code="XXXX-XXXX")
        )
    with refuses(DEVICE_REQUEST_TO_ALLOW_NOT_FOUND):
        answer(context, "other", session=wrong)
    with refuses(DEVICE_REQUEST_TO_DENY_NOT_FOUND):
        answer(context, "other", deny=messages.Deny())
    with refuses(SESSION_TOKEN_INVALID):
        answer(context, device.id, session=wrong)


@pytest.mark.parametrize("effect", ["nothing.at.all", "api.v1.claims.setClaim('x', NaN)"])
def test_tokens_whose_scripts_fail(context: Context, effect: str, caplog: pytest.LogCaptureFixture) -> None:
    """The call is refused, which is no fault of the server; its log says why."""
    caplog.set_level("INFO")
    session, request = session_of(context), implicit_request(context)
    bind(context.instance, "4", effect)

    with refuses(Problem("", Code.INTERNAL, "Errors.Internal")):
        link(context, request, session)

    (line,) = caplog.messages
    assert line.startswith("CreateCallback: ")


def test_tokens_where_the_real_server_breaks_down(context: Context) -> None:
    """A claim that cannot be written, then a further action."""
    session, request = session_of(context), implicit_request(context)
    effect = "api.v1.claims.setClaim('x', NaN)"
    bind(context.instance, "4", effect, effect)

    with refuses(Problem("", Code.INTERNAL, "Errors.Internal")):
        link(context, request, session)


@pytest.mark.parametrize(
    ("gone", "problem"),
    [
        (False, Problem("", Code.FAILED_PRECONDITION, "Errors.User.NotActive")),
        (True, Problem("", Code.NOT_FOUND, "Errors.User.NotFound")),
    ],
)
def test_tokens_of_who_cannot_log_in(context: Context, gone: bool, problem: Problem) -> None:
    """A user that was switched off or removed after the session began."""
    state = context.instance.state
    session, request = session_of(context), implicit_request(context)
    if gone:
        state.users.drop(context.user.id)
    else:
        context.instance.append(
            RowChanged("user.deactivated", USERS, replace(state.users[context.user.id], state=UserState.INACTIVE))
        )

    with refuses(problem):
        link(context, request, session)


def test_an_error_to_no_request(context: Context) -> None:
    """A request that there is not counts as one that was answered already."""
    error = messages.AuthorizationError(error=3)

    with refuses(AUTH_REQUEST_ALREADY_FAILED):
        asyncio.run(oidc.create_callback(context, messages.CreateCallbackRequest(auth_request_id="V2_1", error=error)))
