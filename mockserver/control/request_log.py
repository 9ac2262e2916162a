"""One line a request, on stderr; made and written a few times a second, away from the requests themselves."""

from __future__ import annotations

import asyncio
import atexit
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from mockserver.control.exchange_view import status_of, warnings_of
from mockserver.control.steps import step_of
from mockserver.settings import LogFormat, Settings
from mockserver.spec.wellknown import timestamp
from mockserver.store.instance import Instance
from mockserver.wire.http import Exchange
from mockserver.wire.marks import mark_of
from mockserver.wire.organisation import organisation_of
from mockserver.wire.recorder import Listener

_INTERVAL_S = 0.1
_LEVELS = {"debug": "info"}
"""By what a script calls: the level, where it is another one (recordings/runs-modules.jsonl)."""


def request_log(settings: Settings) -> Listener | None:
    """What is told of each request; None where none is logged."""
    chosen = settings.log
    if chosen is LogFormat.AUTO:
        chosen = LogFormat.TEXT if sys.stderr.isatty() and not settings.quiet else LogFormat.OFF
    if chosen is LogFormat.OFF:
        return None
    log = RequestLog(as_json=chosen is LogFormat.JSON)
    atexit.register(log.flush)
    return log


class RequestLog:
    """Collects exchanges and writes them soon after."""

    def __init__(self, *, as_json: bool) -> None:
        self._lines = json_lines if as_json else text_lines
        self._waiting: list[tuple[Exchange, Instance]] = []

    def __call__(self, exchange: Exchange, instance: Instance) -> None:
        if not self._waiting:
            asyncio.get_running_loop().call_later(_INTERVAL_S, self.flush)
        self._waiting.append((exchange, instance))

    def flush(self) -> None:
        """Write what was collected."""
        waiting, self._waiting = self._waiting, []
        lines = (line for exchange, instance in waiting for line in self._lines(exchange, instance))
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()


def text_lines(exchange: Exchange, instance: Instance) -> Iterator[str]:
    """The lines of a request: what scripts logged for it, then its own."""
    for row in _script_rows(exchange):
        yield _printable(f"{row['level']} {row['action']}: {row['message']}")
    yield text_line(exchange, instance)


def json_lines(exchange: Exchange, instance: Instance) -> Iterator[str]:
    """The same as JSON objects; those of scripts have `level` and `message`, as in the real server's log."""
    for row in _script_rows(exchange):
        yield msgspec.json.encode(row).decode("utf-8")
    yield json_line(exchange, instance)


def _script_rows(exchange: Exchange) -> Iterator[dict[str, Any]]:
    """What scripts logged, between what the server says of each.

    Source: recordings/logins.jsonl.
    """
    for run in msgspec.json.decode(exchange.response.runs) if exchange.response.runs else ():
        of = {"at": timestamp(exchange.at), "action": run["action"]}
        yield {"level": "info", "message": "action run started", **of}
        for line in run["lines"]:
            yield {"level": _LEVELS.get(line["level"], line["level"]), "message": line["text"], **of}
        error = run["error"]
        if error is None:
            yield {"level": "info", "message": "action run succeeded", **of}
        else:
            yield {"level": "error", "message": f"action run failed: {error['words']}", **of}


def text_line(exchange: Exchange, instance: Instance) -> str:
    """`12:00:00.123 400 SetTriggerActions org=123 COMMAND-dg422 0.1ms`, with what else is worth a word."""
    response = exchange.response
    name = response.operation or f"{exchange.request.method} {exchange.request.path}"
    organisation = organisation_of(exchange.request, instance)
    problem = response.problem
    parts = [
        timestamp(exchange.at // 1000 * 1000)[11:23].rstrip("Z"),
        str(status_of(exchange)),
        name,
        f"org={organisation}" if organisation else "",
        "" if problem is None else problem.id or problem.code.name,
        mark_of(response),
        f"{exchange.duration_us / 1000:.1f}ms",
        f"injected={response.injected}" if response.injected else "",
        *(f"warning: {warning}" for warning in warnings_of(exchange)),
    ]
    # Nothing that a client sends may start a line of its own or move the cursor.
    return " ".join(_printable(part) for part in parts if part)


def _printable(text: str) -> str:
    return text if text.isprintable() else ascii(text)


def json_line(exchange: Exchange, instance: Instance) -> str:
    """The same as one JSON object."""
    response = exchange.response
    problem = response.problem
    row: dict[str, Any] = {
        "at": timestamp(exchange.at),
        "operation": response.operation,
        "unmodelled": mark_of(response),
        "method": exchange.request.method,
        "path": exchange.request.path,
        "transport": response.transport,
        "host": exchange.request.host,
        "organisation": organisation_of(exchange.request, instance),
        "status": status_of(exchange),
        "errorId": "" if problem is None else problem.id,
        "step": step_of(response),
        "ms": exchange.duration_us / 1000,
        "injected": response.injected,
        "warnings": warnings_of(exchange),
    }
    return msgspec.json.encode(row).decode("utf-8")
