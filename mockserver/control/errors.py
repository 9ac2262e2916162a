"""The catalogue of errors."""

from __future__ import annotations

from typing import Any

import flask

from mockserver.control.causes import cause_of
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered, target
from mockserver.control.server import Server
from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.lookup import problems_by_id, row_for
from mockserver.errors.texts import text

blueprint = flask.Blueprint("errors", __name__)


@blueprint.get("/errors")
def list_errors() -> flask.Response:
    """Every error ID."""
    server = target().server
    return answered({"errors": [error_row(error_id, server) for error_id in problems_by_id()]})


@blueprint.get("/errors/<error_id>")
def get_error(error_id: str) -> flask.Response:
    """One error ID."""
    if error_id not in problems_by_id():
        fix = "GET /__admin/errors lists them; upper and lower case matter"
        raise ControlProblem(404, f"there is no error {shown(error_id)}", field="id", fix=fix)
    return answered(error_row(error_id, target().server))


def error_row(error_id: str, server: Server) -> dict[str, Any]:
    """What is told of an error ID, which must be one of the catalogue."""
    problems = problems_by_id()[error_id]
    operations = [operation.spec for operation in server.operations if error_id in operation.spec.error_ids]
    return {
        "id": error_id,
        "code": problems[0].code.name,
        "status": HTTP_STATUS[problems[0].code],
        "meanings": list(dict.fromkeys(text(problem.key) for problem in problems)),
        "cause": cause_of(error_id),
        "operations": [
            {"operation": spec.id, "meaning": text(row_for(problems, spec.path).key)} for spec in operations
        ],
    }
