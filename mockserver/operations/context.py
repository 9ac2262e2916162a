"""What an operation is given besides its request."""

from __future__ import annotations

import msgspec

from mockserver.domain.events import Event, Recorded
from mockserver.domain.state import InstanceState, Organisation, User
from mockserver.spec.matrix import FlowMatrix
from mockserver.store.instance import Instance


class Context(msgspec.Struct, frozen=True):
    """One authenticated call: whose instance, which caller, for which organisation, in which language.

    Attributes:
        state: what decisions and answers read; of reads that lag behind writes, an older one than the instance's.
    """

    instance: Instance
    state: InstanceState
    user: User
    organisation: Organisation
    language: str
    matrix: FlowMatrix

    def append(self, *events: Event) -> Recorded:
        """Record the events of a write; returns the first."""
        return self.instance.append_all(events)[0]
