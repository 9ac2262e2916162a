"""Servers with one rule broken: a copy of the package with one text replaced, run as a real process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from contracts.server_process import server_process
from contracts.target import Target

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "mockserver"
SPEC = "openapi.yaml"
RESOURCES = "openapi"
_TABLE = Path(__file__).with_name("mutants.yaml")
_LEFT_OUT = shutil.ignore_patterns("contracts")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One broken rule.

    Attributes:
        file: path within the package; `../openapi.yaml` is the document.
        old: stands in the file exactly once.
        operation: one that the verification must name.
        recording: whose replay alone must catch it; empty where the property checks must.
        checks: names of checks, parted by commas, which alone must catch it; for what property checks have no part in.
        sample: whether it is tried in every test run.
    """

    name: str
    file: str
    old: str
    new: str
    operation: str
    transport: str = "json"
    recording: str = ""
    checks: str = ""
    sample: bool = False

    def apply(self, package: Path) -> None:
        """Break the rule in a copy of the package. Raises: ValueError where `old` does not stand there once."""
        path = (package / self.file).resolve()
        text = path.read_text("utf-8")
        if (found := text.count(self.old)) != 1:
            raise ValueError(f"{self.name}: the text stands {found} times in {self.file}, not once")
        path.write_text(text.replace(self.old, self.new), "utf-8")


def read_mutants() -> list[Mutant]:
    """All of them, as the table has them."""
    return [Mutant(**row) for row in yaml.load(_TABLE.read_bytes(), Loader=yaml.CSafeLoader)]


@contextmanager
def mutated_server(mutant: Mutant, directory: Path) -> Iterator[Target]:
    """The server with the rule broken; `directory` is empty and receives the copy."""
    package = directory / "source" / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=_LEFT_OUT)
    shutil.copy(REPOSITORY / SPEC, package.parent)
    shutil.copytree(REPOSITORY / RESOURCES, package.parent / RESOURCES)
    mutant.apply(package)
    with server_process(directory, package.parent) as target:
        yield target
