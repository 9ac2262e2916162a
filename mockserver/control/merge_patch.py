"""JSON merge patches (RFC 7396)."""

from __future__ import annotations

from typing import Any


def merged(document: Any, patch: Any) -> Any:
    """A document with what a patch names changed; null removes a field, and an array is replaced whole."""
    if not isinstance(patch, dict):
        return patch
    kept = dict(document) if isinstance(document, dict) else {}
    for name, value in patch.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = merged(kept.get(name), value)
    return kept
