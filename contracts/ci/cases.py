"""Results of a command in the form that all formats for CI are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was tried; it passed where it has no problem.

    Attributes:
        suite: what it belongs to, such as a transport.
        name: unique within its suite.
        operation: the operationId that it is about.
        seconds: how long it took; 0 where nobody measured it.
        problem: what is wrong, in one sentence.
        details: the same at length.
        where: the place in the spec, as a JSON pointer.
    """

    suite: str
    name: str
    operation: str
    seconds: float = 0.0
    problem: str = ""
    details: str = ""
    where: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problem

    @property
    def fingerprint(self) -> str:
        """The same for the same case in every run, whatever was wrong with it."""
        return hashlib.sha256("\0".join((self.suite, self.operation, self.name)).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """All cases of one command.

    Attributes:
        command: such as `verify`.
        seconds: how long the whole took.
    """

    command: str
    seconds: float
    cases: Sequence[Case]

    @property
    def failed(self) -> list[Case]:
        """Those with a problem."""
        return [case for case in self.cases if not case.passed]
