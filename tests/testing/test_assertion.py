"""Assertions on what was called, and slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from mockserver.testing import ZitadelMock
from mockserver.testing.assertion import fits
from tests.testing.calling import create_action, set_actions


def test_what_holds_returns_the_calls(zitadel_mock: ZitadelMock) -> None:
    """At least once, exactly so often, with a body, with a status, not at all."""
    action = create_action(zitadel_mock)
    set_actions(zitadel_mock, action)
    set_actions(zitadel_mock, action)
    body = {"actionIds": [action]}
    assert len(zitadel_mock.assert_called("SetTriggerActions")) == 2
    assert len(zitadel_mock.assert_called("SetTriggerActions", 2, body)) == 2
    assert len(zitadel_mock.assert_called("SetTriggerActions", times=1, body=body, status=200)) == 1
    assert zitadel_mock.assert_called("DeleteAction", times=0) == []
    assert zitadel_mock.assert_called("SetTriggerActions", times=0, body={"actionIds": []}) == []


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"times": 2}, "was expected 2 times, and was called so once."),
        ({"times": 0}, "was expected not at all, and was called so once."),
        ({"body": {"actionIds": ["1"]}}, 'at least once with {"actionIds": ["1"]}, and was called so not at all.'),
        ({"status": "5xx"}, "at least once answered 5xx, and was called so not at all."),
    ],
)
def test_what_does_not_hold(zitadel_mock: ZitadelMock, expected: dict[str, Any], told: str) -> None:
    """The message says what was expected, how the operation was called, and what else was."""
    action = create_action(zitadel_mock)
    set_actions(zitadel_mock, action)
    with pytest.raises(AssertionError, match=re.escape(told)) as failed:
        zitadel_mock.assert_called("SetTriggerActions", **expected)
    lines = str(failed.value).splitlines()[1:]
    assert lines == [
        "Calls of SetTriggerActions:",
        f'  #2 SetTriggerActions (POST /management/v1/flows/1/trigger/1) {{"actionIds": ["{action}"]}} -> 200',
        "Other requests:",
        "  #1 CreateAction (POST /management/v1/actions) -> 200",
    ]


def test_no_request_at_all(zitadel_mock: ZitadelMock) -> None:
    """The message says so, since a wrong URL is the likeliest cause."""
    with pytest.raises(AssertionError, match="No request at all reached this mock"):
        zitadel_mock.assert_called("SetTriggerActions")


def test_many_requests_are_cut(zitadel_mock: ZitadelMock) -> None:
    """The newest twenty are shown, and how many came before them."""
    for number in range(25):
        create_action(zitadel_mock, f"action{number}")
    with pytest.raises(AssertionError) as failed:
        zitadel_mock.assert_called("CreateAction", times=1)
    lines = str(failed.value).splitlines()
    assert lines[2] == "  (5 before these)"
    assert len(lines) == 23


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (lambda mock: mock.assert_called("SetTriggerAction", times=0), "did you mean SetTriggerActions"),
        (lambda mock: mock.requests("Setriggers"), "there is no operation"),
        (lambda mock: mock.fail_next("SetTriggerActions", error="COMMAND-dg42"), "did you mean COMMAND-dg422"),
        (lambda mock: mock.fail_next(code="UNAVAILIBLE"), "did you mean UNAVAILABLE"),
        (lambda mock: mock.fail_next(code="OK"), "there is no code 'OK'"),
        (lambda mock: mock.fail_next(broken="rest"), "did you mean reset"),
        (lambda mock: mock.fail_next("SetTriggerActions"), "give one of error, code and broken"),
        (lambda mock: mock.fail_next(error="COMMAND-dg422", broken="reset"), "give one of error, code and broken"),
        (lambda mock: mock.fail_next(error="COMMAND-dg422", code="INTERNAL"), "not both"),
        (lambda mock: mock.fail_next(code="INTERNAL", times=0), "times must be 1 or more"),
        (lambda mock: mock.fail_next(code="INTERNAL", transport="http"), "there is no transport"),
        (lambda mock: mock.delay(0), "held back"),
        (lambda mock: mock.delay(1, "Nothing"), "there is no operation"),
        (lambda mock: mock.token(roles=["ORG_OWNR"]), "did you mean ORG_OWNER"),
        (lambda mock: mock.token(roles=["ORG_OWNER", "SELF_MANAGEMENT_GLOBAL"]), "cannot stand beside"),
        (lambda mock: mock.token(org="Acme"), "there is no organisation 'Acme'; there are: ZITADEL"),
        (lambda mock: mock.token(kind="stale"), "there is no kind of token"),
    ],
)
def test_slips(zitadel_mock: ZitadelMock, use: Callable[[ZitadelMock], object], told: str) -> None:
    """What there is not is told of, with what was likely meant."""
    with pytest.raises(ValueError, match=re.escape(told)):
        use(zitadel_mock)


@pytest.mark.parametrize(
    ("expected", "seen", "held"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, True),
        ({"a": 1}, {"b": 1}, False),
        ({"a": None}, {}, False),
        ({}, None, False),
        ([{"a": 1}], [{"a": 1, "b": 2}], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["b", "a"], False),
        (("a",), ["a"], True),
        (1, True, False),
        (False, 0, False),
        ("a", "a", True),
    ],
)
def test_bodies(expected: Any, seen: Any, held: bool) -> None:
    """Of objects the named fields count, at every depth; lists and values must be equal."""
    assert fits(expected, seen) is held
