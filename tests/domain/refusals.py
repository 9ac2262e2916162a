"""Expecting refusals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused


@contextmanager
def refuses(problem: Problem) -> Iterator[None]:
    """Expect that the block is refused with exactly this problem."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.problem == problem


def refuses_argument(message: str) -> AbstractContextManager[None]:
    """Expect INVALID_ARGUMENT without an ID and with exactly this message."""
    return refuses(Problem("", Code.INVALID_ARGUMENT, message))
