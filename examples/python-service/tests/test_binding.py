"""Binding actions to triggers, as it goes well and as it does not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import httpx
import pytest
from trigger_service.__main__ import main
from trigger_service.binding import UnknownAction, bind
from trigger_service.zitadel import Zitadel, ZitadelError

from mockserver.testing import ZitadelMock


def test_binds_in_order(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """The trigger gets the actions in the order of the file."""
    greet = zitadel.create_action("greet", "function greet(ctx, api) {}")
    audit = zitadel.create_action("audit", "function audit(ctx, api) {}")
    assert bind(zitadel, {"1": {"1": ["audit", "greet"]}}) == 1
    zitadel_mock.assert_called("SetTriggerActions", times=1, body={"actionIds": [audit, greet]}, status=200)


def test_no_changes_is_no_error(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """Binding what is bound already changes nothing, and is no failure."""
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    bindings = {"1": {"1": ["greet"]}}
    assert bind(zitadel, bindings) == 1
    assert bind(zitadel, bindings) == 0
    assert [call.error_id for call in zitadel_mock.requests("SetTriggerActions")] == ["", "COMMAND-Nfh52"]


def test_an_unknown_action_stops_all(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """Nothing is set where one name is wrong."""
    with pytest.raises(UnknownAction, match="greet"):
        bind(zitadel, {"1": {"1": ["greet"]}})
    zitadel_mock.assert_called("SetTriggerActions", times=0)


def test_an_action_that_vanishes_meanwhile(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """ZITADEL's refusal reaches the caller with its ID."""
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    zitadel_mock.fail_next("SetTriggerActions", error="COMMAND-dg422")
    with pytest.raises(ZitadelError) as refused:
        bind(zitadel, {"1": {"1": ["greet"]}})
    assert refused.value.id == "COMMAND-dg422"
    zitadel_mock.assert_called("SetTriggerActions", times=1)


def test_tries_again_while_the_server_is_away(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """Two failures in a row are survived."""
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    zitadel_mock.fail_next("SetTriggerActions", code="UNAVAILABLE", times=2)
    assert bind(zitadel, {"1": {"1": ["greet"]}}) == 1
    zitadel_mock.assert_called("SetTriggerActions", times=3)


def test_a_lost_answer_is_asked_for_again(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """The first call was carried out but its answer lost, so the second finds nothing to change."""
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    zitadel_mock.fail_next("SetTriggerActions", broken="reset")
    assert bind(zitadel, {"1": {"1": ["greet"]}}) == 0


def test_gives_up_in_the_end(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """A server that stays away is told of."""
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    zitadel_mock.fail_next("SetTriggerActions", broken="empty", times=None)
    with pytest.raises(httpx.TransportError):
        bind(zitadel, {"1": {"1": ["greet"]}})


def test_a_viewer_may_not(zitadel_mock: ZitadelMock, zitadel: Zitadel) -> None:
    """Reading is allowed to a viewer, setting is not."""
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    viewer = Zitadel(zitadel_mock.url, zitadel_mock.token(roles=["ORG_OWNER_VIEWER"]))
    with pytest.raises(ZitadelError) as refused:
        bind(viewer, {"1": {"1": ["greet"]}})
    viewer.close()
    assert refused.value.id == "AUTH-5mWD2"


@pytest.mark.parametrize("run", [1, 2])
def test_each_test_has_its_own_instance(zitadel_mock: ZitadelMock, zitadel: Zitadel, run: int) -> None:
    """A name is free again in each test: no test sees another's actions."""
    assert zitadel.action_ids() == {}, run
    zitadel.create_action("greet", "function greet(ctx, api) {}")
    zitadel_mock.assert_called("CreateAction", times=1)


def test_the_command(
    zitadel_mock: ZitadelMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command binds what its file says, in an organisation that a seed brought."""
    owner = {
        "organisation": "Acme",
        "user_name": "bot",
        "name": "Bot",
        "roles": {"Acme": ["ORG_OWNER"]},
        "tokens": [{"token": "bots-token"}],
    }
    action = {"name": "greet", "script": "function greet(ctx, api) {}", "id": "7"}
    zitadel_mock.seed({"organisations": [{"name": "Acme", "actions": [action]}], "users": [owner]})
    file = tmp_path / "bindings.json"
    file.write_text(json.dumps({"2": {"4": ["greet"]}}), "utf-8")
    monkeypatch.setattr(sys, "argv", ["trigger-service", str(file)])
    monkeypatch.setenv("ZITADEL_URL", zitadel_mock.url)
    monkeypatch.setenv("ZITADEL_TOKEN", "bots-token")
    main()
    assert capsys.readouterr().out == "1 triggers changed\n"
    (call,) = zitadel_mock.assert_called("SetTriggerActions", times=1, body={"actionIds": ["7"]}, status=200)
    assert call.organisation == zitadel_mock.organisation_id("Acme")
