"""What requests read, wrote and changed, so that one assertion can say that a second run changed nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mockserver.control.exchange_view import status_of
from mockserver.control.server import Server
from mockserver.control.unmodelled import answered_as, rpc_of
from mockserver.pipeline import is_reading, reads_by_name
from mockserver.spec.operation import OperationSpec
from mockserver.wire.http import Exchange

_READING_METHODS = frozenset({"GET", "HEAD"})
_FIRST_FAILURE = 400


def changes_of(exchanges: Iterable[Exchange], server: Server) -> dict[str, Any]:
    """Counts of calls of operations, all in all and by operation; logins and what no route fits are left out.

    `reads` and `writes` are calls by what the operation is for, `refused` those of them that were answered by an error,
    `changes` those that changed the state.
    """
    specs = specs_of(server)
    rows: dict[str, dict[str, int]] = {}
    for exchange in exchanges:
        name = exchange.response.operation or rpc_of(exchange)
        if not name:
            continue
        row = rows.setdefault(name, {"reads": 0, "writes": 0, "refused": 0, "changes": 0})
        row["reads" if reading(exchange, specs) else "writes"] += 1
        row["refused"] += status_of(exchange) >= _FIRST_FAILURE
        row["changes"] += changed(exchange, specs)
    totals = {count: sum(row[count] for row in rows.values()) for count in ("changes", "reads", "writes", "refused")}
    return {**totals, "operations": [{"operation": name, **rows[name]} for name in sorted(rows)]}


def specs_of(server: Server) -> dict[str, OperationSpec]:
    """The modelled operations by name."""
    return {operation.spec.id: operation.spec for operation in server.operations}


def reading(exchange: Exchange, specs: Mapping[str, OperationSpec]) -> bool:
    """Whether a call was of an operation that is there to read."""
    spec = specs.get(exchange.response.operation)
    if spec is not None:
        return is_reading(spec)
    return exchange.request.method in _READING_METHODS or reads_by_name(rpc_of(exchange))


def changed(exchange: Exchange, specs: Mapping[str, OperationSpec]) -> bool:
    """Whether a call of an operation changed the state.

    Modelled operations write an event for each change. Of others, which are made up, passed on, or of a document of the
    user's own, a write that succeeded is taken for a change.
    """
    operation = exchange.response.operation
    if operation in specs:
        return exchange.events > 0
    elsewhere = bool(operation) or answered_as(exchange) in {"fabricated", "forwarded"}
    return elsewhere and not reading(exchange, specs) and status_of(exchange) < _FIRST_FAILURE
