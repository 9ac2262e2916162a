"""Calls of methods that nobody modelled, without a server."""

from __future__ import annotations

from typing import Any

from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.operations.context import Context
from mockserver.operations.first_instance import first_instance
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.users_v2 import v2_add_human_user
from mockserver.settings import Settings
from mockserver.spec.matrix import FlowMatrix
from mockserver.unmodelled.fabricated.engine import engine


class Calling:
    """The administrator of an instance of its own."""

    def __init__(self) -> None:
        self.instance = first_instance(Settings())
        state = self.instance.state
        user = next(iter(state.users))
        organisation = state.organisations[user.organisation]
        # No method that nobody modelled asks for the matrix.
        self.context = Context(self.instance, state, user, organisation, "en", FlowMatrix.__new__(FlowMatrix))

    def done(self, rpc: str, **message: Any) -> dict[str, Any]:
        """What a method answers to a canonical message. Raises: Refused."""
        return engine().answer(self.context, rpc, message)

    def person(self, name: str, *, phone: str) -> User:
        """Somebody of the organisation, whose address is verified and whose number is not."""
        request = messages.AddHumanUserRequest(
            username=name,
            profile=messages.SetHumanProfile(given_name=name.title(), family_name="Lee"),
            email=messages.SetHumanEmail(email=f"{name}@example.com", is_verified=True),
            phone=messages.SetHumanPhone(phone=phone, is_verified=False),
        )
        made = v2_add_human_user(self.context, request).user_id
        return self.instance.state.users[UserId(made)]
