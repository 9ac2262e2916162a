"""How an action reads."""

from __future__ import annotations

import msgspec
import pytest

from mockserver.domain.ids import ActionId, Instant, Nanoseconds, OrganisationId
from mockserver.domain.rows.actions import Action
from mockserver.operations.action_view import action_view

SECOND = 1_000_000_000


def action(*, timeout: int = 0, active: bool = True, allowed_to_fail: bool = False) -> Action:
    """An action with two events."""
    return Action(
        id=ActionId("1"),
        organisation=OrganisationId("2"),
        name="n",
        script="s",
        timeout=Nanoseconds(timeout),
        allowed_to_fail=allowed_to_fail,
        active=active,
        sequence=2,
        changed=Instant(1_766_567_120_881_902),
    )


@pytest.mark.parametrize(
    ("timeout", "text"),
    [
        (0, "20s"),
        (20 * SECOND, "20s"),
        (21 * SECOND, "20s"),
        (20 * SECOND - 1, "19.999999999s"),
        (1, "0.000000001s"),
        (10 * SECOND, "10s"),
        (1_500_000_000, "1.500s"),
    ],
)
def test_timeouts(timeout: int, text: str) -> None:
    """A timeout of 0 or of 20 s and more reads as 20 s."""
    assert action_view(action(timeout=timeout)).timeout == text


def test_the_form_in_json() -> None:
    """Fields stand in the order of the message; details have no creation date, and a false flag is left out."""
    assert msgspec.json.encode(action_view(action())) == (
        b'{"id":"1","details":{"sequence":"2","changeDate":"2025-12-24T09:05:20.881902Z","resourceOwner":"2"},'
        b'"state":"ACTION_STATE_ACTIVE","name":"n","script":"s","timeout":"20s"}'
    )


def test_an_inactive_action_that_may_fail() -> None:
    """The state names inactivity, and a true flag is written."""
    view = action_view(action(active=False, allowed_to_fail=True))

    assert (view.state, view.allowed_to_fail) == ("ACTION_STATE_INACTIVE", True)
