"""Decisions on people who follow the mail that a new user is sent."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.codes import wrong_with
from mockserver.domain.human_parts import email_verified, event, password_changed
from mockserver.domain.ids import Instant
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.users import Human, User, UserState
from mockserver.domain.sessions import CheckFailed
from mockserver.domain.verbs import Events


def initialise(user: User, human: Human, code: str, password: NewPassword | None, now: Instant) -> Events:
    """Make a new user active, whose address is verified by that; a wrong code is an event too.

    Args:
        password: to be set; None for none.

    Raises: CheckFailed with CODE_INVALID or CODE_EXPIRED; CHANGED_PASSWORD_….
    Source: the real server's source.
    """
    wrong = wrong_with(human.initial_code, code, now)
    if wrong is not None:
        raise CheckFailed(wrong, event("user.human.initialization.check.failed", user, human))
    after = replace(human, uninitialised=False, initial_code=None)
    active = replace(user, state=UserState.ACTIVE)
    events = [event("user.human.initialized.check.succeeded", active, after)]
    if password is not None:
        changed = password_changed(active, after, password)
        assert isinstance(changed.row, User), "an event of a user"  # noqa: S101 (tells the type)
        after = changed.row.human or after
        events.append(changed)
    return (*events, email_verified(active, after))
