"""Bodies that no honest client sends: each gets a clear answer, and the server goes on."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server import Api, error_id, require_serving

ACTIONS = "/management/v1/actions"
SEARCH = "/management/v1/actions/_search"
TRIGGER = "/management/v1/flows/1/trigger/1"
SIZE = 5_000_000
DEPTH = 5_000

# All examples may share one organisation: no answer that is asserted depends on what an earlier one left behind.
fuzzed = settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
field_names = st.sampled_from(["name", "script", "timeout", "allowedToFail", "allowed_to_fail", "query", "queries"])
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(field_names | st.text(), inner, max_size=4),
    max_leaves=12,
)


def problem(response: httpx.Response) -> tuple[int, int]:
    """HTTP status and gRPC code of a refusal in the API's form."""
    body = response.json()
    assert set(body) <= {"code", "message", "details"}
    assert body["message"]
    return response.status_code, body["code"]


def unreadable(response: httpx.Response) -> None:
    """Assert that a body was refused as such: INVALID_ARGUMENT with neither ID nor details."""
    assert problem(response) == (400, 3)
    assert "details" not in response.json()


@fuzzed
@given(body=st.binary(max_size=200))
def test_random_bytes(api: Api, body: bytes) -> None:
    """Random bytes are unreadable, or hold no list and so change nothing."""
    response = api.call("POST", TRIGGER, content=body)

    assert problem(response) in {(400, 3), (400, 9)}
    assert error_id(response) in {"", "COMMAND-Nfh52"}


@fuzzed
@given(body=json_values, path=st.sampled_from([ACTIONS, SEARCH, TRIGGER]))
def test_random_json(api: Api, body: Any, path: str) -> None:
    """Random JSON with names of real fields is either served or refused in the API's form, never an internal error."""
    response = api.call("POST", path, content=json.dumps(body))

    served = response.status_code == 200
    nul_in_text = not served and "(SQLSTATE 22P05)" in response.json()["message"]
    assert served or nul_in_text or problem(response) in {(400, 3), (400, 9), (409, 6)}


def test_large_script(api: Api) -> None:
    """A message over 4 MiB is refused with its size in protobuf encoding and the limit."""
    response = api.call("POST", ACTIONS, json={"name": "large", "script": "x" * SIZE})

    # Tag and length of the script take 5 bytes, the name takes 7.
    assert problem(response) == (429, 8)
    assert response.json()["message"] == f"grpc: received message larger than max ({SIZE + 12} vs. 4194304)"
    require_serving(api)


def test_large_unknown_field(api: Api) -> None:
    """What is not in the message does not count towards its size."""
    api.done("POST", ACTIONS, {"name": "small", "script": "x", "unknown": "x" * SIZE})

    assert [action["name"] for action in api.actions()] == ["small"]


def test_huge_body(api: Api) -> None:
    """A body of more than is ever read is refused."""
    response = api.call("POST", ACTIONS, content=b" " * 70_000_000)

    assert problem(response) == (429, 8)
    require_serving(api)


def test_ten_thousand_ids(api: Api) -> None:
    """A long list of ids, of which one exists, is judged as a short one is."""
    ids = [str(350_000_000_000_000_000 + number) for number in range(10_000)]

    response = api.set_trigger([api.new_action(), *ids])

    assert problem(response) == (400, 9)
    assert error_id(response) == "COMMAND-dg422"
    assert api.bound() == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"x":' * DEPTH,
        b'{"x":' * DEPTH + b"1" + b"}" * DEPTH,
        b'{"x":' + b"[" * DEPTH + b"]" * DEPTH + b"}",
    ],
    ids=["open", "objects", "arrays"],
)
def test_deep_nesting(api: Api, body: bytes) -> None:
    """Nesting of thousands of levels is unreadable, even in a field that is ignored."""
    unreadable(api.call("POST", ACTIONS, content=body))
    require_serving(api)


@pytest.mark.parametrize(
    "number",
    ["9" * 5_000, "-1", "4294967296", "1e999", "-1e999", "1.5", '"1e400"', '"' + "9" * 5_000 + '"', "NaN", "Infinity"],
    ids=lambda number: number[:12],
)
def test_numbers_out_of_range(api: Api, number: str) -> None:
    """A number that the field cannot hold is unreadable."""
    unreadable(api.call("POST", SEARCH, content=f'{{"query": {{"limit": {number}}}}}'))


@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\\ud800", b"\\udc00x", b"\\ud800\\ud800"],
    ids=["bytes", "overlong", "surrogate", "beyond", "high", "low", "two-high"],
)
@pytest.mark.parametrize("field", [b"name", b"unknown"])
def test_text_that_is_no_unicode(api: Api, text: bytes, field: bytes) -> None:
    """Broken UTF-8 and half a surrogate pair are unreadable, in a field that is ignored as well."""
    unreadable(api.call("POST", ACTIONS, content=b'{"script":"x","' + field + b'":"' + text + b'"}'))


def test_surrogate_pair(api: Api) -> None:
    """A whole pair is one character."""
    api.call("POST", ACTIONS, content=b'{"name": "\\ud83d\\ude00", "script": "x"}').raise_for_status()

    assert [action["name"] for action in api.actions()] == ["\N{GRINNING FACE}"]
