"""Finding rows of the catalogue."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from mockserver.errors import catalogue
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem


@functools.cache
def problems_by_id() -> Mapping[str, tuple[Problem, ...]]:
    """All rows with an ID, under it; an ID that stands for several texts has several rows."""
    found: dict[str, tuple[Problem, ...]] = {}
    for value in vars(catalogue).values():
        if isinstance(value, Problem) and value.id:
            found[value.id] = (*found.get(value.id, ()), value)
    return found


def row_for(problems: Sequence[Problem], path: str) -> Problem:
    """Of several rows of one ID the one that is about what a path names, such as `Errors.Action...` for `/actions`.

    One about a part of it, such as `Errors.User.ExternalIDP...`, is meant where the path names that part too. Where
    none is, the end of the path tells: what is added to a list can be there already, what an id names can be missing.
    """
    about = [problem for problem in problems if len(parts := problem.key.split(".")) > 1 and _names(path, parts[1])]
    if about:
        whole = [problem for problem in about if all(_names(path, part) for part in _inner(problem))]
        return max(whole or about[:1], key=lambda problem: len(_inner(problem)))
    for problem in problems:
        if any(_names(path, part) for part in _inner(problem)):
            return problem
    wanted = Code.NOT_FOUND if path.endswith("}") else Code.ALREADY_EXISTS
    return next((problem for problem in problems if problem.code is wanted), problems[0])


_IN_PATHS = {"externalidp": "links"}
"""What paths call what keys of texts have another word for."""


def _inner(problem: Problem) -> list[str]:
    """The parts of what a key is about, such as `ExternalIDP` of `Errors.User.ExternalIDP.AlreadyExists`."""
    return problem.key.split(".")[2:-1]


def _names(path: str, part: str) -> bool:
    """Whether a path names what a part of a key does."""
    word = part.lower()
    return f"/{_IN_PATHS.get(word, word)}" in path
