"""The one server that tools may call: its control API, and its operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from mcp.server.mcpserver.exceptions import ToolError

_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Api:
    """Calls of one server, and of no other: what a tool is given goes into paths as it was quoted, never into a host.

    Attributes:
        base_url: `http://HOST:PORT`.
        admin_pat: token of a user with the role IAM_OWNER.
        admin_token: what the control API asks for; empty where it asks for nothing.
    """

    base_url: str
    admin_pat: str
    admin_token: str = ""

    async def control(
        self, method: str, path: str, *, query: Mapping[str, str] | None = None, body: Any = None
    ) -> httpx.Response:
        """A call of the control API that succeeds.

        Raises: ToolError, with what the server says is wrong and what mends it.
        """
        headers = {"authorization": f"Bearer {self.admin_token}"} if self.admin_token else {}
        answer = await self.send(method, f"/__admin{path}", headers, query=query, body=body)
        if answer.is_error:
            raise ToolError(_problem(answer))
        return answer

    async def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        query: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> httpx.Response:
        """A call, whatever is answered.

        Raises: ToolError where nothing is.
        """
        try:
            async with httpx.AsyncClient(base_url=self.base_url, timeout=_TIMEOUT_S, trust_env=False) as client:
                return await client.request(method, path, headers={**headers}, params={**(query or {})}, json=body)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise ToolError(f"{self.base_url} gave no answer: {type(error).__name__}: {error}") from error


def _problem(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
        parts = [str(problem[name]) for name in ("detail", "fix") if problem.get(name)]
    except (ValueError, AttributeError, TypeError):
        parts = []
    return "; ".join(parts) or f"the control API answered {answer.status_code}: {answer.text[:500]}"
