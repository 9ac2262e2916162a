"""The command `zitadel-mock seed`, and what is published of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

import jsonschema_rs
import pytest
import yaml

from mockserver.seeds import build, export, loads
from mockserver.seeds.exporting import dumps
from mockserver.settings import Settings
from tests.command_line import run

PUBLISHED = Path(__file__).parents[2] / "docs" / "seed.schema.json"


class _DatesAsTexts(yaml.CSafeLoader):
    """Reads dates as texts."""

    yaml_implicit_resolvers: ClassVar = {
        first: [row for row in rows if row[0] != "tag:yaml.org,2002:timestamp"]
        for first, rows in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def test_the_example_can_be_served() -> None:
    """It is accepted, and holds what its comments say."""
    result = run("seed", "--example")

    state = build(loads(result.stdout), Settings()).state
    assert (result.returncode, result.stderr) == (0, "")
    assert [organisation.name for organisation in state.organisations] == ["ZITADEL", "Acme", "Globex"]
    assert "acme-deployer-token" in state.tokens


def test_the_published_schema_is_up_to_date() -> None:
    """The schema in the documents is the one that `zitadel-mock seed --schema` prints."""
    result = run("seed", "--schema")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == PUBLISHED.read_text("utf-8")


def test_the_schema_accepts_example_and_export() -> None:
    """Both are valid under the schema; a wrong field is not."""
    validator = jsonschema_rs.validator_for(json.loads(PUBLISHED.read_text("utf-8")))
    example = run("seed", "--example").stdout
    exported = dumps(export(build(loads(example), Settings())))

    # Dates as texts, as they are in JSON.
    for text in (example, exported):
        values = yaml.load(text, _DatesAsTexts)  # noqa: S506 (derived from the safe loader)
        assert [error.message for error in validator.iter_errors(values)] == []
    assert not validator.is_valid({"organisations": [{"name": "a", "actve": True}]})


def test_checking_a_file(tmp_path: Path) -> None:
    """A good file is named; what is wrong with a bad one is one line and exit code 2."""
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("organisations: [{name: Acme}]")
    bad.write_text("organisations: [{name: Acme}, {name: Acme}]")

    assert run("seed", "--check", str(good)).stdout == f"{good} can be served\n"
    result = run("seed", "--check", str(bad))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"zitadel-mock: {bad}:1: organisations[1].name: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["--example", "--schema"], ["--schema", "--check", "x"]], ids=" ".join)
def test_one_of_them(arguments: list[str]) -> None:
    """Exactly one of the flags is asked for."""
    result = run("seed", *arguments)

    assert (result.returncode, result.stdout) == (2, "")
    assert "give one of --example, --schema and --check FILE" in result.stderr
