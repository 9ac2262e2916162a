"""Small documents for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mockserver.app import App, create_app
from mockserver.settings import OwnSpec, Settings

TOKEN = "secret"


def document(paths: dict[str, Any], version: str = "3.0.3", **more: Any) -> dict[str, Any]:
    """A document with these paths."""
    return {"openapi": version, "info": {"title": "t", "version": "1"}, "paths": paths, **more}


def answering(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An operation that answers a value of a schema."""
    content = {"application/json": {"schema": schema}}
    return {"responses": {"200": {"description": "d", "content": content}}, **more}


def reading(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An operation that reads a body of a schema, and answers it with 201."""
    content = {"application/json": {"schema": schema}}
    answers = {"201": {"description": "d", "content": content}}
    return {"requestBody": {"required": True, "content": content}, "responses": answers, **more}


def written(folder: Path, content: object, name: str = "backend.json") -> Path:
    """A file with a document, or with any text."""
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


def app_of(folder: Path, content: object, prefix: str = "/api") -> App:
    """The wired server with such a document below a prefix."""
    spec = OwnSpec(written(folder, content), prefix)
    return create_app(Settings(admin_pat=TOKEN, specs=(spec,)))
