"""HAR files with known traffic."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TRIGGER = "/management/v1/flows/{}/trigger/{}"


def entry(method: str, path: str, status: int, answer: Any, body: Any = None, **headers: str) -> dict[str, Any]:
    """One exchange, with no more than a reader needs."""
    request: dict[str, Any] = {
        "method": method,
        "url": f"http://127.0.0.1:8080{path}",
        "headers": [{"name": name.replace("_", "-"), "value": value} for name, value in headers.items()],
    }
    if body is not None:
        request["postData"] = {"mimeType": "application/json", "text": json.dumps(body)}
    content = {"mimeType": "application/json", "text": json.dumps(answer)}
    response = {
        "status": status,
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": content,
    }
    return {"startedDateTime": "2026-01-01T00:00:00.000Z", "time": 1, "request": request, "response": response}


def refusal(code: int, error_id: str) -> dict[str, Any]:
    """The body of a refusal."""
    return {"code": code, "message": "No", "details": [{"@type": "", "id": error_id, "message": "No"}]}


def har(path: Path, *entries: dict[str, Any]) -> Path:
    """Write a HAR file."""
    path.write_text(json.dumps({"log": {"version": "1.2", "creator": {}, "entries": entries}}), "utf-8")
    return path
