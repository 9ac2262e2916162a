"""Who is told of what happens in an instance, outside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from mockserver.domain.events import Event, Recorded

if TYPE_CHECKING:
    from mockserver.store.instance import Instance


class Outward(Protocol):
    """Told of events while an instance has executions."""

    def happening(self, instance: Instance, event: Event, by: str) -> Any:
        """What is to be told of an event that is about to be recorded; None for nothing."""

    def happened(self, instance: Instance, happened: Any, recorded: Recorded) -> None:
        """Tell of it, now that it is recorded; nobody waits for that."""

    def forget_waiting(self) -> None:
        """Forget what was to be told and was not yet."""

    def close(self) -> None:
        """Tell nothing any more, as the instance is gone."""
