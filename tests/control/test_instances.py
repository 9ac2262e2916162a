"""Instances let go of by the control API."""

from __future__ import annotations

import httpx
import pytest

from tests.control.instances import REQUEST_TIMEOUT_S, fresh_instance
from tests.control.mock import Mock


def test_removing_one(mock: Mock) -> None:
    """All that it held is gone; the host's next request finds a fresh one, and a second removal nothing."""
    organisation = mock.http.get("/management/v1/orgs/me").json()["org"]["id"]

    assert mock.plain.delete(f"/__admin/instances/{mock.host}").status_code == 204
    again = mock.plain.delete(f"/__admin/instances/{mock.host}")
    assert (again.status_code, again.json()["field"]) == (404, "name")
    assert mock.http.get("/management/v1/orgs/me").json()["org"]["id"] != organisation


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1:8080"])
def test_the_first_one_stays(mock: Mock, name: str) -> None:
    """The refusal says what can be done instead."""
    refused = mock.plain.delete(f"/__admin/instances/{name}")

    assert refused.status_code == 409
    assert "POST /__admin/reset" in refused.json()["fix"]


def test_followers_are_told(mock: Mock) -> None:
    """The stream of a journal ends with its instance."""
    with mock.plain.stream("GET", "/__admin/requests/stream", params={"host": mock.host}) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith(":")
        with httpx.Client(base_url=mock.target.base_url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as other:
            assert other.delete(f"/__admin/instances/{mock.host}").status_code == 204
        assert [line for line in lines if line] == []


def test_a_name_that_is_none(mock: Mock) -> None:
    """As an instance to ask for it is refused, naming the parameter."""
    refused = mock.plain.get("/__admin/requests", params={"host": "x" * 20_000})

    assert (refused.status_code, refused.json()["field"]) == (400, "host")


@pytest.mark.parametrize("origin", ["http://[", "http://]", "http://x:y:z"])
def test_origins_that_are_none(mock: Mock, origin: str) -> None:
    """They are other origins."""
    assert mock.plain.get("/__admin/health", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("status", ["\u00b2xx", "4\u00b2\u00b2", "\u0664xx"])
def test_digits_of_other_scripts(mock: Mock, status: str) -> None:
    """They make no status."""
    assert mock.refused("GET", "/requests", params={"status": status})["field"] == "status"


def test_any_number_of_tests(mock: Mock) -> None:
    """One after another, each with a host of its own, they find a fresh instance."""
    for _ in range(20):
        with fresh_instance(mock.target) as one:
            assert one.http.get("/management/v1/orgs/me").status_code == 200
