"""What is wrong with a state file, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Step = str | int
Place = tuple[Step, ...]
"""Where a value stands in a state file: names of fields and indexes of list items, from the top."""


class SeedError(Exception):
    """A state file cannot be used; the message is one line with file, line, field, reason and fix.

    Attributes:
        files: those that were read, or tried, until then.
    """

    def __init__(self, message: str, files: tuple[Path, ...] = ()) -> None:
        super().__init__(message)
        self.files = files


class Unusable(Exception):
    """A value that cannot be used, told by its place; `Source.error` finds its line."""

    def __init__(self, place: Place, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Source:
    """Where a seed was read from.

    Attributes:
        name: of its file, for messages.
        lines: the line of each value, from 1; empty where there is no text.
        files: every file that was read, so that all can be watched.
    """

    name: str = "state"
    lines: Mapping[Place, int] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    def error(self, problem: Unusable) -> SeedError:
        """The message of a problem: `seed.yaml:12: organisations[0].name: taken; choose another`."""
        line = self.line_of(problem.place)
        where = f"{self.name}:{line}" if line else self.name
        field_name = dotted(problem.place)
        text = f"{where}: {field_name + ': ' if field_name else ''}{problem.reason}; {problem.fix}"
        return SeedError(text, self.files)

    def line_of(self, place: Place) -> int | None:
        """The line of a value; of what is not in the text, that of what it would stand in."""
        for length in range(len(place), -1, -1):
            line = self.lines.get(place[:length])
            if line is not None:
                return line
        return None


def dotted(place: Place) -> str:
    """`organisations[0].name`."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
