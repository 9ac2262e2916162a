"""The phases of scripts and executions find nothing on our own server, and say what they cannot try."""

from __future__ import annotations

import types
from typing import cast

import httpx
import pytest

from contracts.fuzz.executions.run import HOOKS, run_executions
from contracts.fuzz.options import Options
from contracts.fuzz.run import fuzz
from contracts.fuzz.watch import Watch
from contracts.fuzz.world import World
from contracts.target import Target
from mockserver.spec.description import description_file


@pytest.mark.parametrize(
    ("phase", "examples", "seed"),
    [
        ("scripts", 5, 1),
        ("executions", 3, 1),
        pytest.param("scripts", 200, 2, marks=pytest.mark.thorough),
        pytest.param("executions", 200, 2, marks=pytest.mark.thorough),
    ],
)
def test_nothing_is_found(server: Target, phase: str, examples: int, seed: int) -> None:
    """Claims, journal, metadata and deliveries are as the facts have them."""
    told: list[str] = []
    options = Options(seed=seed, max_examples=examples, phases=(phase,))
    outcome = fuzz(server, options, description_file(), told.append, clean=True)

    assert [finding.message for finding in outcome.findings] == []
    assert outcome.statistics.modelled > 0
    assert (outcome.exit_code, list(outcome.skipped)) == (0, [])
    assert told[0] == f"{phase} ..."


def test_a_server_without_receivers_is_told() -> None:
    """There is nothing that targets could point at, so the phase is skipped, with its reason."""
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(404)), base_url="http://elsewhere")
    world = cast("World", types.SimpleNamespace(api=types.SimpleNamespace(http=http)))
    watch = cast("Watch", types.SimpleNamespace(skipped=[]))

    run_executions(Options(seed=1, max_examples=1), world, watch)

    assert watch.skipped == [f"executions: the server has no receivers of its own ({HOOKS})"]
