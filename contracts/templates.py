"""Texts with placeholders inside them."""

from __future__ import annotations

import re

from .placeholders import FREE_VALUES, REFERENCE, Placeholders, UnboundPlaceholder, kind_of

_GROUP = "_{}"


def fits(template: str, seen: str, placeholders: Placeholders) -> bool:
    """Whether an answer may hold `seen` where the recording holds `template`.

    A placeholder that is still free is bound to what stands in its place, the shortest that will do.

    Raises: ValueError for a name of no known kind.
    """
    free: list[str] = []
    literal_and_name = REFERENCE.split(template)
    pattern = "".join(
        _pattern(piece, free, placeholders) if index % 2 else re.escape(piece)
        for index, piece in enumerate(literal_and_name)
    )
    found = re.fullmatch(pattern, seen, re.DOTALL)
    return found is not None and all(
        placeholders.matches(name, found[_GROUP.format(number)]) for number, name in enumerate(free)
    )


def _pattern(name: str, free: list[str], placeholders: Placeholders) -> str:
    if name in FREE_VALUES:
        return ".+"
    try:
        return re.escape(placeholders.value(name))
    except UnboundPlaceholder:
        if name in free:
            return f"(?P={_GROUP.format(free.index(name))})"
        free.append(name)
        return f"(?P<{_GROUP.format(len(free) - 1)}>{kind_of(name).shape.pattern})"
