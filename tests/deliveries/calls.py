"""What tests of deliveries do to a mock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from mockserver.testing import ZitadelMock

ADD = "/zitadel.org.v2.OrganizationService/AddOrganization"
ADDING: dict[str, Any] = {"request": {"method": ADD}}


@contextmanager
def client_of(mock: ZitadelMock) -> Iterator[httpx.Client]:
    """The administrator's calls."""
    with httpx.Client(base_url=mock.url, headers=mock.headers, timeout=30, trust_env=False) as client:
        yield client


def target(client: httpx.Client, endpoint: str, kind: str = "restCall", *, timeout: str = "5s", **kind_of: Any) -> str:
    """The id of a new target that ends what it is called for."""
    body: dict[str, Any] = {} if kind == "restAsync" else {"interruptOnError": True, **kind_of}
    count = len(client.post("/v2/actions/targets/search", json={}).raise_for_status().json().get("targets", ()))
    fields = {"name": f"target {count}", kind: body, "endpoint": endpoint, "timeout": timeout}
    answer = client.post("/v2/actions/targets", json=fields).raise_for_status()
    return str(answer.json()["id"])


def execute(client: httpx.Client, condition: dict[str, Any], *targets: str) -> None:
    """Set an execution."""
    body = {"condition": condition, "targets": targets}
    client.put("/v2/actions/executions", json=body).raise_for_status()


def add(client: httpx.Client, name: str) -> httpx.Response:
    """Add an organisation by Connect."""
    return client.post(ADD, json={"name": name})


def deliveries(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Those that are kept, newest first."""
    answer = client.get("/__admin/deliveries", params=query).raise_for_status()
    found: list[dict[str, Any]] = answer.json()["deliveries"]
    return found


def hook(client: httpx.Client, name: str, **answer: Any) -> str:
    """A receiver of ours that answers so; its URL."""
    client.put(f"/__admin/hooks/{name}", json=answer).raise_for_status()
    return f"{client.base_url}/__admin/hooks/{name}"


def received(client: httpx.Client, name: str) -> list[Any]:
    """What a receiver got, oldest first."""
    rows = client.get(f"/__admin/hooks/{name}").raise_for_status().json()["received"]
    return [row["json"] for row in reversed(rows)]
