"""Many clients that write at once: every write is one event, in one order, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx

from contracts.target import Target
from tests.conftest import REQUEST_TIMEOUT_S
from tests.server import Api

CONNECTIONS = 64
WRITES = 5
"""By each client."""
NEW_ORGANISATION_SEQUENCE = 5
TRIGGERS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Write:
    """A list that was set, and the sequence that its answer gave."""

    sequence: int
    trigger: str
    actions: tuple[str, ...]


@asynccontextmanager
async def clients(server: Target, organisation: str) -> AsyncIterator[list[httpx.AsyncClient]]:
    """As many clients as connections, each with one of its own."""
    headers = {"authorization": f"Bearer {server.admin_pat}", "x-zitadel-orgid": organisation}
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                httpx.AsyncClient(base_url=server.base_url, headers=headers, timeout=REQUEST_TIMEOUT_S, trust_env=False)
            )
            for _ in range(CONNECTIONS)
        ]


async def set_own_action(client: httpx.AsyncClient, number: int, action: str, shared: str) -> list[Write]:
    """Set lists that no other client sets, one after the other, at one trigger."""
    writes = []
    trigger = TRIGGERS[number % len(TRIGGERS)]
    for turn in range(WRITES):
        actions = (action, shared) if turn % 2 else (action,)
        response = await client.post(f"/management/v1/flows/1/trigger/{trigger}", json={"actionIds": actions})
        # Between two writes of one client others may have written, so its own last list never equals the next.
        assert response.status_code == 200, response.text
        writes.append(Write(int(response.json()["details"]["sequence"]), trigger, actions))
    return writes


def test_set_trigger_actions_at_once(server: Target, api: Api) -> None:
    """Sequences have neither gap nor repeat, and each trigger has the list with the highest sequence."""
    shared, *own = [api.new_action() for _ in range(CONNECTIONS + 1)]

    async def run() -> list[Write]:
        async with clients(server, api.organisation) as all_clients:
            jobs = (set_own_action(client, n, own[n], shared) for n, client in enumerate(all_clients))
            return [write for writes in await asyncio.gather(*jobs) for write in writes]

    writes = sorted(asyncio.run(run()), key=lambda write: write.sequence)

    first = NEW_ORGANISATION_SEQUENCE + 1
    assert [write.sequence for write in writes] == list(range(first, first + CONNECTIONS * WRITES))
    newest = {write.trigger: write.actions for write in writes}
    flow = api.done("GET", "/management/v1/flows/1")["flow"]
    found = {row["triggerType"]["id"]: tuple(a["id"] for a in row["actions"]) for row in flow["triggerActions"]}
    assert found == newest
    assert flow["details"]["sequence"] == str(writes[-1].sequence)


def test_create_actions_at_once(server: Target, api: Api) -> None:
    """Of all clients that ask for a name exactly one gets it; every action that was promised is there."""
    names = [f"action-{number}" for number in range(2 * WRITES)]

    async def create(client: httpx.AsyncClient) -> list[httpx.Response]:
        return [await client.post("/management/v1/actions", json={"name": name, "script": "x"}) for name in names]

    async def run() -> list[httpx.Response]:
        async with clients(server, api.organisation) as all_clients:
            done = await asyncio.gather(*map(create, all_clients))
        return [response for responses in done for response in responses]

    responses = asyncio.run(run())

    created = [response.json()["id"] for response in responses if response.status_code == 200]
    refused = [response for response in responses if response.status_code == 409]
    assert len(created) + len(refused) == CONNECTIONS * len(names)
    assert sorted(action["name"] for action in api.actions()) == sorted(names)
    assert sorted(action["id"] for action in api.actions()) == sorted(created)
