"""What is shown of a token."""

from __future__ import annotations

from typing import Any

from mockserver.domain.ids import Instant, UserId
from mockserver.domain.rows.users import Token, User
from mockserver.domain.state import InstanceState
from mockserver.spec.wellknown import timestamp


def token_row(state: InstanceState, secret: str, token: Token, now: Instant) -> dict[str, Any]:
    """A token with its user, the user's organisation, all roles of the user, and when it expires."""
    user = user_of(state, token)
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
    tables = (state.instance_members, state.organisation_members)
    return sorted({role for table in tables for member in table.where("user", user) for role in member.roles})


def user_of(state: InstanceState, token: Token) -> User:
    """Whose token it is: also one that went with its organisation."""
    user = state.users.known(token.user)
    assert user is not None  # tokens go with their users  # noqa: S101
    return user
