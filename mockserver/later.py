"""Modules that are imported when something of them is first used.

For libraries that few runs need and that take a good part of a start to import. Where one is used, type checkers see
the plain import:

    if TYPE_CHECKING:
        import langcodes
    else:
        langcodes = Later("langcodes")
"""

from __future__ import annotations

import importlib
from typing import Any


class Later:
    """Stands in for a module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        """Called only for what was not asked for before: an import that has to be looked up anew costs 1 µs."""
        value = getattr(importlib.import_module(self._name), attribute)
        setattr(self, attribute, value)
        return value
