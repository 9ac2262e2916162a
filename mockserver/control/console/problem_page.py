"""What a browser is shown where a page is refused."""

from __future__ import annotations

import flask

from mockserver.control.console.login import login_page
from mockserver.control.console.page import html
from mockserver.control.problems import ControlProblem


def problem_page(problem: ControlProblem) -> flask.Response:
    """The problem with what to do; where a token is missing, the form that asks for it."""
    if problem.status == 401:
        return login_page(flask.request.full_path)
    return html(flask.render_template("console/problem.html", problem=problem), problem.status)
