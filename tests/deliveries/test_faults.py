"""Calls of targets that go wrong on purpose."""

from __future__ import annotations

import re
from random import SystemRandom
from typing import Any

import httpx
import msgspec
import pytest

from mockserver.control.fault_form import FaultForm, fault_of
from mockserver.control.problems import ControlProblem
from mockserver.deliveries.disturbing import disturbance
from mockserver.deliveries.signing import is_signature, signature
from mockserver.deliveries.trying import target_at
from mockserver.store.faults import Fault, Faults
from mockserver.testing import ZitadelMock
from tests.deliveries.calls import ADD, ADDING, add, deliveries, execute, hook, received, target

_ANY: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("rule", "told", "reaches"),
    [
        ({"broken": "refused"}, r"dial tcp 127\.0\.0\.1:\d+: connect: connection refused", 0),
        ({"status": 503}, "EXEC-dra6yamk98", 0),
        ({"broken": "reset"}, "connection reset by peer", 1),
        ({"broken": "empty"}, "EOF", 1),
        ({"broken": "half"}, "unexpected EOF", 1),
        ({"broken": "malformed"}, "", 1),
        ({"broken": "stall"}, "context deadline exceeded", 1),
        ({"delay": {"type": "fixed", "milliseconds": 500}}, "context deadline exceeded", 1),
    ],
)
def test_it_fails(mock: ZitadelMock, client: httpx.Client, rule: dict[str, Any], told: str, reaches: int) -> None:
    """The caller is told as of a target that fails by itself, and what is struck says by which rule."""
    timeout = "0.3s" if "deadline" in told else "10s"
    execute(client, ADDING, target(client, hook(client, "claims", body={"name": "Other"}), timeout=timeout))
    mock.fault(name="bad", delivery=_ANY, times=1, **rule)
    answer = add(client, "Refused")

    assert answer.status_code >= 400
    assert re.search(told, answer.json()["message"])
    (delivery,) = deliveries(client)
    assert (delivery["injected"], delivery["outcome"]) == ("bad", "interrupted")
    assert len(received(client, "claims")) == reaches
    add(client, "Again")
    assert deliveries(client)[0]["injected"] is None


def test_it_is_only_slow(mock: ZitadelMock, client: httpx.Client) -> None:
    """What comes late, yet in time, is taken."""
    execute(client, ADDING, target(client, hook(client, "late")))
    mock.fault(delivery=_ANY, delay={"type": "fixed", "milliseconds": 60})
    assert add(client, "Waits").status_code == 200
    (delivery,) = deliveries(client)
    assert delivery["outcome"] == "delivered"
    assert delivery["durationMs"] >= 60


@pytest.mark.parametrize("how", ["wrong", "old", "missing"])
def test_signature(mock: ZitadelMock, client: httpx.Client, how: str) -> None:
    """A webhook that checks it refuses each; the mock's own takes it, and says that nobody's key signed it."""
    made = client.post(
        "/v2/actions/targets",
        json={
            "name": "signed",
            "restCall": {"interruptOnError": True},
            "endpoint": hook(client, "signed"),
            "timeout": "5s",
        },
    ).json()
    execute(client, ADDING, made["id"])
    mock.fault(delivery={"target": "signed"}, signature=how, times=1)
    add(client, "First")
    add(client, "Second")

    right, wrongly = client.get("/__admin/hooks/signed").json()["received"]
    assert right["signedBy"] == "signed"
    key, sent = made["signingKey"], mock.hook_calls("signed")[0]
    header = sent.headers.get("zitadel-signature", "")
    body = _raw(mock, "signed")
    assert (header == "") is (how == "missing")
    if how == "old":
        seconds = int(header.removeprefix("t=").partition(",")[0])
        assert header == signature(body, key, seconds)
        now = int(right["headers"]["zitadel-signature"].removeprefix("t=").partition(",")[0])
        assert 3_600 <= now - seconds < 3_700
    else:
        assert wrongly["signedBy"] is None
        assert not is_signature(header, body, key)


def _raw(mock: ZitadelMock, name: str) -> bytes:
    """The body of the first call that came to a hook."""
    from mockserver.deliveries.outgoing import outgoing_of  # noqa: PLC0415 (looks into the mock's own receiver)

    def body(instance: Any) -> bytes:
        outgoing = outgoing_of(instance)
        assert outgoing is not None
        found = outgoing.hooks.get(name)
        assert found is not None
        return found.received[0].body

    return mock._do(body)


