"""Clients that cannot be had: their tests are skipped, which the end of a run tells of, or fail where CI says so.

Tests never install anything. `tests.clients.prepare`, which `make test` runs first, does, and keeps why it could not.
With `CI=true` in the environment, which `.ci/run` and most CI services set, nothing may be missing: there it was to be
installed, and a skipped test would look like a passed one.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

REASONS = Path(__file__).parents[1] / ".missing.json"
LABEL = "missing client: "
_UNPREPARED = "it was not prepared; run `make clients`"


def nothing_may_be_missing() -> bool:
    """Whether this is CI."""
    return os.environ.get("CI", "").lower() == "true"


def keep_reasons(reasons: Mapping[str, str]) -> None:
    """Keep why clients cannot be had, by their names."""
    REASONS.write_text(json.dumps(reasons, indent=2), "utf-8")


def missing(client: str, reason: str = "") -> NoReturn:
    """End the test that needs a client, with the reason, or else with the one that was kept."""
    kept: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        kept = json.loads(REASONS.read_text("utf-8"))
    text = f"{LABEL}{client}: {reason or kept.get(client, _UNPREPARED)}"
    if nothing_may_be_missing():
        pytest.fail(text, pytrace=False)
    pytest.skip(text)


def need_program(name: str) -> str:
    """The path of a program of the system; its tests end where there is none."""
    return shutil.which(name) or missing(name, "it is not installed")


def summary(skipped: list[str]) -> list[str]:
    """A line for each client that is missing and why, out of the reasons of all tests that were skipped."""
    found = [text.partition(LABEL)[2] for text in skipped if LABEL in text]
    return [f"{text} (tests skipped: {found.count(text)})" for text in sorted(set(found))]
