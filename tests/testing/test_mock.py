"""What a test does with a mock."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from contracts.target import Target
from mockserver.seeds import SeedError
from mockserver.testing import ZitadelMock
from tests.protocols.grpc_client import connected
from tests.testing.calling import client_of, create_action, error_id, set_actions

ACME = {"organisations": [{"name": "Acme", "actions": [{"name": "greet", "script": "x", "id": "7"}]}]}


def test_tokens(zitadel_mock: ZitadelMock) -> None:
    """Roles and organisations are as asked for, by name or id, and tokens that are no good are refused."""
    zitadel_mock.seed(ACME)
    acme = zitadel_mock.organisation_id("acme")
    for org in ("Acme", acme):
        assert error_id(set_actions(zitadel_mock, token=zitadel_mock.token(org=org))) == "COMMAND-Nfh52"
    viewer = zitadel_mock.token(roles=["ORG_OWNER_VIEWER"], org="Acme")
    assert error_id(set_actions(zitadel_mock, token=viewer)) == "AUTH-5mWD2"
    for kind in ("expired", "revoked", "foreign"):
        assert set_actions(zitadel_mock, token=zitadel_mock.token(kind=kind)).status_code == 401
    assert [call.organisation for call in zitadel_mock.requests("SetTriggerActions")][:3] == [acme] * 3


def test_seeds(zitadel_mock: ZitadelMock, tmp_path: Path) -> None:
    """A dictionary, a path, a text of one and an export all do; a wrong one changes nothing."""
    file = tmp_path / "state.yaml"
    file.write_text("organisations: [{name: Acme, actions: [{name: greet, script: x, id: '7'}]}]\n", "utf-8")
    zitadel_mock.seed(ACME)
    exported = zitadel_mock.state()
    for seed in (ACME, file, str(file), exported):
        zitadel_mock.seed(seed)
        assert set_actions(zitadel_mock, "7", token=zitadel_mock.token(org="Acme")).status_code == 200
    before = zitadel_mock.state()
    with pytest.raises(SeedError, match="name"):
        zitadel_mock.seed({"organisations": [{}]})
    assert zitadel_mock.state() == before


def test_reset_goes_back_to_the_seed() -> None:
    """State, faults and requests are as at the start, more than once."""
    with ZitadelMock(seed=ACME) as mock:
        for _ in range(2):
            create_action(mock)
            mock.fail_next(code="UNAVAILABLE", times=None)
            mock.reset()
            assert mock.requests() == []
            assert set_actions(mock, "7", token=mock.token(org="Acme")).status_code == 200


def test_errors_are_used_up_in_order(zitadel_mock: ZitadelMock) -> None:
    """One by ID, two by code, then the truth; other operations are left alone."""
    zitadel_mock.fail_next("SetTriggerActions", error="COMMAND-dg422")
    zitadel_mock.fail_next("SetTriggerActions", code="UNAVAILABLE", message="away", times=2)
    action = create_action(zitadel_mock)
    answers = [set_actions(zitadel_mock, action) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [400, 503, 503, 200]
    assert error_id(answers[0]) == "COMMAND-dg422"
    assert answers[1].json()["message"] == "away"
    assert [bool(call.injected) for call in zitadel_mock.requests("SetTriggerActions")] == [True, True, True, False]


@pytest.mark.parametrize("broken", ["reset", "empty", "half"])
def test_broken_connections(zitadel_mock: ZitadelMock, broken: str) -> None:
    """The client sees a failed transport though the call was carried out; the next one goes through."""
    action = create_action(zitadel_mock)
    zitadel_mock.fail_next("SetTriggerActions", broken=broken)
    with pytest.raises(httpx.TransportError):
        set_actions(zitadel_mock, action)
    assert error_id(set_actions(zitadel_mock, action)) == "COMMAND-Nfh52"


def test_faults_can_be_taken_back(zitadel_mock: ZitadelMock) -> None:
    """Endless errors end when they are cleared."""
    action = create_action(zitadel_mock)
    zitadel_mock.fail_next(code="INTERNAL", times=None)
    assert set_actions(zitadel_mock, action).status_code == 500
    zitadel_mock.clear_faults()
    assert set_actions(zitadel_mock, action).status_code == 200


def test_a_delay_outlasts_a_timeout(zitadel_mock: ZitadelMock) -> None:
    """A client that does not wait long enough gives up; of one call only."""
    zitadel_mock.delay(20_000, "ListActions", times=1)
    with client_of(zitadel_mock) as http:
        with pytest.raises(httpx.ReadTimeout):
            http.post("/actions/_search", json={}, timeout=0.1)
        assert http.post("/actions/_search", json={}).status_code == 200


def test_requests(zitadel_mock: ZitadelMock) -> None:
    """Oldest first, with bodies and answers, by operation, status and organisation."""
    action = create_action(zitadel_mock)
    set_actions(zitadel_mock, action)
    set_actions(zitadel_mock, action)
    created, done, refused = zitadel_mock.requests()
    assert (created.operation, done.operation) == ("CreateAction", "SetTriggerActions")
    assert created.answer["id"] == action
    assert done.body == {"actionIds": [action]}
    assert done.headers["authorization"] == f"Bearer {zitadel_mock.admin_pat}"
    assert (refused.error_id, refused.status) == ("COMMAND-Nfh52", 400)
    assert zitadel_mock.requests("SetTriggerActions") == [done, refused]
    assert zitadel_mock.requests(status=400) == zitadel_mock.requests(status="4xx") == [refused]
    assert zitadel_mock.requests(organisation=zitadel_mock.organisation_id()) == [created, done, refused]
    assert zitadel_mock.requests(organisation="1") == []


def test_grpc_is_seen_as_json_is(zitadel_mock: ZitadelMock) -> None:
    """One assertion does for both transports, and faults can be of one of them."""
    action = create_action(zitadel_mock)
    zitadel_mock.fail_next("SetTriggerActions", error="COMMAND-dg422", transport="grpc")
    asked = {"flowType": "1", "triggerType": "1", "actionIds": [action]}
    assert set_actions(zitadel_mock, action).status_code == 200
    with connected(Target(zitadel_mock.url, zitadel_mock.admin_pat)) as grpc:
        assert grpc.call("SetTriggerActions", asked).message == "ActionIDs do not exist (COMMAND-dg422)"
        assert grpc.call("SetTriggerActions", asked).message == "No Changes (COMMAND-Nfh52)"
    calls = zitadel_mock.assert_called("SetTriggerActions", times=3, body={"actionIds": [action]})
    assert [(call.transport, call.status) for call in calls] == [("json", 200), ("grpc", 400), ("grpc", 400)]
