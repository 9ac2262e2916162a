"""The description of the control API itself, and what agents are told of the server."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import flask
import msgspec

from mockserver.spec.document import load_document

blueprint = flask.Blueprint("openapi", __name__)

_PATH = Path(__file__).with_name("openapi.yaml")
_LLMS = Path(__file__).with_name("llms.txt")


@blueprint.get("/openapi.json")
def document() -> flask.Response:
    """OpenAPI 3.0, as JSON."""
    return flask.Response(_document(), content_type="application/json")


@blueprint.get("/llms.txt")
def llms() -> flask.Response:
    """The server in a page, as language models read it."""
    return flask.Response(_LLMS.read_text("utf-8"), content_type="text/plain; charset=utf-8")


@functools.cache
def _document() -> bytes:
    return msgspec.json.encode(load_document(_PATH))


def schemas() -> dict[str, Any]:
    """The schemas of the description, by name; read anew each time."""
    found: dict[str, Any] = load_document(_PATH)["components"]["schemas"]
    return found
