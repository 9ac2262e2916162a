"""What a password must be, by the default policy: eight bytes, a small and a capital letter, a number, a symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused

_SHORTEST = 8
_NEEDED = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^A-Za-z0-9]"))

OF_NEW = (
    problems.NEW_PASSWORD_TOO_SHORT,
    problems.NEW_PASSWORD_WITHOUT_LOWER_CASE,
    problems.NEW_PASSWORD_WITHOUT_UPPER_CASE,
    problems.NEW_PASSWORD_WITHOUT_NUMBER,
    problems.NEW_PASSWORD_WITHOUT_SYMBOL,
)
"""What can be wrong with the password of somebody who is added, in the order of judgement."""
OF_CHANGED = (
    problems.CHANGED_PASSWORD_TOO_SHORT,
    problems.CHANGED_PASSWORD_WITHOUT_LOWER_CASE,
    problems.CHANGED_PASSWORD_WITHOUT_UPPER_CASE,
    problems.CHANGED_PASSWORD_WITHOUT_NUMBER,
    problems.CHANGED_PASSWORD_WITHOUT_SYMBOL,
)
"""The same for one that is changed or imported."""


class NewPassword(NamedTuple):
    """A password that is to be set.

    Attributes:
        text: as its user knows it; empty where only its hash is known.
        stored: as it is kept.
        problem: what is wrong with its hash.
    """

    text: str
    stored: str
    change_required: bool = False
    problem: Problem | None = None

    def require_supported(self) -> None:
        """Refuse a hash that nobody can check. Raises: its problem."""
        if self.problem is not None:
            raise Refused(self.problem)

    def require_complex(self, problems_in_order: Sequence[Problem]) -> None:
        """Refuse a text that the policy does not take; of a hash nobody can tell. Raises: as `require_complex`."""
        if self.text:
            require_complex(self.text, problems_in_order)


def require_complex(text: str, problems_in_order: Sequence[Problem]) -> None:
    """Refuse what the policy does not take as a password.

    Raises: the first of the problems that it has.
    Source: recordings/id-human-add.jsonl, id-user-parts.jsonl; that bytes are counted is the real server's source.
    """
    too_short, *missing = problems_in_order
    if len(text.encode()) < _SHORTEST:
        raise Refused(too_short)
    for needed, problem in zip(_NEEDED, missing, strict=True):
        if not needed.search(text):
            raise Refused(problem)
