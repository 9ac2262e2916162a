"""What is shown of a token."""

from __future__ import annotations

from typing import Any

from mockserver.domain.ids import Instant, UserId
from mockserver.domain.state import InstanceState, Token
from mockserver.spec.wellknown import timestamp


def token_row(state: InstanceState, secret: str, token: Token, now: Instant) -> dict[str, Any]:
    """A token with its user, the user's organisation, all roles of the user, and when it expires."""
    user = state.known_users[token.user]
    return {
        "token": secret,
        "userId": user.id,
        "userName": user.user_name,
        "organisation": user.organisation,
        "roles": roles_of(state, user.id),
        "expires": timestamp(token.expires),
        "expired": token.expires <= now,
    }


def roles_of(state: InstanceState, user: UserId) -> list[str]:
    """The roles that a user has in the instance and in any organisation."""
    tables = (state.members, *(organisation.members for organisation in state.organisations.values()))
    return sorted({role for table in tables for role in table.get(user, ())})
