"""At which step of the pipeline a request was refused."""

from __future__ import annotations

from enum import StrEnum

from mockserver.errors import catalogue
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem
from mockserver.wire.http import Response
from mockserver.wire.marks import mark_of


class Step(StrEnum):
    """The steps in their order; the last one refused nothing."""

    ROUTE = "route"
    BODY = "body"
    AUTHENTICATION = "authentication"
    ORGANISATION = "organisation"
    PERMISSION = "permission"
    FIELD_RULES = "field rules"
    OPERATION = "operation"
    INJECTED = "injected"
    """A fault answered instead of the operation."""
    DONE = "done"


_BY_PROBLEM: dict[Problem, Step] = {
    catalogue.AUTH_HEADER_MISSING: Step.AUTHENTICATION,
    catalogue.AUTH_HEADER_INVALID: Step.AUTHENTICATION,
    catalogue.TOKEN_INVALID: Step.AUTHENTICATION,
    catalogue.ORGANISATION_UNKNOWN: Step.ORGANISATION,
    catalogue.MEMBERSHIP_NOT_FOUND: Step.PERMISSION,
    catalogue.NO_PERMISSION: Step.PERMISSION,
}


def step_of(response: Response) -> Step:
    """Where the request of an answer ended."""
    problem = response.problem
    if problem is None:
        return Step.ROUTE if unmatched(response) else Step.DONE
    if response.invented:
        return Step.INJECTED
    if not response.operation and not mark_of(response):
        return Step.ROUTE
    if not response.reached:
        return Step.BODY
    if problem in _BY_PROBLEM:
        return _BY_PROBLEM[problem]
    if not problem.id and problem.code is Code.UNAUTHENTICATED:
        return Step.AUTHENTICATION
    ruled = not problem.id and problem.code is Code.INVALID_ARGUMENT
    return Step.FIELD_RULES if ruled else Step.OPERATION


def unmatched(response: Response) -> bool:
    """Whether nothing serves what was asked for."""
    return not response.operation and response.transport != "http" and not mark_of(response)
