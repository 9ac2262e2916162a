"""What the console's scripts must know of an operation to call it, and to show the call in other languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from mockserver.pipeline import ServedOperation


def operation_rows(operations: Iterable[ServedOperation], wanted: Collection[str]) -> list[dict[str, Any]]:
    """The wanted operations: method, path template, gRPC method, and where each field of the message goes."""
    return [
        {
            "id": spec.id,
            "method": spec.method,
            "path": spec.path,
            "rpc": spec.rpc,
            "renamed": dict(spec.renamed),
            "query": list(spec.query_fields),
            "body": spec.read_body is not None,
        }
        for spec in (operation.spec for operation in operations)
        if spec.id in wanted
    ]
