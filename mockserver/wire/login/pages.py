"""The pages of the built-in login: one form each, whose fields have the names of the real server's.

The attributes `data-page`, `data-error` and `data-error-id` are for programs that log in. No page needs JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.errors.problem import Problem
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.login_pages import marks, told
from mockserver.wire.oauth.page import page

_NEXT = '<button id="submit-button" type="submit">Next</button>'
_CODE_ATTRIBUTES = 'inputmode="numeric" autocomplete="one-time-code" required autofocus'


class Asked(NamedTuple):
    """A field of a form.

    Attributes:
        attributes: HTML, further ones of its element.
    """

    name: str
    label: str
    value: str = ""
    type: str = "text"
    attributes: str = ""


def login_name_page(
    state: InstanceState,
    request: AuthRequest,
    beside: str,
    problem: Problem | None = None,
    *,
    given: str = "",
    registers: bool = False,
) -> Response:
    """Ask for a login name; that of `login_hint` stands in the form where a person has it.

    Args:
        beside: HTML, of other ways to log in.
        given: what was entered before.
        registers: whether somebody new can register.
    """
    hinted = state.user_named(request.login_hint)
    shown = given or (hinted.user_name if hinted is not None and hinted.human is not None else "")
    more = '<button type="submit" name="register" value="true" formnovalidate>Register</button>' if registers else ""
    name = Asked("loginName", "Login name", shown, attributes='autocomplete="username" required autofocus')
    return asking("login name", "Log in", paths.LOGIN_NAME, request, [name], f"{_NEXT}\n{more}", problem, below=beside)


def password_page(request: AuthRequest, login_name: str, problem: Problem | None = None) -> Response:
    """Ask for the password of a login name."""
    field = Asked(
        "password", "Password", type="password", attributes='autocomplete="current-password" required autofocus'
    )
    hidden = {"loginName": login_name}
    another = f"{paths.LOGIN_NAME}?{urlencode({'authRequestID': request.id})}"
    below = f'<p><a href="{escape(another)}">Another login name</a></p>'
    before = _name(login_name)
    return asking("password", "Password", paths.PASSWORD, request, [field], _NEXT, problem, before, hidden, below)


def select_user_page(request: AuthRequest, users: Iterable[User]) -> Response:
    """Ask which of the users that the browser remembers is meant, or another one."""
    choices = "\n".join(
        f'<button type="submit" name="userID" value="{escape(user.id)}">{escape(user.name)} '
        f"<small>{escape(user.user_name)}</small></button>"
        for user in users
    )
    other = '<button type="submit" name="userID" value="0">Another user</button>'
    return asking("select user", "Select a user", paths.SELECT_USER, request, [], f"{choices}\n{other}")


def mfa_verify_page(request: AuthRequest, login_name: str, problem: Problem | None = None) -> Response:
    """Ask for a code of an authenticator app."""
    field = Asked("code", "Code of the authenticator app", attributes=_CODE_ATTRIBUTES)
    return asking("mfa verify", "Second factor", paths.MFA_VERIFY, request, [field], _NEXT, problem, _name(login_name))


def mfa_prompt_page(request: AuthRequest, login_name: str, *, required: bool) -> Response:
    """Offer to set up an authenticator app, which can be put off unless it is required."""
    skip = "" if required else '<button type="submit" name="skip" value="true">Skip</button>'
    buttons = f'<button type="submit" name="provider" value="0">Authenticator app</button>\n{skip}'
    before = f"{_name(login_name)}<p>Set up a second factor.</p>\n"
    return asking("mfa prompt", "Second factor", paths.MFA_PROMPT, request, [], buttons, before=before)


def otp_verify_page(request: AuthRequest, secret: str, address: str, problem: Problem | None = None) -> Response:
    """Show the secret for an authenticator app, and ask for the first code of it.

    Args:
        address: by which an app takes the secret over.
    """
    before = (
        f'<p>Enter this secret in the app, or <a href="{escape(address)}">open it there</a>: '
        f"<code>{escape(secret)}</code></p>\n"
    )
    field = Asked("code", "Code of the authenticator app", attributes=_CODE_ATTRIBUTES)
    return asking("otp verify", "Second factor", paths.OTP_VERIFY, request, [field], _NEXT, problem, before)


def register_option_page(request: AuthRequest, beside: str = "") -> Response:
    """Ask how somebody wants to register.

    Args:
        beside: HTML, of other ways than with a password.
    """
    button = '<button type="submit" name="usernamepassword" value="true">With login name and password</button>'
    return asking("register option", "Register", paths.REGISTER_OPTION, request, [], button, below=beside)


def register_page(request: AuthRequest, given: dict[str, str], problem: Problem | None = None) -> Response:
    """Ask who somebody is.

    Args:
        given: by name of the field, what was entered before; passwords are not shown again.
    """
    new = 'autocomplete="new-password" required'
    fields = [
        Asked("firstname", "First name", given.get("firstname", ""), attributes='autocomplete="given-name" autofocus'),
        Asked("lastname", "Last name", given.get("lastname", ""), attributes='autocomplete="family-name"'),
        Asked("email", "E-mail address", given.get("email", ""), "email", 'autocomplete="email"'),
        Asked("language", "Language", given.get("language", ""), attributes='autocomplete="language"'),
        Asked("register-password", "Password", "", "password", new),
        Asked("register-password-confirmation", "Password again", "", "password", new),
    ]
    button = '<button id="submit-button" type="submit">Register</button>'
    return asking("register", "Register", paths.REGISTER, request, fields, button, problem)


def initialise_page(request: AuthRequest, user: User, code: str, problem: Problem | None = None) -> Response:
    """Ask for the code of the mail that a new user is sent.

    Args:
        code: it is told here, since no mail is sent.
    """
    fields = [Asked("code", "Code", attributes='autocomplete="one-time-code" required autofocus')]
    if user.human is not None and not user.human.password:
        new = 'autocomplete="new-password" required'
        fields += [
            Asked("password", "Password", "", "password", new),
            Asked("passwordconfirm", "Password again", "", "password", new),
        ]
    return asking(
        "initialise user",
        "Activate your account",
        paths.INITIALISE,
        request,
        fields,
        _NEXT,
        problem,
        _mailed(user, code),
    )


def verify_email_page(request: AuthRequest, user: User, code: str, problem: Problem | None = None) -> Response:
    """Ask for the code of the mail that verifies an address.

    Args:
        code: it is told here, since no mail is sent.
    """
    field = Asked("code", "Code", attributes='autocomplete="one-time-code" required autofocus')
    return asking(
        "verify email",
        "Verify your e-mail address",
        paths.VERIFY_EMAIL,
        request,
        [field],
        _NEXT,
        problem,
        _mailed(user, code),
    )


def asking(  # noqa: PLR0913, PLR0917 (each is a part of the page)
    name: str,
    title: str,
    path: str,
    request: AuthRequest,
    fields: Sequence[Asked],
    buttons: str,
    problem: Problem | None = None,
    before: str = "",
    hidden: dict[str, str] | None = None,
    below: str = "",
) -> Response:
    """A page with one form.

    Args:
        name: of the page, for programs.
        path: of the form.
        buttons: HTML.
        before: HTML above the form; `below` likewise.
        hidden: further fields that go with the form.
    """
    kept = "\n".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
        for key, value in {"authRequestID": request.id, **(hidden or {})}.items()
    )
    content = (
        f'{told(problem)}{before}<form method="post" action="{path}">\n{kept}\n'
        f"{_inputs(fields)}\n{buttons}\n</form>\n{below}"
    )
    return page(title, content, asks=True, attributes=marks(name, problem))


def _inputs(fields: Sequence[Asked]) -> str:
    return "\n".join(
        f'<label for="{field.name}">{escape(field.label)}</label>\n'
        f'<input id="{field.name}" name="{field.name}" type="{field.type}" value="{escape(field.value)}" '
        f"{field.attributes}>"
        for field in fields
    )


def _name(login_name: str) -> str:
    return f"<p>{escape(login_name)}</p>\n"


def _mailed(user: User, code: str) -> str:
    address = user.human.email if user.human is not None else ""
    return (
        f"<p>The real server mails a code to <strong>{escape(address)}</strong>. Here no mail is sent; the code is "
        f"<code>{escape(code)}</code>.</p>\n"
    )
