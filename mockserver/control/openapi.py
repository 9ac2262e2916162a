"""The description of the control API itself."""

from __future__ import annotations

import functools
from pathlib import Path

import flask
import msgspec

from mockserver.spec.document import load_document

blueprint = flask.Blueprint("openapi", __name__)

_PATH = Path(__file__).with_name("openapi.yaml")


@blueprint.get("/openapi.json")
def document() -> flask.Response:
    """OpenAPI 3.0, as JSON."""
    return flask.Response(_document(), content_type="application/json")


@functools.cache
def _document() -> bytes:
    return msgspec.json.encode(load_document(_PATH))
