"""Values of JSON as Python writes them, in which some texts are expressions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any


def literal(value: Any, names: Mapping[str, str]) -> str:
    """An expression of Python for a value.

    Args:
        names: by text, the expression that stands for it wherever it is part of a text.
    """
    match value:
        case dict():
            return "{" + ", ".join(f"{_text(key, {})}: {literal(item, names)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(literal(item, names) for item in value) + "]"
        case str():
            return _text(value, names)
    return repr(value)


def _text(text: str, names: Mapping[str, str]) -> str:
    if text in names:
        return names[text]
    present = sorted((name for name in names if name in text), key=len, reverse=True)
    if not present:
        return _quoted(text)
    parts = re.split("(" + "|".join(map(re.escape, present)) + ")", text)
    return " + ".join(names[part] if part in names else _quoted(part) for part in parts if part)


def _quoted(text: str) -> str:
    # Of ASCII Python reads what JSON escapes; what lies beyond 16 bits JSON writes as two halves.
    return json.dumps(text) if text.isascii() else ascii(text)
