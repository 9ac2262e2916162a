"""Calls of tests to a mock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from mockserver.testing import ZitadelMock

ACTION = {"name": "greet", "script": "function greet(ctx, api) {}"}


@contextmanager
def client_of(mock: ZitadelMock, token: str = "") -> Iterator[httpx.Client]:
    """HTTP calls to the Management API, as the administrator or as the owner of a token."""
    headers = {"authorization": f"Bearer {token}"} if token else mock.headers
    with httpx.Client(base_url=f"{mock.url}/management/v1", headers=headers, trust_env=False, timeout=30) as http:
        yield http


def create_action(mock: ZitadelMock, name: str = "greet") -> str:
    """Id of a new action in the default organisation."""
    with client_of(mock) as http:
        return str(http.post("/actions", json={**ACTION, "name": name}).json()["id"])


def set_actions(mock: ZitadelMock, *action_ids: str, token: str = "") -> httpx.Response:
    """The answer to setting the actions of a trigger."""
    with client_of(mock, token) as http:
        return http.post("/flows/1/trigger/1", json={"actionIds": action_ids})


def error_id(answer: httpx.Response) -> str:
    """The ID of a refusal."""
    document: dict[str, Any] = answer.json()
    return str(document["details"][0]["id"])
