"""Events: told after they happened, in order, by one worker, and nobody waits for it."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from mockserver.deliveries.outgoing import Outgoing, outgoing_of
from mockserver.testing import ZitadelMock
from tests.deliveries import raw_targets as raw
from tests.deliveries.calls import deliveries, execute, hook, received, target

_PROFILE = {"firstName": "Eva", "lastName": "L", "displayName": "Eva L", "preferredLanguage": "en"}
ALL: dict[str, Any] = {"event": {"all": True}}


def _until(count: int, client: httpx.Client, name: str) -> list[Any]:
    """What a receiver got, once it is so much."""
    end = time.monotonic() + 10
    while client.get(f"/__admin/hooks/{name}").json()["count"] < count:
        assert time.monotonic() < end
        time.sleep(0.01)
    return received(client, name)


def test_every_kind_of_event(client: httpx.Client) -> None:
    """Of rows of all kinds it is told what they are, whose they are, and what changed of them; secrets are not told."""
    execute(client, ALL, target(client, hook(client, "all")))
    human = {"username": "ada", "profile": {"givenName": "Ada", "familyName": "L"}, "email": {"email": "a@b.c"}}
    user = client.post("/v2/users/human", json={**human, "password": {"password": "Secret1!"}}).json()["userId"]
    client.put(f"/management/v1/users/{user}/profile", json=_PROFILE).raise_for_status()
    project = client.post("/management/v1/projects", json={"name": "p"}).json()["id"]
    client.post(f"/management/v1/projects/{project}/roles", json={"roleKey": "r", "displayName": "R"})
    client.post(f"/management/v1/users/{user}/grants", json={"projectId": project, "roleKeys": ["r"]})
    client.post(f"/management/v1/users/{user}/metadata/k", json={"value": "dg=="})
    client.delete(f"/management/v1/users/{user}").raise_for_status()

    told = {each["event_type"]: each for each in _until(9, client, "all")}
    me = {each["userID"] for each in told.values()}
    assert len(me) == 1
    assert told["user.human.added"]["event_payload"].items() >= {"userName": "ada", "firstName": "Ada"}.items()
    assert "Secret1!" not in str(told)
    assert told["user.human.profile.changed"]["event_payload"]["firstName"] == "Eva"
    assert "lastName" not in told["user.human.profile.changed"]["event_payload"]
    assert told["project.added"]["event_payload"] == {"name": "p"}
    assert told["project.role.added"]["event_payload"] == {"key": "r", "displayName": "R"}
    assert told["user.grant.added"]["event_payload"] == {"userId": user, "projectId": project, "roleKeys": ["r"]}
    assert told["user.metadata.set"]["event_payload"] == {"key": "k", "value": "dg=="}
    assert told["user.grant.added"]["aggregateType"] == "usergrant"
    assert told["user.removed"]["aggregateID"] == user
    assert told["user.removed"]["resourceOwner"] == told["project.added"]["resourceOwner"]


def test_the_caller_does_not_wait(client: httpx.Client) -> None:
    """A target of an event that hangs holds nobody up but the events behind it."""
    with raw.target_that(raw.hangs) as url:
        execute(client, ALL, target(client, url, "restWebhook", timeout="0.3s"))
        begun = time.monotonic()
        client.post("/management/v1/projects", json={"name": "p"}).raise_for_status()
        client.post("/management/v1/projects", json={"name": "q"}).raise_for_status()
        assert time.monotonic() - begun < 0.6
        while len(deliveries(client)) < 2:
            time.sleep(0.02)

    assert [each["outcome"] for each in deliveries(client)] == ["interrupted", "interrupted"]


def test_order_is_kept(client: httpx.Client) -> None:
    """None is lost, and each comes after those that happened before it."""
    execute(client, {"event": {"event": "project.added"}}, target(client, hook(client, "order"), "restWebhook"))
    for count in range(60):
        client.post("/management/v1/projects", json={"name": f"p{count}"})

    names = [each["event_payload"]["name"] for each in _until(60, client, "order")]
    assert names == [f"p{count}" for count in range(60)]


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_many_events(client: httpx.Client) -> None:
    """Of ten thousand that are written faster than they are sent none is lost, and the order is kept."""
    execute(client, {"event": {"event": "user.metadata.set"}}, target(client, hook(client, "many"), "restWebhook"))
    user = client.post("/management/v1/users/machine", json={"userName": "m", "name": "M"}).json()["userId"]
    for first in range(0, 10_000, 500):
        entries = [{"key": f"k{first + count}", "value": "dg=="} for count in range(500)]
        client.post(f"/management/v1/users/{user}/metadata/_bulk", json={"metadata": entries}).raise_for_status()
    while client.get("/__admin/hooks").json()["hooks"][0]["count"] < 10_000:
        time.sleep(0.2)

    newest = received(client, "many")
    keys = [each["event_payload"]["key"] for each in newest]
    assert keys == [f"k{count}" for count in range(10_000 - len(keys), 10_000)]
    assert client.get("/__admin/hooks").json()["hooks"][0]["count"] == 10_000


def _outgoing(mock: ZitadelMock) -> Outgoing:
    found = mock._do(outgoing_of)
    assert found is not None
    return found


@pytest.mark.parametrize("bound", ["most", "most_bytes"])
def test_too_many_are_dropped_and_told(
    client: httpx.Client, mock: ZitadelMock, caplog: pytest.LogCaptureFixture, bound: str
) -> None:
    """More than can wait are dropped, by number and by bytes, which the list of deliveries and the log tell."""
    caplog.set_level("WARNING")
    setattr(_outgoing(mock).waiting.room, bound, 1)
    with raw.target_that(raw.hangs) as url:
        execute(client, ALL, target(client, url, "restWebhook", timeout="30s"))
        for name in ("a", "b", "c", "d"):
            client.post("/management/v1/projects", json={"name": name}).raise_for_status()
        assert [each["outcome"] for each in deliveries(client, outcome="dropped")] == ["dropped", "dropped"]
        meta = client.get("/__admin/deliveries").json()["meta"]
        assert (meta["waiting"], meta["dropped"]) == (1, 2)
        assert meta["waitingBytes"] > 500
        assert [line.partition(":")[0] for line in caplog.messages] == ["calls of targets are dropped"]
        setattr(_outgoing(mock).waiting.room, bound, 1 << 20)
        client.post("/management/v1/projects", json={"name": "e"}).raise_for_status()
        assert caplog.messages[1:] == ["there is room again; 2 calls of targets were dropped"]


def test_calls_that_nobody_waits_for(client: httpx.Client, mock: ZitadelMock) -> None:
    """An asynchronous target is called, and its failure changes nothing; more than the bound are dropped."""
    _outgoing(mock).forgotten.most = 2
    with raw.target_that(raw.hangs) as url:
        execute(client, {"request": {"all": True}}, target(client, url, "restAsync", timeout="0.5s"))
        for _ in range(4):
            assert client.get("/management/v1/orgs/me").status_code == 200
        assert len(deliveries(client, outcome="dropped")) == 2
        while len(deliveries(client)) < 4:
            time.sleep(0.02)


def test_a_reset_ends_it(client: httpx.Client, mock: ZitadelMock) -> None:
    """What waits when the instance is reset is of a state that is gone, and never sent."""
    with raw.target_that(raw.hangs) as url:
        execute(client, ALL, target(client, url, "restWebhook", timeout="0.3s"))
        for name in ("a", "b", "c"):
            client.post("/management/v1/projects", json={"name": name}).raise_for_status()
        mock.reset()
        time.sleep(0.5)

    assert deliveries(client) == []
    execute(client, ALL, target(client, hook(client, "new"), "restWebhook"))
    client.post("/management/v1/projects", json={"name": "d"}).raise_for_status()
    assert [each["event_payload"]["name"] for each in _until(1, client, "new")] == ["d"]


def test_what_is_larger_than_a_hook_keeps_is_refused(client: httpx.Client) -> None:
    """It is not kept, and the answer says how much is."""
    answer = client.post("/__admin/hooks/large", content=b"x" * ((4 << 20) + 1))

    assert answer.status_code == 413
    assert "4194304 bytes" in answer.text
