"""Names of enums in answers, from the numbers that rows hold."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any


@functools.cache
def _names(numbers: type) -> Mapping[int, str]:
    return {number: name for name, number in vars(numbers).items() if isinstance(number, int)}


def enum_name(numbers: type, number: int) -> Any:
    """The name of a number in a class such as `ProjectStateNumber`, as a field has it: empty for 0, which is left out.

    It is one of the names that the field takes, which its type cannot know.
    """
    return _names(numbers)[number] if number else ""


def enum_names(numbers: type, listed: Iterable[int]) -> tuple[Any, ...]:
    """The names of numbers in a list, where 0 has a name like all others."""
    names = _names(numbers)
    return tuple(names[number] for number in listed)
