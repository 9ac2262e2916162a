"""The step of the pipeline at which a request ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.control.mock import Mock

ACTIONS = "/management/v1/actions"
NOBODY = "1"


def _without_roles(mock: Mock) -> None:
    token = mock.done("POST", "/tokens", json={"roles": []})["token"]
    _call(mock, {"authorization": f"Bearer {token}"})


def _call(mock: Mock, headers: Mapping[str, str] | None = None, body: Any = None, path: str = ACTIONS) -> None:
    mock.http.post(path, headers=dict(headers or {}), json=body)


CASES: Mapping[str, tuple[str, Callable[[Mock], object]]] = {
    "unknown path": ("route", lambda mock: _call(mock, path="/management/v1/nothing")),
    "unreadable body": ("body", lambda mock: mock.http.post(ACTIONS, content=b"{")),
    "no token": ("authentication", lambda mock: _call(mock, {"authorization": ""})),
    "other scheme": ("authentication", lambda mock: _call(mock, {"authorization": "Basic x"})),
    "unknown token": ("authentication", lambda mock: _call(mock, {"authorization": "Bearer x"})),
    "unknown organisation": ("organisation", lambda mock: _call(mock, {"x-zitadel-orgid": NOBODY})),
    "no membership": ("permission", _without_roles),
    "broken rule": ("field rules", lambda mock: _call(mock, body={"name": ""})),
    "refused": ("operation", lambda mock: mock.api.call("GET", f"{ACTIONS}/{NOBODY}")),
    "injected": ("injected", lambda mock: _call(mock, {"prefer": "code=409"})),
    "bad preference": ("body", lambda mock: _call(mock, {"prefer": "code=1"})),
    "done": ("done", lambda mock: mock.api.new_action()),
    "not of a service": ("done", lambda mock: mock.api.call("GET", "/.well-known/openid-configuration")),
}


@pytest.mark.parametrize("case", CASES)
def test_the_step_is_told(mock: Mock, case: str) -> None:
    """Each refusal is put down to the step that refused."""
    step, provoke = CASES[case]

    provoke(mock)

    assert mock.requests()[0]["step"] == step
