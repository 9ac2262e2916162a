"""Calls of services of v2 in the journal."""

from __future__ import annotations

import gzip

import pytest

from mockserver.wire.grpc.framing import frame
from tests.control.mock import Mock
from tests.server import unique
from tests.wire.connect.calls import ADD, JSON, LIST, added, added_by_protobuf

QUERY = b'{"queries": [{"idQuery": {"id": "77"}}]}'
SHOWN = {"queries": [{"idQuery": {"id": "77"}}]}


def test_json(mock: Mock) -> None:
    """A call with JSON is one of Connect, with what it asked and what was answered, packed or not."""
    name = unique("journal")
    answer = added(mock.http, name)

    entry = mock.details(transport="connect")

    assert (entry["operation"], entry["status"], entry["code"]) == ("AddOrganization", 200, "OK")
    assert entry["request"]["json"] == {"name": name}
    assert entry["response"]["json"] == answer.json()


def test_protobuf(mock: Mock) -> None:
    """A call with protobuf is shown as the JSON that it stands for."""
    name = unique("journal")
    added_by_protobuf(mock.http, name)

    entry = mock.details(transport="connect")

    assert entry["request"]["json"] == {"name": name}
    assert entry["response"]["json"]["organizationId"].isdigit()


def test_a_refusal(mock: Mock) -> None:
    """A refusal has its code and ID, and is never translated."""
    added(mock.http, " ", **{"accept-language": "de"})
    entry = mock.details(transport="connect")
    assert (entry["status"], entry["code"], entry["errorId"]) == (400, "INVALID_ARGUMENT", "ORG-mruNY")
    assert entry["message"] == "Errors.Invalid.Argument (ORG-mruNY)"
    assert entry["response"]["json"]["code"] == "invalid_argument"


def test_a_packed_request(mock: Mock) -> None:
    """A request in gzip is shown unpacked."""
    mock.http.post(LIST, content=gzip.compress(QUERY), headers=JSON | {"content-encoding": "gzip"})
    assert mock.details(transport="connect")["request"]["json"] == SHOWN


@pytest.mark.parametrize("web", ["application/grpc-web+json", "application/grpc+json"])
def test_envelopes_with_json(mock: Mock, web: str) -> None:
    """Messages of gRPC that are JSON, and packed, are shown as what they are."""
    headers = {"content-type": web, "grpc-encoding": "gzip"}
    mock.http.post(LIST, content=frame(gzip.compress(QUERY), 1), headers=headers)
    entry = mock.details(operation="ListOrganizations")
    assert entry["transport"] == web.removeprefix("application/").removesuffix("+json")
    assert entry["request"]["json"] == SHOWN
    assert entry["response"]["json"].keys() == {"details"}


def test_what_no_method_was_asked_for(mock: Mock) -> None:
    """A path without a method, and a content type that is not understood, stand in the journal too."""
    mock.http.post(f"{ADD}X", json={})
    mock.http.post(ADD, content=b"x", headers={"content-type": "text/plain"})
    assert [row["status"] for row in mock.requests(transport="connect")] == [415, 404]
