"""The journal: a page of it, filtered, and what came since."""

from __future__ import annotations

import itertools
from typing import Any

import flask
import msgspec

from mockserver.control.console.journal_search import Found, search
from mockserver.control.console.numbers import whole_number
from mockserver.control.console.page import page
from mockserver.control.console.paging import ROWS
from mockserver.control.exchange_view import summary
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, target
from mockserver.control.request_filter import RequestFilter
from mockserver.store.faults import TRANSPORTS
from mockserver.store.instance import Instance

_FILTERS = ("operation", "status", "organisation", "transport", "text", "injected", "userAgent", "client")
_STATUSES = ("2xx", "3xx", "4xx", "5xx")
_TRANSPORTS = (*TRANSPORTS, "http")
_ASKED_FOR = ("Prefer", "x-mock-delay")
"""What a request has injected by asking for it."""
_MOST_NEW = 300
_MOST_NAMES = 100
"""Organisations whose names are shown in place of their ids, and offered to filter by."""


def list_requests() -> flask.Response:
    """A page of the instance's journal, newest first."""
    asked = target()
    instance = asked.instance
    wanted = _wanted()
    before = _number("before")
    problem: ControlProblem | None = None
    found = Found([], 0, None, complete=True)
    try:
        found = _search(instance, wanted, limit=ROWS, before=before)
    except ControlProblem as refused:
        problem = refused
    response = page(
        "journal",
        wanted=wanted,
        unmatched_only=_unmatched_only(),
        before=before,
        found=found,
        rows=[summary(exchange, instance) for exchange in found.exchanges],
        problem=problem,
        total=len(instance.journal),
        newest=instance.journal.next_number - 1,
        most_kept=instance.journal.max_entries,
        names=_names(instance),
        statuses=_STATUSES,
        transports=_TRANSPORTS,
        served=sorted(asked.server.names),
        faults=[*_ASKED_FOR, *(fault.name for fault in instance.faults)],
    )
    response.status_code = problem.status if problem is not None else 200
    return response


def new_requests() -> flask.Response:
    """What fits the filter and is newer than the entry `after`, newest first; for pages that were away for a moment.

    Raises: ControlProblem.
    """
    instance = target().instance
    found = _search(instance, _wanted(), limit=_MOST_NEW, after=_number("after"))
    return answered({"requests": [summary(exchange, instance) for exchange in found.exchanges]})


def _search(instance: Instance, wanted: dict[str, str], *, limit: int, before: int = 0, after: int = 0) -> Found:
    conditions = msgspec.convert({**wanted, "before": before, "limit": limit}, RequestFilter)
    return search(instance, conditions, unmatched_only=_unmatched_only(), after=after)


def _wanted() -> dict[str, str]:
    """What is asked for; fields of a form that were left empty ask for nothing."""
    given: dict[str, Any] = {name: flask.request.args.get(name, "").strip() for name in _FILTERS}
    return {name: value for name, value in given.items() if value}


def _unmatched_only() -> bool:
    return bool(flask.request.args.get("unmatched"))


def _number(name: str) -> int:
    return whole_number(flask.request.args.get(name, ""))


def _names(instance: Instance) -> dict[str, str]:
    return {row.id: row.name for row in itertools.islice(instance.state.organisations, _MOST_NAMES)}
