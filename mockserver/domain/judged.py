"""Values that were judged before a decision asks for them, so that its order of judgement is its own."""

from __future__ import annotations

from typing import NamedTuple

from mockserver.errors.problem import Problem, Refused


class Judged(NamedTuple):
    """A text in the form in which it is kept, or what is wrong with it."""

    value: str
    problem: Problem | None = None

    def required(self) -> str:
        """The text.

        Raises: what is wrong with it.
        """
        if self.problem is not None:
            raise Refused(self.problem)
        return self.value


NONE = Judged("")
"""No text was given."""
