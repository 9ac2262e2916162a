"""Keeps each exchange in the journal of the instance that it was sent to."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.http import Exchange, HttpRequest, Response

Listener = Callable[[Exchange, Instance], None]

_log = logging.getLogger(__name__)

_ENTRY_BYTES = 1_500
"""An entry without its texts, and the headers of an ordinary answer; measured with tracemalloc."""
_HEADER_BYTES = 100
"""A header of a request beside its texts: two byte strings and a place in a dictionary, measured likewise."""


class Recorder:
    """Called once an answer is made, for every request; what it does is on the way of each of them."""

    def __init__(self, instances: Instances, listener: Listener | None) -> None:
        """Record into the journals of instances, and tell a listener if there is one."""
        self._instances = instances
        self._listener = listener

    def record(
        self,
        request: HttpRequest,
        response: Response,
        started_ns: int,
        native: bool,
        instance: Instance | None = None,
    ) -> None:
        """Keep an exchange. A fault in keeping it is logged and is not the client's.

        Args:
            started_ns: when the request was complete, as `time.perf_counter_ns` tells it.
            native: whether it was answered as gRPC proper.
            instance: that of the request's host, where it is known already.
        """
        try:
            if instance is None:
                # What asks for an operation belongs to its host even where that has no instance and the path is wrong.
                instance = self._instances.serving(request.host, visiting=response.transport != "http")
            instance.used_ns = started_ns
            journal = instance.journal
            events = instance.events - instance.accounted
            if events:
                instance.accounted = instance.events
            if not journal.max_entries and self._listener is None:
                return
            exchange = Exchange(
                journal.next_number,
                time.time_ns() // 1000,
                (time.perf_counter_ns() - started_ns) // 1000,
                request,
                response,
                native,
                events,
            )
            if journal.max_entries:
                journal.append(exchange, kept_bytes(request, response))
            if self._listener is not None:
                self._listener(exchange, instance)
        except Exception:
            _log.exception("%s %s was answered, but not kept", request.method, request.path)


def kept_bytes(request: HttpRequest, response: Response) -> int:
    """About what an exchange takes in memory; headers of answers repeat no more than a part of the request's URL."""
    headers = request.headers
    problem = response.problem
    return (
        _ENTRY_BYTES
        + len(request.body)
        + len(response.body)
        + len(response.runs)
        + len(response.deliveries)
        + 4 * len(request.raw_path)
        + 2 * len(request.query)
        + _HEADER_BYTES * len(headers)
        + (request.head_bytes or sum(map(len, headers)) + sum(map(len, headers.values())))
        + (2 * len(problem.key) if problem is not None else 0)
    )
