"""What a function gave, remembered in bounded memory though its arguments come from clients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Value = TypeVar("Value")

LONGEST = 1024
"""Characters or bytes of what is remembered, about; clients send what is longer only to fill memory."""


class ShortCache(dict[Any, Value]):
    """`cache[arguments]` is what a function gives for them; what is long is worked out anew each time.

    A lookup is a dictionary's. Once it is full it starts anew, as the arguments in use come back soon.
    """

    def __init__(self, function: Callable[..., Value], max_entries: int, length: Callable[[Any, Value], int]) -> None:
        """Remember what a function gives.

        Args:
            function: takes the arguments one by one.
            max_entries: most results that are kept.
            length: about how many bytes arguments and result take.
        """
        super().__init__()
        self._function = function
        self._max_entries = max_entries
        self._length = length

    def __missing__(self, arguments: Any) -> Value:
        value = self._function(*arguments)
        if self._length(arguments, value) <= LONGEST:
            if len(self) >= self._max_entries:
                self.clear()
            self[arguments] = value
        return value
