"""Sessions of the session service: who was checked, how and when."""

from __future__ import annotations

from mockserver.domain.ids import Instant, OrganisationId, SessionId, UserId
from mockserver.domain.rows.users import Code
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.values import value


@value
class UserAgent:
    """The browser or device that a session began in, as the caller told; None for what it left out."""

    fingerprint: str | None = None
    ip: str | None = None
    description: str | None = None
    header: tuple[tuple[str, tuple[str, ...]], ...] = ()


@value
class Session(Row):
    """A session; whoever shows its token speaks for the user that it checked.

    Attributes:
        begun: whether reads know it. Changes to an id that nobody began a session under are kept all the same.
        creator: the user that made it.
        user: whom it is about; empty for nobody yet. Sessions outlive their users.
        user_organisation: whom that user belonged to when checked.
        user_checked: when; 0 for never, as in the other instants.
        otp_email_code: what the last challenge by email was; None where it was answered, or there was none.
        expires: 0 for never.
        token: the last one that was made.
    """

    id: SessionId
    begun: bool = True
    creator: UserId = UserId("")
    user: UserId = UserId("")
    user_organisation: OrganisationId = OrganisationId("")
    user_checked: Instant = Instant(0)
    password_checked: Instant = Instant(0)
    otp_email_checked: Instant = Instant(0)
    otp_sms_checked: Instant = Instant(0)
    totp_checked: Instant = Instant(0)
    otp_email_code: Code | None = None
    otp_sms_code: Code | None = None
    metadata: tuple[tuple[str, bytes], ...] = ()
    agent: UserAgent | None = None
    expires: Instant = Instant(0)
    token: str = ""


SESSIONS: Kind[Session] = Kind(
    name="sessions",
    row=Session,
    key=lambda session: session.id,
    history=History.SESSION,
    aggregate=lambda session: session.id,
    unique=lambda session: (("token", session.token),) if session.token else (),
    indexes={"user": lambda session: session.user},
)
