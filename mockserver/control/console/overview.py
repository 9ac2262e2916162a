"""The first page: how to reach the server, and what it holds."""

from __future__ import annotations

import itertools

import flask

from mockserver.control.console.page import page
from mockserver.control.exchange_view import summary
from mockserver.control.reading import target

_REQUESTS = 8


def overview() -> flask.Response:
    """Address, token, a first call, and the newest requests."""
    asked = target()
    instance = asked.instance
    newest = [summary(exchange, instance) for exchange in itertools.islice(instance.journal, _REQUESTS)]
    return page("overview", "ListFlowTypes", settings=asked.server.settings, instance=instance, requests=newest)
