"""Which checks or operations were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns of `--select`; none stands for everything.

    A pattern fits a thing by any of its texts, whatever the case; `*` and `?` are wildcards. One that opens with `!`
    excludes.
    """

    patterns: Sequence[str] = ()

    def takes(self, *texts: str) -> bool:
        """Whether a thing with these texts was asked for."""
        wanted = [pattern for pattern in self.patterns if not pattern.startswith("!")]
        unwanted = [pattern[1:] for pattern in self.patterns if pattern.startswith("!")]
        return (not wanted or any(_fits(texts, pattern) for pattern in wanted)) and not any(
            _fits(texts, pattern) for pattern in unwanted
        )


def selection(texts: Sequence[str]) -> Selection:
    """The selection of some flags, each with patterns parted by commas."""
    return Selection([part.strip() for text in texts for part in text.split(",") if part.strip()])


def _fits(texts: Sequence[str], pattern: str) -> bool:
    return any(fnmatchcase(text.lower(), pattern.lower()) for text in texts)
