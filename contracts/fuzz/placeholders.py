"""Names for ids that are known only when a request is sent: `{{action3}}` in any text of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"\{\{([a-z]+[0-9]*)\}\}")


def named(name: str) -> str:
    """The placeholder of a name."""
    return "{{" + name + "}}"


def fill_text(text: str, value_of: Callable[[str], str]) -> str:
    """The text with each placeholder replaced."""
    return _PLACEHOLDER.sub(lambda match: value_of(match[1]), text)


def fill(value: Any, value_of: Callable[[str], str]) -> Any:
    """The same for every text within a JSON value; what holds none is returned as it is."""
    match value:
        case str():
            return fill_text(value, value_of)
        case dict():
            return {key: fill(member, value_of) for key, member in value.items()}
        case list():
            return [fill(item, value_of) for item in value]
    return value


def unfill(text: str, names: Mapping[str, str]) -> str:
    """The text with values replaced by the placeholders of their names."""
    for value in sorted(names, key=len, reverse=True):
        text = text.replace(value, named(names[value]))
    return text
