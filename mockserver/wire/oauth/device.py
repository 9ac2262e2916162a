"""The page on which a person lets a device in, or does not."""

from __future__ import annotations

from html import escape

from mockserver.access.oauth import applications
from mockserver.access.oauth.admission import person_named, require_admission
from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.access.oauth.devices import Device
from mockserver.access.oauth.grants import PASSWORD, Grant
from mockserver.domain.rows.users import User
from mockserver.errors.problem import Problem, Refused
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.authorize import chosen_user
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.login_pages import marks, told
from mockserver.wire.oauth.own_choice import is_own_choice
from mockserver.wire.oauth.page import page
from mockserver.wire.oauth.password_check import check_password


def device(call: Call) -> Response:
    """`GET` and `POST /device`: the code that the device shows, then who lets it in.

    As on the login page a user can be chosen by the parameter `mock_user` or the setting `auto_login`. The real server
    asks over several pages.
    """
    found = call.oauth.devices.with_user_code(call.parameter("user_code"), call.now)
    if found is None:
        return _ask_code(unknown=bool(call.parameter("user_code")))
    decision = call.parameter("action") if is_own_choice(call) else ""
    if decision == "deny":
        call.oauth.devices.deny(found)
        return page(
            "Denied", "<p>The device gets no access. You can close this page.</p>", attributes=marks("denied", None)
        )
    user = chosen_user(call)
    if user is None and decision != "allow":
        return _ask_person(call, found, None)
    try:
        user = user or _person(call, found)
        require_admission(call.instance.state, _as_request(found, call), user)
    except Refused as refused:
        return _ask_person(call, found, refused.problem)
    session = call.instance.ids.next()
    grant = Grant(user.id, found.client, found.scopes, call.now, PASSWORD, session=session, audience=found.audience)
    call.oauth.devices.allow(found, grant)
    return page(
        "Allowed", "<p>The device goes on by itself. You can close this page.</p>", attributes=marks("allowed", None)
    )


def _person(call: Call, found: Device) -> User:
    user = person_named(call.instance.state, _as_request(found, call), call.parameter("loginName"))
    check_password(call, user)
    return user


def _as_request(found: Device, call: Call) -> AuthRequest:
    """What decides on who is let in is the same for whoever has a browser."""
    return AuthRequest(
        id=found.id,
        created=call.now,
        client=found.client,
        redirect_uri="",
        response_type="",
        mode="",
        scopes=found.scopes,
    )


def _ask_code(*, unknown: bool) -> Response:
    wrong = '<p class="error" role="alert">No device waits with this code.</p>\n' if unknown else ""
    content = (
        f'{wrong}<form method="get" action="{paths.DEVICE}">\n'
        '<label for="user_code">Code that the device shows</label>\n'
        '<input id="user_code" name="user_code" autocomplete="off" required autofocus>\n'
        '<button id="submit-button" type="submit">Next</button>\n</form>'
    )
    return page("Connect a device", content, asks=True, attributes=marks("device code", None))


def _ask_person(call: Call, found: Device, problem: Problem | None) -> Response:
    app = applications.registered(call.instance.state, found.client)
    name = app.name if app is not None else found.client
    content = (
        f"{told(problem)}<p>A device wants to use <strong>{escape(name)}</strong> as you. It shows the code "
        f"<code>{escape(found.user_code)}</code>.</p>\n"
        f'<form method="post" action="{paths.DEVICE}">\n'
        f'<input type="hidden" name="user_code" value="{escape(found.user_code)}">\n'
        '<label for="loginName">Login name</label>\n'
        '<input id="loginName" name="loginName" autocomplete="username">\n'
        '<label for="password">Password</label>\n'
        '<input id="password" name="password" type="password" autocomplete="current-password">\n'
        '<button id="submit-button" type="submit" name="action" value="allow">Allow</button>\n'
        '<button type="submit" name="action" value="deny">Deny</button>\n</form>'
    )
    return page("Connect a device", content, asks=True, attributes=marks("device", problem))
