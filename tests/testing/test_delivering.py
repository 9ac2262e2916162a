"""What tests see of executions."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from mockserver.testing import ZitadelMock

_ADDED: dict[str, Any] = {"event": {"event": "project.added"}}
_CREATES: dict[str, Any] = {"request": {"method": "/zitadel.management.v1.ManagementService/AddProject"}}


def _execute(mock: ZitadelMock, condition: dict[str, Any], url: str) -> None:
    with httpx.Client(base_url=mock.url, headers=mock.headers, trust_env=False) as client:
        body = {"name": "hook", "restCall": {"interruptOnError": True}, "endpoint": url, "timeout": "5s"}
        target = client.post("/v2/actions/targets", json=body).raise_for_status().json()["id"]
        client.put("/v2/actions/executions", json={"condition": condition, "targets": [target]}).raise_for_status()


def _add_project(mock: ZitadelMock) -> httpx.Response:
    return httpx.post(f"{mock.url}/management/v1/projects", headers=mock.headers, json={"name": "p"}, trust_env=False)


def test_a_hook_of_the_mock() -> None:
    """A target can point at the mock itself, which answers as it is told and keeps what came."""
    with ZitadelMock() as mock:
        _execute(mock, _CREATES, mock.hook("creates", {"name": "renamed"}))
        assert _add_project(mock).status_code == 200

        (call,) = mock.hook_calls("creates")
        assert call.body["request"] == {"name": "p"}
        assert call.headers["zitadel-signature"].startswith("t=")
        (delivery,) = mock.deliveries("request/", "hook")
        assert (delivery.status, delivery.answer, delivery.outcome) == (200, {"name": "renamed"}, "delivered")
        assert (delivery.changed, delivery.error) == (("name",), "")
        assert mock.deliveries("function/") == mock.deliveries(outcome="ignored") == []
        mock.hook("creates", {"forwardedStatusCode": 403, "forwardedErrorMessage": "No"})
        assert _add_project(mock).json()["message"] == "No (EXEC-reUaUZCzCp)"


def test_waiting_for_events() -> None:
    """Events come a moment later; where they do not come, it is told what came."""
    with ZitadelMock() as mock:
        _execute(mock, _ADDED, mock.hook("events"))
        _add_project(mock)

        (delivery,) = mock.wait_for_deliveries(1, "event/project")
        assert delivery.body["event_payload"] == {"name": "p"}
        with pytest.raises(AssertionError, match="expected 2 deliveries of anything to any target, got 1") as caught:
            mock.wait_for_deliveries(2, timeout_s=0.05)
        assert "event/project.added to hook: delivered" in str(caught.value)


def test_what_there_is_not() -> None:
    """Names of hooks and outcomes that are none are refused."""
    with ZitadelMock() as mock:
        with pytest.raises(ValueError, match="is no name of a hook"):
            mock.hook("a/b")
        with pytest.raises(ValueError, match="outcome"):
            mock.deliveries(outcome="lost")
        for count in range(100):
            mock.hook(f"h{count}")
        with pytest.raises(ValueError, match="too many hooks"):
            mock.hook("one-more")
        assert mock.hook_calls("unknown") == []