@pytest.mark.parametrize(
    ("match", "struck"),
    [
        ({}, True),
        ({"condition": "request/*"}, True),
        ({"condition": "request/zitadel.org.v2.OrganizationService/AddOrganization"}, True),
        ({"condition": "response/*"}, False),
        ({"target": "sample"}, True),
        ({"target": "1"}, True),
        ({"target": "other"}, False),
        ({"url": "http://*/hooks/mine"}, True),
        ({"url": "http://?:1/hooks/mine"}, False),
        ({"condition": "request/*", "url": "http://*/hooks/other"}, False),
    ],
)
def test_which_are_meant(match: dict[str, str], struck: bool) -> None:
    """By condition, target and URL; what is named must all be so."""
    faults = Faults(SystemRandom())
    faults.put(_fault({"delivery": match, "status": 500}))
    called = target_at("http://h:1/hooks/mine", "", 1, is_call=True)
    found = disturbance(faults, f"request{ADD}", called, b"{}")
    assert (found is not None) is struck
    assert faults.struck("fault") == int(struck)


def _fault(rule: dict[str, Any]) -> Fault:
    return fault_of(msgspec.convert(rule, FaultForm), ["GetFlow"], lambda: "fault")


def test_by_payload(mock: ZitadelMock, client: httpx.Client) -> None:
    """`body` is what is sent, and requests are not struck by such a rule."""
    execute(client, ADDING, target(client, hook(client, "mine")))
    mock.fault(delivery=_ANY, body={"request": {"name": "Refused"}}, broken="refused")
    assert add(client, "Accepted").status_code == 200
    assert add(client, "Refused").status_code != 200
    assert client.post("/v2/actions/targets/search", json={}).status_code == 200


def test_a_rule_for_requests_strikes_no_delivery(mock: ZitadelMock, client: httpx.Client) -> None:
    """Without `delivery` a rule is for requests alone."""
    execute(client, {"event": {"event": "org.added"}}, target(client, hook(client, "mine")))
    mock.fault(operation="GetFlow", broken="reset")
    assert add(client, "Accepted").status_code == 200
    assert mock.wait_for_deliveries(1)[0].injected == ""


def test_from_pytest(mock: ZitadelMock, client: httpx.Client) -> None:
    """A test lets its next deliveries fail in a line."""
    execute(client, ADDING, target(client, hook(client, "mine")))
    mock.fail_deliveries("request/*", status=500)
    assert add(client, "Refused").status_code != 200
    assert add(client, "Accepted").status_code == 200
    assert [each.injected for each in mock.deliveries()] == ["fault-1", ""]
    with pytest.raises(ValueError, match="give at least one of delay, broken, status, signature"):
        mock.fail_deliveries()


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"delivery": {}, "status": 503, "operation": "GetFlow"}, "operation"),
        ({"delivery": {}, "error": {"code": "UNAVAILABLE"}}, "error"),
        ({"delivery": {}, "broken": "lost-trailers"}, "broken"),
        ({"delivery": {}, "status": 100}, "status"),
        ({"delivery": {}, "status": 0}, "status"),
        ({"delivery": {}, "status": 500, "broken": "reset"}, "status"),
        ({"delivery": {}, "signature": "right"}, "signature"),
        ({"delivery": {}, "signature": "wrong", "broken": "refused"}, "signature"),
        ({"delivery": {"condition": "function/preuserinf"}, "status": 500}, "delivery.condition"),
        ({"delivery": {"url": "x" * 1001}, "status": 500}, "delivery.url"),
        ({"status": 500}, "status"),
        ({"signature": "wrong"}, "signature"),
        ({"broken": "refused"}, "broken"),
        ({"delivery": {}}, ""),
    ],
)
def test_unusable(rule: dict[str, Any], field: str) -> None:
    """What cannot be is refused, naming the field and what to write."""
    with pytest.raises(ControlProblem) as refused:
        _fault(rule)
    assert (refused.value.status, refused.value.field) == (400, field)
    assert refused.value.fix


def test_a_rule_can_be_changed(client: httpx.Client) -> None:
    """A rule is shown as it was given, and takes a patch."""
    rule: dict[str, Any] = {"name": "down", "delivery": {"condition": "event/*", "target": "mine"}, "status": 503}
    assert client.post("/__admin/faults", json=rule).json() == {"enabled": True, **rule, "struck": 0}
    changed = client.patch("/__admin/faults/down", json={"status": None, "signature": "old"})
    del rule["status"]
    assert changed.json() == {"enabled": True, **rule, "signature": "old", "struck": 0}


def test_a_field_that_there_is_not(client: httpx.Client) -> None:
    """It is named by where it stands, and not sought among the fields of the whole rule."""
    answer = client.post("/__admin/faults", json={"delivery": {"nope": 1}, "broken": "reset"})
    assert answer.status_code == 400
    assert answer.json()["field"] == "delivery.nope"
    assert answer.json()["fix"] == "/__admin/openapi.json describes the fields of delivery"
