"""What an operation is given besides its request."""

from __future__ import annotations

import msgspec

from mockserver.domain.events import Event, Recorded
from mockserver.domain.state import InstanceState, Organisation, User
from mockserver.spec.matrix import FlowMatrix
from mockserver.store.instance import Instance


class Context(msgspec.Struct, frozen=True):
    """One authenticated call: whose instance, which caller, for which organisation, in which language."""

    instance: Instance
    user: User
    organisation: Organisation
    language: str
    matrix: FlowMatrix

    @property
    def state(self) -> InstanceState:
        """The state that decisions read."""
        return self.instance.state

    def append(self, *events: Event) -> Recorded:
        """Record the events of a write; returns the first."""
        return self.instance.append(*events)
