"""Requests that provoke errors, and what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from tests.server import Api

Provoke = Callable[[Api], httpx.Response]
"""Provokes the error in a fresh organisation; returns the answer that carries it."""

ACTIONS = "/management/v1/actions"
FLOWS = "/management/v1/flows"
MY_ORG = "/management/v1/orgs/me"
MEMBERS = f"{MY_ORG}/members"
PROJECTS = "/management/v1/projects"
USERS = "/management/v1/users"
NOBODY = "1"
"""An id that nothing has."""
TOO_MANY = {"pagination": {"limit": 1001}}
"""A page of more rows than there are in one at most."""


def get(path: str) -> Provoke:
    """One GET, with nothing done before."""
    return lambda api: api.call("GET", path)


def post(path: str, body: Any = None) -> Provoke:
    """One POST, with nothing done before."""
    return lambda api: api.call("POST", path, json=body)


def put(path: str, body: Any = None) -> Provoke:
    """One PUT, with nothing done before."""
    return lambda api: api.call("PUT", path, json=body)


def delete(path: str) -> Provoke:
    """One DELETE, with nothing done before."""
    return lambda api: api.call("DELETE", path)


def twice(method: str, path: str, body: Callable[[], Any] = lambda: None) -> Provoke:
    """The same request two times, of which the first succeeds."""

    def provoke(api: Api) -> httpx.Response:
        same = body()
        api.done(method, path, same)
        return api.call(method, path, json=same)

    return provoke


def removed(provoke: Provoke) -> Provoke:
    """The same in an organisation that was removed, which members of the instance still reach."""

    def provoke_there(api: Api) -> httpx.Response:
        gone = api.new_organisation()
        gone.done("DELETE", MY_ORG)
        return provoke(gone)

    return provoke_there
