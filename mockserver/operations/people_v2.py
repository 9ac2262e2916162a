"""What the operations of v2 on a person have in common: whom the caller may deal with, and what a write answers."""

from __future__ import annotations

from collections.abc import Sequence

from mockserver.domain.events import Event
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.operations import details_v2
from mockserver.operations.context import Context
from mockserver.operations.messages.zitadel_object_v2 import Details


def for_credentials(context: Context, user: str, permission: str) -> User | None:
    """A user, whose permission is asked before it is looked whether there is one.

    Raises: those of `Context.require`.
    """
    found = context.state.users.known(UserId(user))
    if found is None:
        context.require(permission, "")
    else:
        context.require_unless_own(permission, found)
    return found


def written(context: Context, user: User | None, events: Sequence[Event]) -> Details:
    """Record what happened to a user; returns the details that tell of it."""
    return details_v2.changed(context.write(events), user.organisation if user is not None else "")
