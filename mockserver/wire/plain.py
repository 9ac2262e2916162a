"""Health paths that are plain HTTP: neither a service's nor in its form.

Source: recordings/wire.jsonl, edges-other_methods-1.jsonl.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mockserver.wire.common_headers import ANSWERED, BARE
from mockserver.wire.http import Response
from mockserver.wire.responses import JSON, TEXT


def debug_healthz() -> Response:
    """The process is alive."""
    return Response(200, [TEXT], b"ok", added=BARE)


def debug_ready() -> Response:
    """The server can serve."""
    return Response(200, [JSON], b'"ok"', added=BARE)


def serving_healthz() -> Response:
    """The server's health in the form of gRPC's health check."""
    return Response(200, [JSON], b'{"status":"SERVING"}', added=ANSWERED)


PLAIN_HANDLERS: Mapping[str, Callable[[], Response]] = {
    "DebugHealthz": debug_healthz,
    "DebugReady": debug_ready,
    "ServingHealthz": serving_healthz,
}
"""By operationId."""
