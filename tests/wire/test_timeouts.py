"""How long a caller waits, over JSON (recordings/edges-headers-1.jsonl)."""

from __future__ import annotations

import pytest

from tests.server import Api

ACTIONS = "/management/v1/actions"
EXCEEDED = {"code": 4, "message": "context deadline exceeded"}
NEW = {"name": "late", "script": "function f() {}"}


def create(api: Api, timeout: str, **headers: str) -> tuple[int, object]:
    """Create an action within a time."""
    sent = headers | {"grpc-timeout": timeout, "x-zitadel-orgid": api.organisation}
    response = api.http.post(ACTIONS, json=NEW, headers=sent)
    return response.status_code, response.json()


def names_of(api: Api) -> list[str]:
    """The names of all actions."""
    return [action["name"] for action in api.done("POST", f"{ACTIONS}/_search", {}).get("result", [])]


@pytest.mark.parametrize("timeout", ["1n", "-1S", "+1n"])
def test_no_time_left(api: Api, timeout: str) -> None:
    """What comes too late is a 504, and nothing is done."""
    assert create(api, timeout) == (504, EXCEEDED)
    assert names_of(api) == []


@pytest.mark.parametrize("timeout", ["1S", "1H", "99999999S", "0n", ""])
def test_time_enough(api: Api, timeout: str) -> None:
    """What comes in time is answered; none and 0 are no limit."""
    assert create(api, timeout)[0] == 200


@pytest.mark.parametrize("timeout", ["x", "1", "S", "1.5S", "1 S", "1s", "1_0S"])
def test_nonsense(api: Api, timeout: str) -> None:
    """A timeout that cannot be read is told before anything else is judged."""
    assert create(api, timeout, authorization="") == (400, {"code": 3, "message": f"invalid grpc-timeout: {timeout}"})


def test_an_unreadable_body_is_told_first(api: Api) -> None:
    """The time is looked at when the service is called."""
    response = api.http.post(ACTIONS, content="{", headers={"grpc-timeout": "1n"})

    assert response.status_code == 400


def test_a_delay_is_cut_off(api: Api) -> None:
    """An answer that is held back for longer than the caller waits is a 504, and nothing is done."""
    assert create(api, "20m", **{"x-mock-delay": "5000"}) == (504, EXCEEDED)
    assert names_of(api) == []
