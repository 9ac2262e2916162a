"""What an event of a user is about, and whether reads tell of it.

The real server's writes look only at events that concern them; where nothing changes they answer with the last of
those. Its reads have the place of the last event that changes what they show: codes, checks and passwords do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from mockserver.domain.ids import Instant
from mockserver.domain.tables import Stamp
from mockserver.domain.values import replaced

if TYPE_CHECKING:
    from mockserver.domain.rows.users import User


class Facet(IntEnum):
    """A part of a user that writes look at by itself."""

    NAME = 1
    """That there is such a user, and its user name."""
    STATE = 2
    PROFILE = 3
    EMAIL = 4
    PHONE = 5
    PASSWORD = 6
    MACHINE = 7
    INITIALISATION = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """The place and the instant of the last event of a facet."""

    facet: Facet
    sequence: int
    at: Instant


class _About(NamedTuple):
    facet: Facet | None = None
    shown: bool = True
    """Whether reads of the user have its place from then on."""
    ends_tokens: bool = False


_QUIET = _About(shown=False)
_SKIPS_MFA = "user.human.mfa.init.skipped"
_SETS_PASSWORD = frozenset({"user.human.added", "user.human.password.changed"})

EVENTS: Mapping[str, _About] = {
    "user.human.added": _About(Facet.NAME),
    "user.machine.added": _About(Facet.NAME),
    "user.username.changed": _About(Facet.NAME),
    "user.human.initialization.code.added": _About(Facet.INITIALISATION, shown=False),
    "user.human.initialization.check.failed": _About(Facet.INITIALISATION, shown=False),
    "user.human.initialized.check.succeeded": _About(Facet.INITIALISATION),
    "user.locked": _About(Facet.STATE, ends_tokens=True),
    "user.unlocked": _About(Facet.STATE),
    "user.deactivated": _About(Facet.STATE, ends_tokens=True),
    "user.reactivated": _About(Facet.STATE),
    "user.human.profile.changed": _About(Facet.PROFILE),
    "user.human.email.changed": _About(Facet.EMAIL),
    "user.human.email.verified": _About(Facet.EMAIL),
    "user.human.email.code.added": _About(Facet.EMAIL, shown=False),
    "user.human.email.verification.failed": _About(Facet.EMAIL, shown=False),
    "user.human.phone.changed": _About(Facet.PHONE),
    "user.human.phone.verified": _About(Facet.PHONE),
    "user.human.phone.removed": _About(Facet.PHONE),
    "user.human.phone.code.added": _About(Facet.PHONE, shown=False),
    "user.human.phone.verification.failed": _About(Facet.PHONE, shown=False),
    "user.human.password.changed": _About(Facet.PASSWORD, shown=False),
    "user.human.password.code.added": _About(Facet.PASSWORD, shown=False),
    "user.human.password.check.succeeded": _About(Facet.PASSWORD, shown=False),
    "user.human.password.check.failed": _About(Facet.PASSWORD, shown=False),
    "user.human.invite.code.added": _QUIET,
    "user.human.invite.check.succeeded": _QUIET,
    "user.human.invite.check.failed": _QUIET,
    "user.human.mfa.otp.added": _QUIET,
    "user.human.mfa.otp.verified": _QUIET,
    "user.human.mfa.otp.removed": _QUIET,
    "user.human.mfa.otp.sms.added": _QUIET,
    "user.human.mfa.otp.sms.removed": _QUIET,
    "user.human.mfa.otp.email.added": _QUIET,
    "user.human.mfa.otp.email.removed": _QUIET,
    _SKIPS_MFA: _QUIET,
    "user.human.passwordless.initialization.code.added": _QUIET,
    "user.machine.changed": _About(Facet.MACHINE),
    "user.machine.secret.set": _About(),
    "user.machine.secret.removed": _About(),
}
"""By name, all events that change a user's row.

Source: recordings/id-user-parts.jsonl, id-users-v2.jsonl; of what initialises a user the real server's source.
"""


def stamped(before: User | None, after: User, event: str, stamp: Stamp) -> User:
    """A user as an event left it, with what only its place and its instant tell.

    Args:
        before: as it was; None where it was not.
    """
    about = EVENTS[event]
    sets_password = event in _SETS_PASSWORD and after.human is not None and bool(after.human.password)
    if before is None:
        return replaced(
            after,
            marks=() if stamp.sequence == 1 else (Mark(Facet.NAME, *stamp),),
            tokens_ended=0,
            password_changed=stamp.at if sets_password else Instant(0),
            mfa_skipped=Instant(0),
            sequence=stamp.sequence,
            created=stamp.at,
            changed=stamp.at,
        )
    marks = before.marks
    if about.facet is not None:
        marks = (*(mark for mark in marks if mark.facet is not about.facet), Mark(about.facet, *stamp))
    shown = stamp if about.shown else Stamp(before.sequence, before.changed)
    return replaced(
        after,
        marks=marks,
        tokens_ended=stamp.sequence if about.ends_tokens else before.tokens_ended,
        password_changed=stamp.at if sets_password else before.password_changed,
        mfa_skipped=stamp.at if event == _SKIPS_MFA else before.mfa_skipped,
        sequence=shown.sequence,
        created=before.created,
        changed=shown.at,
    )


def last_of(user: User, facets: Iterable[Facet]) -> Stamp:
    """The place and the instant of the last event of some facets; of its first event where they had none since."""
    wanted = frozenset(facets)
    found = [Stamp(mark.sequence, mark.at) for mark in user.marks if mark.facet in wanted]
    return max(found, default=Stamp(1, user.created))


def has_mark(user: User, facet: Facet) -> bool:
    """Whether a facet had an event since the user's first one."""
    return any(mark.facet is facet for mark in user.marks)
