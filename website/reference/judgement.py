"""The order in which a request is judged, out of the functions that judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from mockserver.access.caller import authenticate, authorise, choose_organisation
from mockserver.errors import catalogue
from mockserver.errors.problem import Problem
from mockserver.pipeline import hold_rules
from website.reference.markdown import code, first_sentence, page, raised, table

_NAME = re.compile(r"\b[A-Z][A-Z_]+\b")
STEPS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("the token", authenticate),
    ("the organisation", choose_organisation),
    ("the permission", authorise),
    ("the fields", hold_rules),
)
"""What `mockserver.pipeline` asks, in its order; a test holds it against what a server answers."""


def judgement_page() -> str:
    """The page."""
    lines = [
        "A request that is wrong in several ways is refused for the first of them, in this order, whatever protocol it",
        "came by. Before it come the route (404, 405) and the reading of the body (400): who sends no JSON is told so",
        "without a token. After it comes the operation itself, whose [errors](errors.md) say what they need.",
        "",
    ]
    for number, (title, function) in enumerate(STEPS, 1):
        lines += [f"## {number}. {title.capitalize()}", "", first_sentence(function), ""]
        rows = list(_errors(function))
        lines += list(table(("ID", "code"), rows)) if rows else [_OF_FIELDS, ""]
    return page("Order of judgement", *lines)


_OF_FIELDS = "Lengths, bounds and patterns: `INVALID_ARGUMENT` (400) without an ID, whose text names each wrong field."


def _errors(function: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    """The rows of the catalogue that the docstring names."""
    told = set(_NAME.findall(raised(function)))
    for name, problem in vars(catalogue).items():
        if isinstance(problem, Problem) and problem.id and name in told:
            yield code(problem.id), problem.code.name
