"""Runs as the journal keeps them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mockserver.scripts.model import Run, TriggerRuns
from mockserver.scripts.shown_runs import encoded_runs

TOO_DEEP = {"unwritable": "nested too deeply to be shown"}


def nested(depth: int) -> Any:
    """A list in a list, and so on."""
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(("depth", "shown"), [(200, nested(200)), *((depth, TOO_DEEP) for depth in (201, 980, 20_000))])
def test_a_claim_that_is_nested(depth: int, shown: Any) -> None:
    """It is shown as far as it can be, and keeps no run from being told of."""
    run = Run(action="deep", claims={"x": nested(depth)})

    (told,) = json.loads(encoded_runs([TriggerRuns("2", "4", [run])]))

    assert (told["action"], told["claims"]) == ("deep", {"x": shown})
