"""The pages on which a person logs in: login name, then password."""

from __future__ import annotations

from mockserver.access.oauth.admission import person_named
from mockserver.access.oauth.auth_requests import PREFIX_V2, AuthRequest, Progress
from mockserver.domain.rows.users import User
from mockserver.errors.login_problems import LOGIN_REQUEST_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.wire.http import Response
from mockserver.wire.oauth.authorize import chosen_user, log_in
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.choose_user import machines
from mockserver.wire.oauth.login_pages import ending_page, login_name_page, password_page
from mockserver.wire.oauth.own_choice import is_own_choice
from mockserver.wire.oauth.password_check import check_password

_NAMES = ("authRequestID", "authRequest", "samlRequest")


async def login(call: Call) -> Response:
    """`GET` and `POST` the page for requests that the API can answer as well, which names them by `authRequest`.

    Those of SAML are named by `samlRequest`.

    A password that is wrong stays on its page with an error, as does a login name that nobody has. What a page of
    another origin sends does not count.
    """
    request = _request(call)
    if request is None:
        return ending_page(LOGIN_REQUEST_NOT_FOUND)
    user = chosen_user(call)
    if user is not None:
        return await _admitted(call, request, user)
    name = call.parameter("loginName") if is_own_choice(call) else ""
    if not name:
        return login_name_page(call.instance.state, request, _beside(call, request))
    try:
        user = person_named(call.instance.state, request, name)
    except Refused as refused:
        return login_name_page(call.instance.state, request, _beside(call, request), refused.problem, name)
    if "password" not in call.parameters:
        return password_page(request, name)
    try:
        check_password(call, user)
    except Refused as refused:
        return password_page(request, name, refused.problem)
    return await _admitted(call, request, user)


def _request(call: Call) -> AuthRequest | None:
    """The request that somebody logs in for, which nobody answered yet; others have the built-in login's pages."""
    found = call.oauth.requests.find(next(filter(None, map(call.parameter, _NAMES)), ""))
    is_open = found is not None and found.progress is Progress.OPEN and found.id.startswith(PREFIX_V2)
    return found if is_open else None


async def _admitted(call: Call, request: AuthRequest, user: User) -> Response:
    """Back to the client with whoever logged in, or why not."""
    try:
        return await log_in(call, request, user)
    except Refused as refused:
        return ending_page(refused.problem)


def _beside(call: Call, request: AuthRequest) -> str:
    """Machine users, which have no passwords."""
    parameters = {name: call.parameter(name) for name in _NAMES if call.parameter(name)}
    return machines(call.instance.state, request.login_hint, call.request.path, parameters)
