"""What a check finds, and what has to be known of the check for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class About(Protocol):
    """What a finding says of its check (`Check`)."""

    @property
    def operation(self) -> str:
        """The operationId of the operation that the rule belongs to."""

    @property
    def name(self) -> str:
        """The rule in a few words."""

    @property
    def where(self) -> str:
        """Where in the spec it stands."""

    @property
    def assumed(self) -> bool:
        """Whether no server has to meet it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference; holds no secrets.

    Attributes:
        call: the operation whose answer differed, where it is not the check's own.
        what: the part of the answer, or the recorded line.
        where: the place in the spec, as a JSON pointer.
        assumed: whether the check is; then it fails nothing.
    """

    operation: str
    check: str
    transport: str
    call: str
    what: str
    expected: str
    seen: str
    where: str
    assumed: bool = False


class Ended(Exception):
    """A check cannot go on: what it needs is missing. The finding that says why is noted already."""
