"""Sessions as the session service shows them."""

from __future__ import annotations

from mockserver.domain.ids import Instant
from mockserver.domain.rows.sessions import Session, UserAgent
from mockserver.domain.state import InstanceState
from mockserver.operations.messages import zitadel_session_v2 as messages
from mockserver.spec.wellknown import Timestamp, base64_text, timestamp, uint64


def view(state: InstanceState, session: Session) -> messages.Session:
    """A session with what was checked, the user's names as they are now, and what the caller keeps in it."""
    return messages.Session(
        id=session.id,
        creation_date=timestamp(session.created),
        change_date=timestamp(session.changed),
        sequence=uint64(session.sequence),
        factors=_factors(state, session) if session.user else None,
        metadata={key: base64_text(value) for key, value in session.metadata},
        user_agent=_agent(session.agent) if session.agent not in (None, UserAgent()) else None,
        expiration_date=_date(session.expires),
    )


def _factors(state: InstanceState, session: Session) -> messages.Factors:
    user = state.users.get(session.user)
    otp_sms, otp_email, totp = session.otp_sms_checked, session.otp_email_checked, session.totp_checked
    return messages.Factors(
        user=messages.UserFactor(
            verified_at=timestamp(session.user_checked),
            id=session.user,
            login_name=user.user_name if user is not None else "",
            display_name=user.human.display_name if user is not None and user.human is not None else "",
            organization_id=session.user_organisation,
        ),
        password=messages.PasswordFactor(timestamp(session.password_checked)) if session.password_checked else None,
        totp=messages.TOTPFactor(timestamp(totp)) if totp else None,
        otp_sms=messages.OTPFactor(timestamp(otp_sms)) if otp_sms else None,
        otp_email=messages.OTPFactor(timestamp(otp_email)) if otp_email else None,
    )


def _agent(agent: UserAgent | None) -> messages.UserAgent | None:
    if agent is None:
        return None
    return messages.UserAgent(
        fingerprint_id=agent.fingerprint,
        ip=agent.ip,
        description=agent.description,
        header={name: messages.UserAgentHeaderValues(values) for name, values in agent.header},
    )


def _date(instant: Instant) -> Timestamp:
    return timestamp(instant) if instant else Timestamp("")
