"""One call of an operation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from mcp.server.mcpserver.exceptions import ToolError

from mockserver.agents.api import Api
from mockserver.agents.catalogue import Entry

_FIELD = re.compile(r"\{([^}]+)\}")
_DOTS = frozenset({"", ".", ".."})
"""As a segment of a path they mean another path."""


async def called(
    api: Api,
    entry: Entry,
    parameters: Mapping[str, Any],
    body: Mapping[str, Any] | None,
    *,
    token: str,
    headers: Mapping[str, str],
) -> dict[str, Any]:
    """Status, headers that matter and JSON of the answer, whatever it is.

    Raises: ToolError where a part of the path is missing, or nobody answers.
    """
    fields = _FIELD.findall(entry.path)
    path = entry.path
    for field in fields:
        value = str(parameters.get(field, ""))
        if value in _DOTS:
            raise ToolError(f"{entry.id} needs the parameter {field}, as in {entry.path}")
        path = path.replace(f"{{{field}}}", quote(value, safe=""))
    query = {name: _text(value) for name, value in parameters.items() if name not in fields}
    sent = body if body is not None or entry.method in {"GET", "DELETE", "HEAD"} else {}
    authorization = {"authorization": f"Bearer {token or api.admin_pat}"}
    answer = await api.send(entry.method, path, {**authorization, **headers}, query=query, body=sent)
    try:
        told: Any = answer.json()
    except ValueError:
        told = answer.text
    return {"status": answer.status_code, "answer": told, "injected": answer.headers.get("x-mock-injected", "")}


def _text(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
