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

    @property
    def detailed(self) -> bool:
        """Whether its message has the ID in brackets, and details follow."""
        return bool(self.id)


@dataclass(frozen=True, slots=True)
class UnnamedProblem(Problem):
    """A problem to which the real server gives an ID that is empty."""

    @property
    def detailed(self) -> bool:
        """It is: with nothing in the brackets."""
        return True


@dataclass(frozen=True, slots=True)
class CredentialsProblem(Problem):
    """Wrong credentials, whose details tell how often in a row they were wrong.

    Source: recordings/id-sessions.jsonl, id-users-v2.jsonl.
    """

    failed_attempts: int = 0


def wrong_credentials(problem: Problem, failed_attempts: int) -> CredentialsProblem:
    """The same problem with a count of attempts that failed."""
    return CredentialsProblem(problem.id, problem.code, problem.key, failed_attempts)


class Refused(Exception):
    """Raised with the problem that ends a request; each protocol renders it in its own form."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def invalid_argument(message: str) -> Refused:
    """A broken field rule or an unreadable body: INVALID_ARGUMENT, no ID, no details, never translated."""
    return Refused(Problem("", Code.INVALID_ARGUMENT, message))
