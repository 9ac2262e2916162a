"""No state that can be set keeps a later read from being answered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.control.mock import Mock
from tests.server import unique

BOUNDED = settings(
    derandomize=True, max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MOMENTS = [
    "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:58.999999Z",
    "9999-12-31T23:59:59-01:00",
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "9999-12-31T12:00:00Z",
]
SPANS = ["1ms", "1h", "999999999d", "-999999999d", "2912000d", "-1ms", "13h", "2932896.999d"]
READS = ["/state", "/tokens", "/clock", "/settings", "/faults", "/health", "/requests", "/requests/unmatched"]
PAGES = ["/"] + [
    f"/console/{name}"
    for name in (
        *("board", "actions", "targets", "deliveries", "users", "projects", "grants", "sessions", "tokens"),
        *("journal", "faults"),
    )
]

STEPS = st.one_of(
    st.tuples(st.just("/clock/fix"), st.fixed_dictionaries({"at": st.sampled_from(MOMENTS)})),
    st.tuples(st.just("/clock/advance"), st.fixed_dictionaries({"by": st.sampled_from(SPANS)})),
    st.tuples(st.just("/clock/release"), st.just({})),
    st.tuples(
        st.just("/tokens"),
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["valid", "expired", "revoked", "foreign"])},
            optional={"lifetime": st.sampled_from(SPANS)},
        ),
    ),
    st.tuples(
        st.just("/faults"),
        st.fixed_dictionaries(
            {"broken": st.just("reset"), "enabled": st.just(False)},
            optional={"times": st.integers(-1, 10**30), "probability": st.floats(0, 1e300)},
        ),
    ),
    st.tuples(st.just(""), st.sampled_from(["action", "machine", "pat"])),
)


@BOUNDED
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_every_list_and_page_is_answered(mock: Mock, steps: list[tuple[str, Any]]) -> None:
    """Whatever the clock shows and however long tokens live: what is refused changes nothing, all else can be read."""
    mock.done("POST", "/reset")
    for path, body in steps:
        answer = mock.control("POST", path, json=body) if path else write(mock, body)
        assert answer.status_code < 500, (path, body, answer.text)

    for path in READS:
        assert mock.control("GET", path).status_code == 200, path
    for path in PAGES:
        assert mock.control("GET", path, headers={"accept": "text/html"}).status_code == 200, path
    assert mock.api.call("GET", "/auth/v1/users/me").status_code == 200
    exported = mock.control("GET", "/state").content
    assert mock.control("PUT", "/state", content=exported).status_code == 200
    assert mock.control("GET", "/state").content == exported


def write(mock: Mock, kind: str) -> Any:
    """A write through the API, whose dates are those of the clock."""
    if kind == "action":
        return mock.api.call("POST", "/management/v1/actions", json={"name": unique("action"), "script": "s"})
    added = mock.api.call("POST", "/management/v1/users/machine", json={"userName": unique("robot"), "name": "R"})
    if kind == "machine":
        return added
    path = f"/management/v1/users/{added.json()['userId']}/pats"
    return mock.api.call("POST", path, json={"expirationDate": "9999-12-31T23:59:59-14:00"})


@pytest.mark.parametrize("lifetime", ["999999999d", "2932896d"])
def test_a_lifetime_that_ends_after_9999_leaves_nothing_behind(mock: Mock, lifetime: str) -> None:
    """It is refused before a user is made for the token."""
    before = mock.control("GET", "/state").content

    problem = mock.refused("POST", "/tokens", json={"lifetime": lifetime})

    assert (problem["status"], problem["field"]) == (400, "lifetime")
    assert mock.control("GET", "/state").content == before


@pytest.mark.parametrize("character", ["\r\n", "\n", "\x00", "\x7f", "\x85", "\u2028"])
def test_a_message_of_several_lines_is_refused(mock: Mock, character: str) -> None:
    """It would stand in a header, where a line break begins another one."""
    rule = {"name": "f", "error": {"code": "UNAUTHENTICATED", "message": f"a{character}X-Evil: 1"}}

    assert mock.refused("POST", "/faults", json=rule)["field"] == "error.message"
    mock.fault(name="f", broken="reset")
    assert mock.refused("PATCH", "/faults/f", json={**rule, "broken": ""})["field"] == "error.message"


def test_rules_are_counted(mock: Mock) -> None:
    """Every request is held against all rules, so that there are only so many; one of a known name can be replaced."""
    for _ in range(1_000):
        mock.fault(broken="reset", enabled=False)

    assert "at most 1000" in mock.refused("POST", "/faults", json={"broken": "reset"})["detail"]
    mock.fault(name="fault-1", broken="half")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/requests?status=%C2%B2xx", "status"),
        ("/requests?status=%C2%B2%C2%B2%C2%B2", "status"),
        ("/requests?limit=-1", "limit"),
        (f"/health?host={'a' * 20_000}", "host"),
    ],
)
def test_odd_parameters_are_named(mock: Mock, path: str, field: str) -> None:
    """What cannot be meant is refused with the parameter's name, never with a fault of the server."""
    answer = mock.plain.get(f"/__admin{path}")

    assert (answer.status_code, answer.json()["field"]) == (400, field)


@pytest.mark.parametrize(
    "query", ["limit=1e20", "limit=99999999999999999999", "before=99999999999999999999", "before=-5"]
)
def test_numbers_without_bound(mock: Mock, query: str) -> None:
    """A number that is larger than all there is means all there is."""
    for path in (f"/requests?{query}", f"/console/journal?{query}&status=%C2%B2xx"):
        assert mock.plain.get(f"/__admin{path}").status_code in {200, 400}
