"""Sessions that the session service keeps, newest first."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.reading import target
from mockserver.domain.rows.sessions import Session
from mockserver.domain.state import InstanceState
from mockserver.spec.wellknown import timestamp

_CHECKS = {
    "user_checked": "user",
    "password_checked": "password",
    "otp_email_checked": "code by email",
    "otp_sms_checked": "code by SMS",
    "totp_checked": "code of an app",
}


def list_sessions() -> flask.Response:
    """The instance's sessions, those whose user or id holds the parameter `text`."""
    instance = target().instance
    state = instance.state
    text = flask.request.args.get("text", "")
    every = [session for session in reversed(state.sessions) if session.begun]
    found = [row for row in every if text.lower() in _name(state, row).lower() or text in row.id]
    rows = page_of(
        (
            {
                "id": row.id,
                "user": _name(state, row),
                "checks": [label for field, label in _CHECKS.items() if getattr(row, field)],
                "changed": timestamp(row.changed),
                "expires": timestamp(row.expires) if row.expires else "",
                "expired": 0 < row.expires <= instance.clock.now(),
            }
            for row in found
        ),
        len(found),
    )
    return page("sessions", "DeleteSession", rows=rows, text=text, total=len(every))


def _name(state: InstanceState, session: Session) -> str:
    user = state.users.get(session.user)
    return user.user_name if user is not None else ""
