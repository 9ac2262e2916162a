"""What an operation answers when it does not do what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from mockserver.errors.codes import Code


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the catalogue.

    Attributes:
        id: ZITADEL's error ID, such as `COMMAND-Nfh52`; empty where the real server gives none.
        code: the gRPC status code.
        key: the key of its text; where no language has a text for it, the key itself is the text.
    """

    id: str
    code: Code
    key: str


class Refused(Exception):
    """Raised with the problem that ends a request; each protocol renders it in its own form."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def invalid_argument(message: str) -> Refused:
    """A broken field rule or an unreadable body: INVALID_ARGUMENT, no ID, no details, never translated."""
    return Refused(Problem("", Code.INVALID_ARGUMENT, message))
