"""The descriptions of the API and of the control API, to read and to try."""

from __future__ import annotations

import functools
from importlib.resources import files

import flask
import msgspec

from mockserver.control.console.page import page
from mockserver.control.problems import ControlProblem
from mockserver.spec.description import description

_FOLDER = files("flask_swagger_ui") / "dist"
_ASSETS = frozenset({"swagger-ui-bundle.js", "swagger-ui.css"})
"""What the page needs of the package; the rest of it is not served."""


def show_spec() -> flask.Response:
    """Swagger UI, of the API or, with `document=control`, of the control API."""
    control = flask.request.args.get("document") == "control"
    address = flask.url_for("openapi.document") if control else flask.url_for("console.api_document")
    return page("spec", control=control, address=address)


def api_document() -> flask.Response:
    """The API's description as JSON, with this server as the one to call."""
    return flask.Response(_document(), content_type="application/json")


def swagger_ui(name: str) -> flask.Response:
    """A file of Swagger UI.

    Raises: ControlProblem: 404.
    """
    if name not in _ASSETS:
        raise ControlProblem(404, f"there is no {name} of Swagger UI here", fix=f"one of {', '.join(sorted(_ASSETS))}")
    return flask.send_from_directory(str(_FOLDER), name, conditional=True)


@functools.cache
def _document() -> bytes:
    return msgspec.json.encode({**description(), "servers": [{"url": "/", "description": "This server"}]})
