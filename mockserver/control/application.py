"""The Flask application of the control API."""

from __future__ import annotations

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from mockserver.control import (
    clock,
    errors,
    faults,
    health,
    openapi,
    requests,
    settings,
    state,
    tokens,
)
from mockserver.control.problems import ControlProblem

PREFIX = "/__admin"

_BLUEPRINTS = (
    health.blueprint,
    requests.blueprint,
    faults.blueprint,
    settings.blueprint,
    state.blueprint,
    tokens.blueprint,
    errors.blueprint,
    clock.blueprint,
    openapi.blueprint,
)


def create_flask() -> flask.Flask:
    """Put all endpoints together."""
    app = flask.Flask("mockserver.control", static_folder=None)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    app.register_error_handler(ControlProblem, _problem)
    app.register_error_handler(HTTPException, _http_problem)
    return app


def _problem(problem: ControlProblem) -> flask.Response:
    return flask.Response(problem.body(), problem.status, content_type="application/problem+json")


def _http_problem(error: HTTPException) -> flask.Response:
    path = flask.request.path
    if isinstance(error, NotFound):
        return _problem(ControlProblem(404, f"there is no {path}", fix="/__admin/openapi.json lists what there is"))
    if isinstance(error, MethodNotAllowed):
        methods = ", ".join(sorted(error.valid_methods or ()))
        answer = _problem(ControlProblem(405, f"{path} takes no {flask.request.method}", fix=f"use {methods}"))
        answer.headers["allow"] = methods
        return answer
    answer = _problem(ControlProblem(error.code or 500, error.description or error.name))
    location = error.get_response().headers.get("location")
    if location:
        answer.headers["location"] = location
    return answer
