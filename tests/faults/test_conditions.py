"""Rules that strike some requests only: by what they say, by how many there are, and for a time."""

from __future__ import annotations

from random import SystemRandom
from typing import Any

import httpx
import pytest

from mockserver.store.faults import Fault, Faults, Rate
from mockserver.testing import ZitadelMock
from tests.control.mock import Mock
from tests.protocols.grpc_client import connected

PROJECTS = "/management/v1/projects"
UNAVAILABLE = {"code": "UNAVAILABLE"}


def _post(mock: ZitadelMock, body: Any, **headers: str) -> httpx.Response:
    return httpx.post(f"{mock.url}{PROJECTS}", headers={**mock.headers, **headers}, json=body)


def test_headers(zitadel_mock: ZitadelMock) -> None:
    """All that are named must fit their patterns, whatever the case."""
    zitadel_mock.fault(headers={"User-Agent": "terraform*", "x-run": "2"}, error=UNAVAILABLE)
    agent = {"user-agent": "Terraform/1.9"}
    assert _post(zitadel_mock, {"name": "a"}, **agent).status_code == 200
    assert _post(zitadel_mock, {"name": "b"}, **{"user-agent": "curl/8", "x-run": "2"}).status_code == 200
    assert _post(zitadel_mock, {"name": "c"}, **agent, **{"x-run": "2"}).status_code == 503


def test_body(zitadel_mock: ZitadelMock) -> None:
    """The named fields must be there; over gRPC as over JSON, and what cannot be read has none."""
    zitadel_mock.fault(body={"name": "shop"}, error=UNAVAILABLE)
    assert _post(zitadel_mock, {"name": "other", "projectRoleAssertion": True}).status_code == 200
    assert _post(zitadel_mock, {"name": "shop", "projectRoleAssertion": True}).status_code == 503
    answer = httpx.post(f"{zitadel_mock.url}{PROJECTS}", headers=zitadel_mock.headers, content=b"\xff")
    assert answer.status_code == 400
    connect = f"{zitadel_mock.url}/zitadel.project.v2.ProjectService/CreateProject"
    assert httpx.post(connect, headers=zitadel_mock.headers, json={"name": "shop"}).status_code == 503


def test_body_over_grpc(mock: Mock) -> None:
    """The message is read as the JSON that it stands for."""
    mock.fault(body={"name": "shop"}, error=UNAVAILABLE)
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), ("x-zitadel-instance-host", mock.host)]
    with connected(mock.target) as client:
        assert client.call("AddProject", {"name": "other"}, metadata).code == "OK"
        assert client.call("AddProject", {"name": "shop"}, metadata).code == "UNAVAILABLE"


def test_rate_and_retry_after(zitadel_mock: ZitadelMock) -> None:
    """What is beyond it is struck, and told when to come again."""
    zitadel_mock.fault(rate={"allow": 2, "per": "1h"}, error={"code": "RESOURCE_EXHAUSTED"}, retryAfter=7)
    answers = [_post(zitadel_mock, {"name": name}) for name in ("a", "b", "c")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers.get("retry-after") for answer in answers] == [None, None, "7"]


def test_a_rate_looks_back_over_its_span() -> None:
    """Requests that passed longer ago than that count no more."""
    now = 0.0
    faults = Faults(SystemRandom(), lambda: now)
    faults.put(Fault("limit", rate=Rate(2, 10.0), bytes_per_s=1))
    found = []
    for moment in (0.0, 1.0, 2.0, 9.9, 10.0, 10.5, 11.0):
        now = moment
        found.append(faults.strike("X", "json", str) is not None)
    assert found == [False, False, True, True, False, True, False]


def test_a_rule_ends() -> None:
    """It strikes until its time is over, is gone then, and lives on where it is changed."""
    now = 0.0
    faults = Faults(SystemRandom(), lambda: now)
    faults.put(Fault("short", lasts_s=5.0, bytes_per_s=1))
    now = 4.0
    assert faults.left_s("short") == 1.0
    faults.change(Fault("short", lasts_s=5.0, bytes_per_s=2))
    now = 8.0
    assert faults.strike("X", "json", str) is not None
    now = 9.0
    assert faults.strike("X", "json", str) is None
    assert len(faults) == 0


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"retryAfter": 1, "broken": "reset"}, "retryAfter"),
        ({"success": "nothing"}, "success"),
        ({"success": "empty-list", "error": UNAVAILABLE}, "success"),
        ({"bytesPerSecond": 0}, "bytesPerSecond"),
        ({"rate": {"allow": -1, "per": "1s"}, "error": UNAVAILABLE}, "rate"),
        ({"rate": {"allow": 1, "per": "soon"}, "error": UNAVAILABLE}, "rate"),
        ({"lasts": "0s", "error": UNAVAILABLE}, "lasts"),
        ({"headers": {"a b": "c"}, "error": UNAVAILABLE}, "headers"),
        ({"operation": "oauth.tokens", "error": UNAVAILABLE}, "operation"),
    ],
)
def test_rules_that_are_wrong(mock: Mock, rule: dict[str, Any], field: str) -> None:
    """The field that is wrong is named."""
    assert mock.refused("POST", "/faults", json=rule)["field"] == field


def test_what_is_kept_is_shown(mock: Mock) -> None:
    """A rule is shown as it was given, spans in milliseconds, and can be sent again."""
    rule = {
        "name": "all",
        "operation": "oauth.token",
        "lasts": "60000ms",
        "headers": {"user-agent": "a*"},
        "body": {"grant_type": "refresh_token"},
        "rate": {"allow": 1, "per": "1000ms"},
        "success": "future-field",
        "bytesPerSecond": 100,
    }
    kept = mock.fault(**rule)
    assert {name: value for name, value in kept.items() if name not in {"enabled", "struck"}} == rule
    again = {name: value for name, value in kept.items() if name != "struck"}
    assert mock.fault(**again) == kept
    with pytest.raises(AssertionError, match="does nothing"):
        mock.fault(name="none")
