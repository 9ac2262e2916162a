"""Successes as they are not expected, slow answers, and proxies that spoil them."""

from __future__ import annotations

import time
from typing import Any

import grpc
import httpx
import pytest
from google.protobuf.unknown_fields import UnknownFieldSet

from mockserver.protos.pool import message_class
from mockserver.testing import ZitadelMock
from tests.testing.calling import create_action

SEARCH = "zitadel.management.v1.ManagementService/ListActions"
RESPONSE = "zitadel.management.v1.ListActionsResponse"


@pytest.fixture
def actions(zitadel_mock: ZitadelMock) -> ZitadelMock:
    """An instance with four actions."""
    for number in range(4):
        create_action(zitadel_mock, f"action{number}")
    return zitadel_mock


def _listed(mock: ZitadelMock, prefer: str = "") -> Any:
    headers = {**mock.headers, **({"prefer": prefer} if prefer else {})}
    return httpx.post(f"{mock.url}/management/v1/actions/_search", headers=headers, json={}).json()


def _listed_by_grpc(mock: ZitadelMock) -> Any:
    with grpc.insecure_channel(mock.target) as channel:
        metadata = [("authorization", f"Bearer {mock.admin_pat}")]
        data = channel.unary_unary(f"/{SEARCH}")(b"", metadata=metadata, timeout=30)
    return message_class(RESPONSE).FromString(data)


def test_lists_by_preference(actions: ZitadelMock) -> None:
    """Empty, missing, short; the answer says that it was asked for."""
    assert len(_listed(actions)["result"]) == 4
    empty = _listed(actions, "example=empty-list")
    assert empty["result"] == []
    assert "totalResult" not in empty["details"]
    assert "result" not in _listed(actions, "example=missing-result")
    short = _listed(actions, "example=short-page")
    assert (len(short["result"]), short["details"]["totalResult"]) == (2, "4")
    future = _listed(actions, "example=future-field")
    assert "fieldOfTheFuture" in future
    assert all("fieldOfTheFuture" in row for row in future["result"])
    assert actions.requests()[-1].injected == "Prefer"


def test_an_example_by_its_name(actions: ZitadelMock) -> None:
    """What the document shows is what is answered, and nothing is carried out."""
    assert len(_listed(actions, "example=One")["result"]) == 1
    headers = {**actions.headers, "prefer": "example=Created"}
    created = httpx.post(f"{actions.url}/management/v1/actions", headers=headers, json={"name": "a", "script": "s"})
    assert created.status_code == 200
    assert created.json()["id"]
    assert len(_listed(actions)["result"]) == 4
    refused = httpx.get(f"{actions.url}/management/v1/flows/1", headers=headers)
    assert "GetFlow never answers 'Created'" in refused.json()["message"]


def test_lists_by_rule_over_grpc(actions: ZitadelMock) -> None:
    """The same in protobuf."""
    assert len(_listed_by_grpc(actions).result) == 4
    actions.fault(operation="ListActions", success="short-page", times=1)
    short = _listed_by_grpc(actions)
    assert (len(short.result), short.details.total_result) == (2, 4)
    actions.fault(operation="ListActions", success="empty-list", times=1)
    assert len(_listed_by_grpc(actions).result) == 0
    actions.fault(operation="ListActions", success="future-field", times=1)
    future = _listed_by_grpc(actions)
    assert len(future.result) == 4
    assert [field.field_number for field in UnknownFieldSet(future)] == [15904]


def test_a_refusal_stays_one(zitadel_mock: ZitadelMock) -> None:
    """What is no success becomes none."""
    zitadel_mock.fault(success="empty-list")
    answer = httpx.get(f"{zitadel_mock.url}/management/v1/actions/1", headers=zitadel_mock.headers)
    assert answer.status_code == 404


def test_slow_bodies(actions: ZitadelMock) -> None:
    """The head comes at once, the body bit by bit, whole in the end; over gRPC with its status."""
    whole = len(httpx.get(f"{actions.url}/management/v1/flows/1", headers=actions.headers).content)
    actions.fault(operation="GetFlow", bytesPerSecond=whole * 4, times=1)
    with httpx.stream("GET", f"{actions.url}/management/v1/flows/1", headers=actions.headers) as answer:
        began = time.monotonic()
        parts = list(answer.iter_raw())
    assert time.monotonic() - began >= 0.1
    assert len(parts) > 1
    assert sum(map(len, parts)) == whole
    actions.fault(operation="ListActions", bytesPerSecond=5000, times=1)
    assert len(_listed_by_grpc(actions).result) == 4
    assert actions.requests("GetFlow")[-1].answer["flow"]


@pytest.mark.parametrize(("broken", "code"), [("bad-gateway", "UNAVAILABLE"), ("lost-trailers", "UNKNOWN")])
def test_bad_proxies(actions: ZitadelMock, broken: str, code: str) -> None:
    """A client of gRPC gets a page of HTML, or an answer without a status."""
    actions.fault(operation="ListActions", broken=broken, times=2)
    with pytest.raises(grpc.RpcError) as raised:
        _listed_by_grpc(actions)
    assert raised.value.code().name in {code, "INTERNAL"}
    answer = httpx.post(f"{actions.url}/management/v1/actions/_search", headers=actions.headers, json={})
    assert answer.status_code == (502 if broken == "bad-gateway" else 200)
