"""The journal: what was asked and what was answered, newest first.

What is looked for is found before Flask is asked, which knows no waiting (`searching.py`).
"""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.control.changes import changes_of
from mockserver.control.entries import entry_of
from mockserver.control.exchange_view import details, summary
from mockserver.control.exporting.curl_script import curl_script
from mockserver.control.exporting.har import har_of
from mockserver.control.exporting.pytest_module import pytest_module
from mockserver.control.giving_back import give_back
from mockserver.control.near_misses import near_misses
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, answered_later, later, query_of, target
from mockserver.control.searching import unmatched_of
from mockserver.control.server import Target
from mockserver.control.slices import Pace
from mockserver.wire.http import Response

blueprint = flask.Blueprint("requests", __name__)

_MOST_UNMATCHED = 100


class _Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: int = 20


@blueprint.get("/requests")
def list_requests() -> flask.Response:
    """The newest entries that a query asks for."""
    return _page()


@blueprint.post("/requests/find")
def find_requests() -> flask.Response:
    """As the list, with the filter as JSON."""
    return _page()


@blueprint.get("/requests/count")
def count_requests() -> flask.Response:
    """How many entries a query asks for."""
    return _count()


@blueprint.post("/requests/count")
def count_found_requests() -> flask.Response:
    """As the count, with the filter as JSON."""
    return _count()


@blueprint.delete("/requests")
def clear_requests() -> flask.Response:
    """Forget all entries."""
    journal = target().instance.journal
    forgotten = len(journal)
    journal.clear()
    give_back(journal)
    return answered({"removed": forgotten})


@blueprint.get("/requests/changes")
def count_changes() -> flask.Response:
    """What a query's entries read, wrote and changed, by operation."""
    asked = target()
    return answered(changes_of(asked.found, asked.server))


@blueprint.get("/requests/har")
def export_har() -> flask.Response:
    """The entries that a query asks for, as HAR, without secrets."""
    asked = target()

    async def har() -> Response:
        return Response(200, [(b"content-type", b"application/json")], await har_of(asked))

    return later(har())


@blueprint.get("/requests/curl")
def export_curl() -> flask.Response:
    """The same as a script of curl commands."""
    return flask.Response(curl_script(target()), content_type="text/x-shellscript; charset=utf-8")


@blueprint.get("/requests/pytest")
def export_pytest() -> flask.Response:
    """The same as a test."""
    return flask.Response(pytest_module(target()), content_type="text/x-python; charset=utf-8")


@blueprint.get("/requests/unmatched")
def list_unmatched() -> flask.Response:
    """Requests that nothing serves, each with what comes closest to it."""
    limit = query_of(_Limit).limit
    if limit < 1:
        raise ControlProblem(400, "limit must be at least 1", field="limit", fix=f"1 to {_MOST_UNMATCHED}")
    return answered_later(_unmatched(target(), min(limit, _MOST_UNMATCHED)))


async def _unmatched(asked: Target, limit: int) -> dict[str, Any]:
    pace = Pace()
    rows = []
    for exchange in await unmatched_of(asked.instance, limit):
        rows.append(
            {**summary(exchange, asked.instance), "nearMisses": near_misses(exchange.request, asked.server.operations)}
        )
        await pace()
    return {"requests": rows}


@blueprint.get("/requests/<int:number>")
def get_request(number: int) -> flask.Response:
    """All of one entry."""
    asked = target()
    exchange = entry_of(asked.instance.journal, number)
    return answered(details(exchange, asked.instance, asked.server.rpcs))


def _page() -> flask.Response:
    asked = target()
    rows = [summary(exchange, asked.instance) for exchange in asked.found]
    return answered({"requests": rows, "meta": {"kept": len(asked.instance.journal)}})


def _count() -> flask.Response:
    return answered({"count": len(target().found)})
