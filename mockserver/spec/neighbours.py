"""What else the real server answers at a path: operations of the surface that the document does not describe."""

from __future__ import annotations

import re
from typing import Any

from mockserver.surface.library import Surface
from mockserver.surface.offered import ways
from mockserver.surface.templates import Templates

_FIELD = re.compile(r"\{[^}]+\}")
_ANY = "\0"
"""Stands for a field's value: it is no literal of any path."""


def add_neighbours(document: dict[str, Any], surface: Surface) -> None:
    """Tell of each operation which methods reach others at its path (`x-elsewhere`), and whether others have a field
    behind a further slash, which may be empty (`x-below`).
    """
    described = {operation.get("x-rpc") for item in document["paths"].values() for operation in item.values()}
    others = Templates((way.path, way.verb) for rpc, _, way in ways(surface) if rpc not in described)
    every = Templates((way.path, way.verb) for _, _, way in ways(surface))
    for path, item in document["paths"].items():
        asked = _FIELD.sub(_ANY, path)
        elsewhere = sorted({verb for verb, _ in others.fitting(asked)} - {verb.upper() for verb in item})
        below = any(every.fitting(f"{asked}/"))
        for operation in item.values():
            if operation.get("x-rpc"):
                operation.update({"x-elsewhere": elsewhere} if elsewhere else {})
                operation.update({"x-below": True} if below else {})
