"""Counts what a run of the mutants found, for docs/fidelity.md; run by `make mutants`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

from tests.fidelity.files import KILLS

COMMANDS = {"tests.mutants.test_mutants": "zitadel-mock verify", "tests.fuzz.test_mutants": "zitadel-mock fuzz"}
"""Whose mutants are tried, by the module of the tests."""


def counted(report: Path) -> list[dict[str, str | int]]:
    """Of each command how many mutants were tried, and how many were told, out of a JUnit report."""
    found = list(_told(report))
    return [
        {
            "command": command,
            "told": sum(told for tried, told in found if tried == command),
            "tried": sum(tried == command for tried, _ in found),
        }
        for command in COMMANDS.values()
    ]


def _told(report: Path) -> Iterator[tuple[str, bool]]:
    for case in Xml.parse(report).iter("testcase"):  # noqa: S314 (pytest's own file)
        command = COMMANDS.get(case.get("classname", ""))
        if command is not None and case.get("name", "").startswith("test_mutant["):
            yield command, case.find("failure") is None and case.find("error") is None


if __name__ == "__main__":
    KILLS.write_text(json.dumps(counted(Path(sys.argv[1])), indent=1) + "\n", "utf-8")
