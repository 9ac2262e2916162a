"""Every error by its ID, out of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mockserver.control.causes import cause_of
from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.texts import text
from mockserver.spec.description import description
from website.reference.markdown import cell, code, page, table

_SHOWN = 6
"""Most operations that a row names."""


def errors_page() -> str:
    """The page."""
    return page(
        "Errors",
        "Every error ID that this server can answer, with its HTTP status, its code in gRPC, its English text, and how",
        "it comes about. `Prefer: example=ID` asks a running server for one ([faults](../faults.md)), and",
        "`GET /__admin/errors/ID` tells the same of one.",
        "",
        *table(("ID", "status", "code", "text", "how it comes about", "operations"), _rows()),
    )


def _rows() -> Iterator[Sequence[str]]:
    operations = _operations(description())
    for error_id, problems in sorted(problems_by_id().items()):
        row = problems[0]
        meanings = dict.fromkeys(text(problem.key) for problem in problems)
        yield (
            code(error_id),
            str(HTTP_STATUS[row.code]),
            row.code.name,
            cell("; ".join(meanings)),
            cell(cause_of(error_id)),
            _named(operations[error_id]),
        )


def _operations(document: Mapping[str, Any]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for error_id in document["x-access-errors"]:
        found[error_id] = ["all that need a token"]
    for item in document["paths"].values():
        for operation in item.values():
            if isinstance(operation, Mapping) and "operationId" in operation:
                for error_id in operation.get("x-errors", ()):
                    found[error_id].append(operation["operationId"])
    return found


def _named(operations: Sequence[str]) -> str:
    more = len(operations) - _SHOWN
    return ", ".join(operations[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
