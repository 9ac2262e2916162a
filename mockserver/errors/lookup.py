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

    Where none is, the end of the path tells: what is added to a list can be there already, what an id names can be
    missing.
    """
    for problem in problems:
        parts = problem.key.split(".")
        if len(parts) > 1 and f"/{parts[1].lower()}" in path:
            return problem
    for problem in problems:
        if any(f"/{part.lower()}" in path for part in problem.key.split(".")[2:-1]):
            return problem
    wanted = Code.NOT_FOUND if path.endswith("}") else Code.ALREADY_EXISTS
    return next((problem for problem in problems if problem.code is wanted), problems[0])
