"""What a test says about changes."""

from __future__ import annotations

import httpx
import pytest

from mockserver.testing import ZitadelMock
from tests.testing.calling import client_of, create_action


def test_unchanged(zitadel_mock: ZitadelMock) -> None:
    """Reads, refused writes and what the test itself does are no changes."""
    create_action(zitadel_mock)
    with zitadel_mock.unchanged(), client_of(zitadel_mock) as http:
        zitadel_mock.token()
        http.post("/actions/_search", json={})
        assert http.post("/actions", json={"name": "greet", "script": "x"}).status_code == 409


def test_changes_are_told_of(zitadel_mock: ZitadelMock) -> None:
    """What was not to change fails with the calls that changed it."""

    def run() -> None:
        with zitadel_mock.unchanged():
            create_action(zitadel_mock, "late")

    create_action(zitadel_mock)
    with pytest.raises(AssertionError, match=r'#2 CreateAction .*"late"'):
        run()


def test_changes_by_program_and_caller(zitadel_mock: ZitadelMock) -> None:
    """They are told apart by operation, program and caller, and by what came after a request."""
    create_action(zitadel_mock)
    first = zitadel_mock.last_request
    headers = {**zitadel_mock.headers, "user-agent": "Terraform/1.9"}
    httpx.post(f"{zitadel_mock.url}/management/v1/projects", headers=headers, json={"name": "shop"})

    assert [request.operation for request in zitadel_mock.changes()] == ["CreateAction", "AddProject"]
    assert [request.operation for request in zitadel_mock.changes(after=first)] == ["AddProject"]
    assert [request.operation for request in zitadel_mock.changes(user_agent="terraform")] == ["AddProject"]
    assert len(zitadel_mock.changes(client="zitadel-admin-sa")) == 2
    assert zitadel_mock.changes("CreateAction", client="somebody") == []
    with pytest.raises(ValueError, match="AddProject"):
        zitadel_mock.changes("AddProjects")
