"""What answers say of a problem beside its message."""

from __future__ import annotations

from typing import NamedTuple

from mockserver.errors.problem import CredentialsProblem, Problem

TYPE_PREFIX = "type.googleapis.com/"
"""What stands before the name of a message where one of any type is packed."""


class Detail(NamedTuple):
    """A message of zitadel.v1 by its name, and its fields; only one of credentials has attempts."""

    name: str
    id: str
    message: str
    failed_attempts: int = 0


def detail_of(problem: Problem, text: str) -> Detail | None:
    """The detail that goes with a problem in a language; None where the real server sends none.

    Source: recordings/actions.jsonl, id-sessions.jsonl.
    """
    if isinstance(problem, CredentialsProblem):
        return Detail("zitadel.v1.CredentialsCheckError", problem.id, text, problem.failed_attempts)
    return Detail("zitadel.v1.ErrorDetail", problem.id, text) if problem.detailed else None
