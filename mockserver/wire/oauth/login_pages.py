"""What people see of a login: a page for the login name, one for the password, one that says why it ends.

Names of fields and the attributes `data-page`, `data-error` and `data-error-id` are for programs that log in; the
former are the real server's.
"""

from __future__ import annotations

from html import escape

from mockserver.access.oauth.auth_requests import PREFIX_V2, AuthRequest
from mockserver.domain.state import InstanceState
from mockserver.errors.problem import Problem
from mockserver.errors.texts import text
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.page import page

_BARE = ("Errors.Metadata.", "Errors.Project.", "Errors.UserGrant.", "Errors.User.Metadata.")


def login_name_form(state: InstanceState, request: AuthRequest, given: str = "") -> str:
    """The form that asks for a login name; that of `login_hint` stands in it where a person has it."""
    hinted = state.user_named(request.login_hint)
    shown = given or (hinted.user_name if hinted is not None and hinted.human is not None else "")
    return (
        f"{_form(request)}\n"
        f'<label for="loginName">Login name</label>\n'
        f'<input id="loginName" name="loginName" value="{escape(shown)}" autocomplete="username" required autofocus>\n'
        '<button id="submit-button" type="submit">Next</button>\n</form>'
    )


def login_name_page(
    state: InstanceState, request: AuthRequest, beside: str, problem: Problem | None = None, given: str = ""
) -> Response:
    """Ask for a login name.

    Args:
        beside: HTML, of other ways to log in.
        given: what was entered before.
    """
    content = f"{told(problem)}{login_name_form(state, request, given)}\n{beside}"
    return page("Log in", content, asks=True, attributes=marks("login name", problem))


def password_page(request: AuthRequest, login_name: str, problem: Problem | None = None) -> Response:
    """Ask for the password of a login name."""
    content = (
        f"{told(problem)}<p>{escape(login_name)}</p>\n{_form(request)}\n"
        f'<input type="hidden" name="loginName" value="{escape(login_name)}">\n'
        f'<label for="password">Password</label>\n'
        '<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>\n'
        '<button id="submit-button" type="submit">Next</button>\n</form>'
    )
    return page("Password", content, asks=True, attributes=marks("password", problem))


def ending_page(problem: Problem) -> Response:
    """Say why somebody cannot log in."""
    return page("You cannot log in", told(problem), attributes=marks("error", problem))


def _form(request: AuthRequest) -> str:
    """The beginning of a form that goes on with a request."""
    path, name = (paths.LOGIN_V2, "authRequest") if request.id.startswith(PREFIX_V2) else (paths.LOGIN, "authRequestID")
    return f'<form method="post" action="{path}">\n<input type="hidden" name="{name}" value="{escape(request.id)}">'


def told(problem: Problem | None) -> str:
    """What is wrong, for people; nothing where nothing is."""
    if problem is None:
        return ""
    id_ = f" ({escape(problem.id)})" if problem.id else ""
    return f'<p class="error" role="alert">{escape(shown_text(problem))}{id_}</p>\n'


def marks(name: str, problem: Problem | None) -> str:
    """The same for programs, with the name of the page."""
    marks = f' data-page="{name}"'
    if problem is not None:
        marks += f' data-error="{escape(shown_text(problem))}" data-error-id="{escape(problem.id)}"'
    return marks


def shown_text(problem: Problem) -> str:
    """A problem's text as login pages have it, which have none for some that the API has one for.

    Source: recordings/logins.jsonl.
    """
    return problem.key if problem.key.startswith(_BARE) else text(problem.key)
