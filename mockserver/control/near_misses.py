"""What a request that nothing serves was most likely meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from mockserver.pipeline import ServedOperation
from mockserver.wire.http import HttpRequest

_MOST = 3
_ALIKE = 0.55
"""Paths that are less alike are no help."""
_FIELD = 0.9
"""A field fits any segment, but a literal that is equal fits better."""


def near_misses(request: HttpRequest, operations: Iterable[ServedOperation]) -> list[dict[str, Any]]:
    """The operations that come closest to a request, best first, each with what differs."""
    rows = []
    for operation in operations:
        spec = operation.spec
        for method, template in ((spec.method, spec.path), ("POST", f"/{spec.rpc}")):
            alike = _alike(request.path, template)
            if alike >= _ALIKE and template != "/":
                score = round(alike if method == request.method else alike * 0.95, 3)
                rows.append((score, spec.id, method, template))
    rows.sort(key=lambda row: (-row[0], row[3], row[2]))
    return [
        {
            "operation": name,
            "method": method,
            "path": template,
            "score": score,
            "difference": _difference(request, method, template),
        }
        for score, name, method, template in rows[:_MOST]
    ]


def _alike(path: str, template: str) -> float:
    given, wanted = path.split("/")[1:], template.split("/")[1:]
    scores = [_segment(one, other) for one, other in zip(given, wanted, strict=False)]
    return sum(scores) / max(len(given), len(wanted))


def _segment(given: str, wanted: str) -> float:
    if wanted.startswith("{"):
        return _FIELD if given else 0.0
    return 1.0 if given == wanted else SequenceMatcher(None, given, wanted).ratio() * _FIELD


def _difference(request: HttpRequest, method: str, template: str) -> str:
    given, wanted = request.path.split("/")[1:], template.split("/")[1:]
    parts = [] if method == request.method else [f"method {request.method} instead of {method}"]
    if len(given) == len(wanted) + 1 and not given[-1]:
        parts.append("a slash at the end")
    elif len(given) != len(wanted):
        parts.append(f"{len(given)} segments instead of {len(wanted)}")
    for one, other in zip(given, wanted, strict=False):
        if one != other and not (other.startswith("{") and one):
            parts.append(f"segment {one!r} instead of {other!r}")
    return "; ".join(parts)
