"""Finding rows of the catalogue."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from mockserver.errors import catalogue
from mockserver.errors.problem import Problem

_WORD = re.compile("[A-Z]*[a-z]+|[A-Z]+|[0-9]+")
_SAME = {
    "application": ("app",),
    "authorization": ("user", "grant"),
    "external": (),
    "factor": ("mfa",),
    "link": ("idp",),
    "organization": ("org",),
}
"""What words of paths are in keys, and what adds nothing to one."""


@functools.cache
def problems_by_id() -> Mapping[str, tuple[Problem, ...]]:
    """All rows with an ID, under it; an ID that stands for several texts has several rows."""
    found: dict[str, tuple[Problem, ...]] = {}
    for value in vars(catalogue).values():
        if isinstance(value, Problem) and value.id:
            found[value.id] = (*found.get(value.id, ()), value)
    return found


def row_for(problems: Sequence[Problem], path: str) -> Problem:
    """Of several rows of one ID the one that is about what a path names, such as `Errors.Project.Role…` for `/roles`.

    It is the one whose key has most words of the path and fewest others. Of equal ones: what an id at the end of a path
    names can be missing, what is added to a list can be there already; then the one about the path's last words.
    """
    if len(problems) == 1:
        return problems[0]
    named = {word: place for place, word in enumerate(_words(re.sub(r"\{\w+\}", "", path)))}

    def fitting(problem: Problem) -> tuple[int, bool, int, int]:
        *about, last = problem.key.split(".")[1:]
        words = _words(" ".join(about))
        places = [named[word] for word in words if word in named]
        missing = len(words) - len(places)
        return len(places) - missing, last.startswith("Not") is path.endswith("}"), -missing, max(places, default=-1)

    return max(problems, key=fitting)


def _words(text: str) -> list[str]:
    """The words of a path or of parts of a key, in lower case and the singular."""
    words = [word.lower().removesuffix("s") for word in _WORD.findall(text)]
    return [same for word in words for same in _SAME.get(word, (word,))]
