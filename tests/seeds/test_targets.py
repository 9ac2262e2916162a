"""Targets and executions of a state file: shown by the API, called, and no news that targets are told of."""

from __future__ import annotations

import json
from typing import Any

import httpx

from mockserver import seeds
from mockserver.deliveries.signing import is_signature
from mockserver.seeds.building import build
from mockserver.settings import Settings
from mockserver.testing import ZitadelMock

_KEY = "a key of ours"


def _state(endpoint: str) -> dict[str, Any]:
    return {
        "targets": [
            {
                "name": "Claims",
                "endpoint": endpoint,
                "timeout": "1.5s",
                "interrupt_on_error": True,
                "signing_key": _KEY,
            },
            {"name": "ears", "endpoint": endpoint, "type": "async", "id": "ears-id"},
            {"name": "guard", "endpoint": endpoint, "type": "webhook"},
        ],
        "executions": {
            "function/preuserinfo": ["guard", "claims"],
            "event": ["ears-id"],
            "event/user.*": ["EARS"],
            "response/zitadel.user.v2.UserService": ["claims"],
            "request/zitadel.user.v2.UserService/AddHumanUser": ["claims"],
        },
    }


def _searched(mock: ZitadelMock, what: str) -> Any:
    asked = {"pagination": {"asc": True}}
    answer = httpx.post(f"{mock.url}/v2/actions/{what}/search", json=asked, headers=mock.headers)
    return answer.raise_for_status().json()[what]


def test_the_api_shows_them() -> None:
    """Each kind of target with what it was given, and each condition with its targets in order."""
    with ZitadelMock(seed=_state("http://localhost:9/hook")) as mock:
        listed, executions = _searched(mock, "targets"), _searched(mock, "executions")
        assert mock.deliveries() == []
    claims, ears, guard = listed
    assert (claims["name"], claims["restCall"], claims["timeout"]) == ("Claims", {"interruptOnError": True}, "1.500s")
    assert (claims["endpoint"], claims["signingKey"]) == ("http://localhost:9/hook", _KEY)
    assert (ears["id"], ears["restAsync"], ears["timeout"], len(ears["signingKey"])) == ("ears-id", {}, "10s", 36)
    assert guard["restWebhook"] == {}
    assert [(each["condition"], each["targets"]) for each in executions] == [
        ({"function": {"name": "preuserinfo"}}, [guard["id"], claims["id"]]),
        ({"event": {"all": True}}, ["ears-id"]),
        ({"event": {"group": "user"}}, ["ears-id"]),
        ({"response": {"service": "zitadel.user.v2.UserService"}}, [claims["id"]]),
        ({"request": {"method": "/zitadel.user.v2.UserService/AddHumanUser"}}, [claims["id"]]),
    ]


def test_they_are_called() -> None:
    """A call of a condition reaches the target, signed with the key of the file."""
    with ZitadelMock() as mock:
        state = _state(f"{mock.url}/__admin/hooks/seeded")
        state["executions"] = {"request/zitadel.org.v2.OrganizationService": ["claims"]}
        mock.seed(state)
        search = f"{mock.url}/v2/organizations/_search"
        httpx.post(search, json={}, headers=mock.headers).raise_for_status()
        (delivery,) = mock.deliveries()
    assert (delivery.outcome, delivery.target) == ("delivered", "Claims")
    assert is_signature(delivery.signature, json.dumps(delivery.body, separators=(",", ":")).encode(), _KEY)


def test_an_export_gives_the_same() -> None:
    """What a file says under its own names comes back as rows, and those as what they were."""
    instance = build(seeds.loads(json.dumps(_state("/x"))), Settings())
    again = build(seeds.loads(seeds.dumps(seeds.export(instance))), Settings())
    assert list(again.state.targets) == list(instance.state.targets)
    assert list(again.state.executions) == list(instance.state.executions)
    assert len(list(again.state.executions)) == 5
