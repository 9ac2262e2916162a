"""What goes wrong on purpose in calls over Connect has the form of Connect."""

from __future__ import annotations

import json

import httpx
import pytest
from google.protobuf.message import DecodeError

from tests.control.mock import Mock
from tests.server import unique
from tests.wire.connect.calls import LIST, added, added_by_protobuf, read_protobuf


def test_an_error(mock: Mock) -> None:
    """An injected error has status, body and details of Connect, and strikes no other protocol."""
    mock.fault(name="late", transport="connect", error={"id": "ORG-RrfXY"})

    answer = added(mock.http, unique("fault"))

    assert answer.status_code == 400
    assert answer.headers["x-mock-injected"] == "late"
    assert answer.json()["code"] == "invalid_argument"
    assert answer.json()["details"][0]["debug"]["id"] == "ORG-RrfXY"
    assert mock.http.post("/v2/organizations", json={"name": unique("fault")}).status_code == 201


def test_a_request_asks_for_an_error(mock: Mock) -> None:
    """`Prefer` names a code, which is answered with its HTTP status and its name."""
    answer = mock.http.post(LIST, json={}, headers={"prefer": "example=UNAVAILABLE"})
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_malformed_json(mock: Mock, encoding: str) -> None:
    """The answer is whole for HTTP and cannot be read, packed or not."""
    mock.fault(name="broken", broken="malformed")
    with mock.http.stream("POST", LIST, json={}, headers={"accept-encoding": encoding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.status_code == 200
    assert len(raw) == int(answer.headers["content-length"])
    with pytest.raises((json.JSONDecodeError, httpx.DecodingError, UnicodeDecodeError)):
        json.loads(raw)


def test_malformed_protobuf(mock: Mock) -> None:
    """The same of a message in protobuf."""
    mock.fault(name="broken", broken="malformed")
    answer = added_by_protobuf(mock.http, unique("fault"), **{"accept-encoding": "identity"})
    with pytest.raises(DecodeError):
        read_protobuf(answer)


def test_reset(mock: Mock) -> None:
    """A reset loses an answer of Connect as it does any other."""
    mock.fault(name="broken", broken="reset", transport="connect")
    with pytest.raises(httpx.ReadError):
        added(mock.http, unique("fault"))
