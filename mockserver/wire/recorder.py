"""Keeps each exchange in the journal of the instance that it was sent to."""

from __future__ import annotations

import time
from collections.abc import Callable

from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.http import Exchange, HttpRequest, Response

Listener = Callable[[Exchange, Instance], None]


class Recorder:
    """Called once an answer is made, for every request; what it does is on the way of each of them."""

    def __init__(self, instances: Instances, listener: Listener | None) -> None:
        """Record into the journals of instances, and tell a listener if there is one."""
        self._instances = instances
        self._listener = listener

    def record(self, request: HttpRequest, response: Response, started_ns: int, native: bool) -> None:
        """Keep an exchange.

        Args:
            started_ns: when the request was complete, as `time.perf_counter_ns` tells it.
            native: whether it was answered as gRPC proper.
        """
        # What asks for an operation belongs to its host even where that has no instance yet and the path is wrong.
        instance = self._instances.serving(request.host, make=response.transport != "http")
        journal = instance.journal
        if not journal.max_entries and self._listener is None:
            return
        exchange = Exchange(
            journal.next_number,
            time.time_ns() // 1000,
            (time.perf_counter_ns() - started_ns) // 1000,
            request,
            response,
            native,
        )
        if journal.max_entries:
            journal.append(exchange, len(request.body) + len(response.body))
        if self._listener is not None:
            self._listener(exchange, instance)
