"""Calls of methods that nobody modelled, without a server."""

from __future__ import annotations

from typing import Any

from mockserver.operations.context import Context
from mockserver.operations.first_instance import first_instance
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
