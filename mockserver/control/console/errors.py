"""The catalogue of errors."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.errors import error_row
from mockserver.control.reading import target
from mockserver.errors.lookup import problems_by_id


def list_errors() -> flask.Response:
    """Every error ID with its meaning, its cause, and the operations that answer it."""
    server = target().server
    return page("errors", rows=[error_row(error_id, server) for error_id in problems_by_id()])
