"""The Flask application of the control API."""

from __future__ import annotations

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from mockserver.control import (
    action_runs,
    clock,
    deliveries,
    errors,
    faults,
    health,
    hooks,
    instances,
    metrics,
    openapi,
    requests,
    script_http,
    script_lint,
    settings,
    state,
    tokens,
)
from mockserver.control.console.blueprint import blueprint as console
from mockserver.control.console.problem_page import problem_page
from mockserver.control.problems import ControlProblem, wants_page
from mockserver.control.wsgi import KEY

PREFIX = "/__admin"

_BLUEPRINTS = (
    health.blueprint,
    instances.blueprint,
    requests.blueprint,
    faults.blueprint,
    settings.blueprint,
    state.blueprint,
    tokens.blueprint,
    errors.blueprint,
    clock.blueprint,
    openapi.blueprint,
    action_runs.blueprint,
    deliveries.blueprint,
    hooks.blueprint,
    metrics.blueprint,
    script_http.blueprint,
    script_lint.blueprint,
    console,
)


def create_flask() -> flask.Flask:
    """Put all endpoints together."""
    app = flask.Flask("mockserver.control", static_folder=None)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_refuse)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    app.register_error_handler(ControlProblem, _problem)
    app.register_error_handler(HTTPException, _http_problem)
    return app


def _refuse() -> None:
    """Tell what was wrong with a request before it came here."""
    about = flask.request.environ[KEY]
    if isinstance(about, ControlProblem):
        raise about


def _problem(problem: ControlProblem) -> flask.Response:
    request = flask.request
    if wants_page(request.method, request.path, request.headers.get("accept", "")):
        return problem_page(problem)
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
