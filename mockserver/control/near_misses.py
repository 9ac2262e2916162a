"""What a request that nothing serves was most likely meant to be."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from mockserver.pipeline import ServedOperation
from mockserver.wire.http import HttpRequest

_MOST = 3
_ALIKE = 0.55
"""Paths that are less alike are no help."""
_LONGEST_PATH = 1_000
_LONGEST_SEGMENT = 64
_MOST_SEGMENTS = 20
"""What a path has beyond these no operation comes close to."""
_FIELD = 0.9
"""A field fits any segment, but a literal that is equal fits better."""


def near_misses(request: HttpRequest, operations: Iterable[ServedOperation]) -> list[dict[str, Any]]:
    """The operations that come closest to a request, best first, each with what differs."""
    rows = []
    given = _segments(request.path)
    for operation in operations:
        spec = operation.spec
        for method, template in ((spec.method, spec.path), ("POST", f"/{spec.rpc}")):
            alike = _alike(given, template)
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


def _segments(path: str) -> list[str]:
    """A path in parts, cut where it is longer than any that is served."""
    parts = path[:_LONGEST_PATH].split("/")[1:]
    return [part[:_LONGEST_SEGMENT] for part in parts[:_MOST_SEGMENTS]]


def _alike(given: list[str], template: str) -> float:
    wanted = _segments(template)
    scores = [_segment(one, other) for one, other in zip(given, wanted, strict=False)]
    return sum(scores) / max(len(given), len(wanted))


@functools.lru_cache(maxsize=4096)
def _segment(given: str, wanted: str) -> float:
    if wanted.startswith("{"):
        return _FIELD if given else 0.0
    return 1.0 if given == wanted else SequenceMatcher(None, given, wanted).ratio() * _FIELD


def _difference(request: HttpRequest, method: str, template: str) -> str:
    given, wanted = _segments(request.path), _segments(template)
    parts = [] if method == request.method else [f"method {request.method} instead of {method}"]
    if len(given) == len(wanted) + 1 and not given[-1]:
        parts.append("a slash at the end")
    elif len(given) != len(wanted):
        parts.append(f"{len(given)} segments instead of {len(wanted)}")
    for one, other in zip(given, wanted, strict=False):
        if one != other and not (other.startswith("{") and one):
            parts.append(f"segment {one!r} instead of {other!r}")
    return "; ".join(parts)
