"""Coverage as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mockserver.contracts.ci import step_summary
from mockserver.coverage.items import ANY_OPERATION, OF_ACTIONS, Dimension
from mockserver.coverage.measure import Coverage, Share

_COLUMNS = (Dimension.STATUSES, Dimension.ERROR_IDS, Dimension.PARAMETERS, Dimension.KEYWORDS)
"""What a single operation has of its own."""


def columns(coverage: Coverage) -> list[Dimension]:
    """What is told of each operation."""
    return [dimension for dimension in coverage.dimensions if dimension in _COLUMNS]


def table(coverage: Coverage) -> list[str]:
    """The summary, and a row for each operation, as lines."""
    rows = [("", "TOUCHED", "OF", "PERCENT")]
    rows += [_summary(dimension, coverage.share(dimension)) for dimension in coverage.dimensions]
    rows.append(_summary("all", coverage.share()))
    operations = [("OPERATION", "CALLS", *(column.upper() for column in columns(coverage)))]
    calls = {item.name: coverage.counts[item] for item in coverage.chosen(Dimension.OPERATIONS)}
    for name in coverage.operations:
        cells = (_fraction(coverage.share(column, name)) for column in columns(coverage))
        operations.append((name, str(calls[name]), *cells))
    lines = [*_aligned(rows), "", *_aligned(operations)]
    if coverage.unmodelled:
        asked = [("NOT MODELLED", "CALLS"), *((rpc, str(count)) for rpc, count in sorted(coverage.unmodelled.items()))]
        lines += ["", *_aligned(asked)]
    return lines


def markdown(coverage: Coverage) -> str:
    """The shares, and what nothing touched, for the summary of a job's step."""
    shares = [_summary(dimension, coverage.share(dimension)) for dimension in coverage.dimensions]
    shares.append(_summary("all", coverage.share()))
    lines = [f"## zitadel-mock coverage: {coverage.share().percent:.1f} %", ""]
    lines += [*step_summary.table(("", "touched", "of", "percent"), shares), ""]
    if untouched := coverage.missing(Dimension.OPERATIONS):
        rows = [(name,) for name in untouched]
        lines += ["<details><summary>Operations that nothing touched</summary>", ""]
        lines += [*step_summary.table(("operation",), rows), "", "</details>"]
    return "\n".join(lines) + "\n"


def as_json(coverage: Coverage) -> str:
    """The same with the names of what nothing touched."""
    return json.dumps(
        {
            "exchanges": coverage.exchanges,
            "matched": coverage.matched,
            **_share(coverage.share()),
            "dimensions": {dimension: _share(coverage.share(dimension)) for dimension in coverage.dimensions},
            "operations": {
                name: {column: _part(coverage, column, name) for column in columns(coverage)}
                for name in coverage.operations
            },
            "access error IDs": _part(coverage, Dimension.ERROR_IDS, ANY_OPERATION),
            "unmodelled": dict(sorted(coverage.unmodelled.items())),
            "actions": {
                dimension: _part(coverage, dimension, ANY_OPERATION)
                for dimension in coverage.dimensions
                if dimension in OF_ACTIONS
            },
            "matrix": {item.name: coverage.counts[item] for item in coverage.chosen(Dimension.MATRIX)},
        },
        indent=2,
    )


def _part(coverage: Coverage, dimension: Dimension, operation: str) -> dict[str, object]:
    return {**_share(coverage.share(dimension, operation)), "missing": coverage.missing(dimension, operation)}


def _share(share: Share) -> dict[str, object]:
    return {"touched": share.touched, "total": share.total, "percent": round(share.percent, 2)}


def _summary(name: str, share: Share) -> tuple[str, str, str, str]:
    return name, str(share.touched), str(share.total), f"{share.percent:.1f}"


def _fraction(share: Share) -> str:
    return f"{share.touched}/{share.total}" if share.total else "-"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The first column to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
