"""In and out of a console whose server asks for a token."""

from __future__ import annotations

import hmac

import flask

from mockserver.control.console.page import html
from mockserver.control.reading import target
from mockserver.control.session import cookie_name, session_of

_HOME = "/__admin/"


def log_in() -> flask.Response:
    """Take the token of a form for a session's cookie, and go on to the page that was asked for."""
    asked = target()
    given = flask.request.form.get("token", "")
    place = _own_place(flask.request.form.get("next", ""))
    if not hmac.compare_digest(given.encode(), asked.server.settings.admin_token.encode()):
        return login_page(place, wrong=True)
    response = flask.Response(status=303, headers={"location": place})
    response.set_cookie(
        cookie_name(asked.request),
        session_of(asked.server),
        path="/__admin",
        httponly=True,
        samesite="Strict",
        secure=asked.request.scheme == "https",
    )
    return response


def log_out() -> flask.Response:
    """Forget the session in this browser."""
    response = flask.Response(status=303, headers={"location": _HOME})
    response.delete_cookie(cookie_name(target().request), path="/__admin")
    return response


def login_page(place: str, *, wrong: bool = False) -> flask.Response:
    """The form that asks for the token.

    Args:
        place: where to go from there.
        wrong: whether a token was given that is not the right one.
    """
    return html(flask.render_template("console/login.html", place=_own_place(place), wrong=wrong), 401)


def _own_place(place: str) -> str:
    """A path of this console; the first page where it is none, so that no link leads elsewhere from here."""
    return place if place.startswith(_HOME) and "\\" not in place else _HOME
