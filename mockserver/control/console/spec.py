"""The descriptions of the API and of the control API, to read and to try."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib.resources import files

import flask
import msgspec

from mockserver.control.console.page import page
from mockserver.control.problems import ControlProblem
from mockserver.spec.description import description
from mockserver.unmodelled.described import everything as describe_all

_FOLDER = files("flask_swagger_ui") / "dist"
_MODELLED, _ALL, _CONTROL = "modelled", "all", "control"
_ADDRESSES: Mapping[str, Callable[[], str]] = {
    _MODELLED: lambda: flask.url_for("console.api_document"),
    _ALL: lambda: flask.url_for("console.api_document", operations=_ALL),
    _CONTROL: lambda: flask.url_for("openapi.document"),
}
"""Where each document is."""
_ASSETS = frozenset({"swagger-ui-bundle.js", "swagger-ui.css"})
"""What the page needs of the package; the rest of it is not served."""


def show_spec() -> flask.Response:
    """Swagger UI, of what is modelled; with `document=all` of all of ZITADEL, with `control` of the control API.

    Raises: ControlProblem: 404.
    """
    shown = flask.request.args.get("document", _MODELLED)
    if shown not in _ADDRESSES:
        raise ControlProblem(404, f"there is no document {shown!r}", fix=f"one of {', '.join(_ADDRESSES)}")
    return page("spec", shown=shown, address=_ADDRESSES[shown]())


def api_document() -> flask.Response:
    """The API's description as JSON, with this server as the one to call; with `operations=all` of all of ZITADEL."""
    everything = flask.request.args.get("operations") == _ALL
    return flask.Response(_document(everything=everything), content_type="application/json")


def swagger_ui(name: str) -> flask.Response:
    """A file of Swagger UI.

    Raises: ControlProblem: 404.
    """
    if name not in _ASSETS:
        raise ControlProblem(404, f"there is no {name} of Swagger UI here", fix=f"one of {', '.join(sorted(_ASSETS))}")
    return flask.send_from_directory(str(_FOLDER), name, conditional=True)


@functools.cache
def _document(*, everything: bool) -> bytes:
    document = describe_all() if everything else description()
    return msgspec.json.encode({**document, "servers": [{"url": "/", "description": "This server"}]})
