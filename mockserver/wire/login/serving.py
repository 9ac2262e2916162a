"""The pages of the built-in login, by their paths."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from mockserver.errors.problem import Refused
from mockserver.wire.http import Response
from mockserver.wire.login import checks, external, registering
from mockserver.wire.login.next_step import ask_name, go_on
from mockserver.wire.login.visit import Visit, visit_of
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.authorize import chosen_user, log_in
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.login_pages import ending_page

_STEPS: Final[Mapping[str, Callable[[Visit], Awaitable[Response]]]] = {
    paths.LOGIN: checks.login_name,
    paths.LOGIN_NAME: checks.login_name,
    paths.PASSWORD: checks.password,
    paths.SELECT_USER: checks.select_user,
    paths.MFA_PROMPT: checks.mfa_prompt,
    paths.MFA_VERIFY: checks.second_factor,
    paths.OTP_VERIFY: checks.otp_verify,
    paths.REGISTER_OPTION: registering.option,
    paths.REGISTER: registering.register,
    paths.INITIALISE: checks.initialise,
    paths.VERIFY_EMAIL: checks.verify_email,
    paths.EXTERNAL_OPTION: external.option,
    paths.EXTERNAL_LINKED: external.linked,
}
_LED_THERE: Final[Mapping[str, Callable[[Visit], Awaitable[Response]]]] = {
    paths.EXTERNAL_IDP: external.start,
    paths.EXTERNAL_CALLBACK: external.callback,
}
"""What a browser comes to by links and redirects, that of an identity provider among them."""


async def serve(call: Call) -> Response:
    """`GET` a page, which is that of the next step unless it is the one for the login name, or `POST` its form.

    The field `authRequestID` says of which login.

    What a page of another origin sends does not count. A user can be chosen by the parameter `mock_user` or the setting
    `auto_login`, as at the authorization endpoint.
    """
    try:
        led = _LED_THERE.get(call.request.path)
        visit = visit_of(call, call.parameter("state" if led is external.callback else "authRequestID"))
        if led is not None:
            return await led(visit)
        user = chosen_user(call)
        if user is not None:
            return await log_in(call, visit.request, user)
        if call.request.method == "GET" and call.request.path == paths.LOGIN_NAME:
            return ask_name(visit)
        return await (_STEPS[call.request.path](visit) if visit.sent else go_on(visit))
    except Refused as refused:
        return ending_page(refused.problem)
