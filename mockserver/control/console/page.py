"""How pages of the console are answered."""

from __future__ import annotations

import flask

from mockserver.control.console.operations import operation_rows
from mockserver.control.console.view import current_view

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline runs or is styled, and nothing is loaded from elsewhere."""


def page(template: str, *operations: str, **values: object) -> flask.Response:
    """A page inside the frame of the console.

    Args:
        operations: operationIds that the page's script calls.
        values: what the template shows.

    Raises: ControlProblem where there is no such organisation.
    """
    view = current_view()
    rows = operation_rows(view.target.server.operations, operations)
    return html(flask.render_template(f"console/{template}.html", view=view, operations=rows, **values))


def html(text: str, status: int = 200) -> flask.Response:
    """An HTML answer under the console's policy."""
    response = flask.Response(text, status, content_type="text/html; charset=utf-8")
    response.headers["content-security-policy"] = _POLICY
    # With no referrer at all a browser sends forms of our own pages as from the origin "null".
    response.headers["referrer-policy"] = "same-origin"
    return response
