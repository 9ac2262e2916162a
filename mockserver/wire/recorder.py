"""Keeps each exchange in the journal of the instance that it was sent to."""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Callable

from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.http import Exchange, HttpRequest, Response

Listener = Callable[[Exchange, Instance], None]

_log = logging.getLogger(__name__)

_ENTRY_BYTES = 800
"""An entry without its texts, measured with tracemalloc."""
_REQUEST_HEADER_BYTES = 100
"""A header of a request beside its texts: two byte strings and a place in a dictionary, measured likewise."""
_RESPONSE_HEADER_BYTES = 32
"""Headers of answers are mostly the same objects in all of them."""
_flat = itertools.chain.from_iterable


class Recorder:
    """Called once an answer is made, for every request; what it does is on the way of each of them."""

    def __init__(self, instances: Instances, listener: Listener | None) -> None:
        """Record into the journals of instances, and tell a listener if there is one."""
        self._instances = instances
        self._listener = listener

    def record(self, request: HttpRequest, response: Response, started_ns: int, native: bool) -> None:
        """Keep an exchange. A fault in keeping it is logged and is not the client's.

        Args:
            started_ns: when the request was complete, as `time.perf_counter_ns` tells it.
            native: whether it was answered as gRPC proper.
        """
        try:
            # What asks for an operation belongs to its host even where that has no instance yet and the path is wrong.
            instance = self._instances.serving(request.host, visiting=response.transport != "http")
            instance.used_ns = started_ns
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
                journal.append(exchange, kept_bytes(request, response))
            if self._listener is not None:
                self._listener(exchange, instance)
        except Exception:
            _log.exception("%s %s was answered, but not kept", request.method, request.path)


def kept_bytes(request: HttpRequest, response: Response) -> int:
    """About what an exchange takes in memory."""
    headers = request.headers
    size = (
        _ENTRY_BYTES
        + len(request.body)
        + len(response.body)
        + 3 * len(request.raw_path)
        + len(request.query)
        + _REQUEST_HEADER_BYTES * len(headers)
        + _RESPONSE_HEADER_BYTES * len(response.headers)
        + sum(map(len, _flat(headers.items())))
        + sum(map(len, _flat(response.headers)))
    )
    problem = response.problem
    if problem is not None:
        size += len(problem.key) + sum(map(len, _flat(response.trailers)))
    return size
