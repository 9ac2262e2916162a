"""The tools of one mock, called by the package's own client."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
from mcp import Client

from mockserver.agents.api import Api
from mockserver.agents.serving import mcp_server
from mockserver.testing import ZitadelMock
from tests.agents.calling import Agent

Result = TypeVar("Result")


@pytest.fixture
def agent(zitadel_mock: ZitadelMock) -> Agent:
    """An agent with the tools of a fresh instance, over the protocol in memory."""
    server = mcp_server(Api(zitadel_mock.url, zitadel_mock.admin_pat))

    def ask(name: str, arguments: dict[str, Any]) -> Any:
        async def asked() -> Any:
            async with Client(server) as client:
                return await client.call_tool(name, arguments)

        return _run(asked())

    return Agent(ask)


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(work)
