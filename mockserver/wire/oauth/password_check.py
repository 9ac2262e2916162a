"""Holding what a person typed against the password."""

from __future__ import annotations

from mockserver.access import passwords
from mockserver.domain.rows.users import User
from mockserver.domain.session_checks import password_shown
from mockserver.domain.sessions import CheckFailed
from mockserver.wire.oauth.call import Call


def check_password(call: Call, user: User) -> None:
    """Hold the parameter `password` against a person's password, which is an event whether it is right or wrong.

    Raises: Refused: USER_LOCKED, PASSWORD_NOT_SET, PASSWORD_INVALID.
    """
    assert user.human is not None, "only people have passwords"  # noqa: S101 (the caller's mistake)
    try:
        shown = password_shown(user, user.human, call.parameter("password"), passwords.matches)
    except CheckFailed as failed:
        call.instance.append_all(failed.events)
        raise
    call.instance.append(shown)
