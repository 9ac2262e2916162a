"""Details of problems."""

from __future__ import annotations

import pytest

from mockserver.errors.codes import Code
from mockserver.errors.details import Detail, detail_of
from mockserver.errors.problem import Problem, UnnamedProblem, wrong_credentials
from mockserver.errors.texts import problem_texts

PLAIN = Problem("X-1", Code.INVALID_ARGUMENT, "wrong")


@pytest.mark.parametrize(
    ("problem", "message", "detail"),
    [
        (PLAIN, "wrong (X-1)", Detail("zitadel.v1.ErrorDetail", "X-1", "wrong")),
        (Problem("", Code.INVALID_ARGUMENT, "wrong"), "wrong", None),
        (
            UnnamedProblem("", Code.INVALID_ARGUMENT, "wrong"),
            "wrong ()",
            Detail("zitadel.v1.ErrorDetail", "", "wrong"),
        ),
        (wrong_credentials(PLAIN, 3), "wrong (X-1)", Detail("zitadel.v1.CredentialsCheckError", "X-1", "wrong", 3)),
    ],
    ids=["with an ID", "without", "with an empty ID", "of credentials"],
)
def test_what_is_told(problem: Problem, message: str, detail: Detail | None) -> None:
    """A problem's ID stands in its message and its detail, an empty one too, but not where there is none."""
    assert problem_texts(problem, "en") == (message, "wrong")
    assert detail_of(problem, "wrong") == detail


def test_wrong_credentials_are_no_plain_problem() -> None:
    """A problem is another one with attempts, and with each number of them, so that no cache mixes them up."""
    problems = {PLAIN, wrong_credentials(PLAIN, 0), wrong_credentials(PLAIN, 1)}
    assert len(problems) == 3
