"""The scripts of docs/script-examples.md do what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from mockserver.cli_run import run
from mockserver.scripts.lint.linting import lint
from mockserver.scripts.tables import TRIGGERS
from mockserver.scripts.typescript import shared_types, trigger_types
from tests.docs.test_pages import DOCS
from tests.scripts.types import objections

BLOCK = re.compile(r"^```(js|json|sh|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_, *SECTIONS = (DOCS / "script-examples.md").read_text("utf-8").split("\n## ")
EXAMPLES = {section.partition("\n")[0]: dict(BLOCK.findall(section)) for section in SECTIONS}


def name_of(command: str) -> str:
    """The action that a command of the page runs."""
    return shlex.split(command)[2].removesuffix(".js")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_what_an_example_does(example: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command prints what stands below it, but for the time that it took; the linter has nothing to say."""
    assert sorted(example) == ["js", "json", "sh", "text"]
    name = name_of(example["sh"])
    (tmp_path / f"{name}.js").write_text(example["js"], "utf-8")
    (tmp_path / "person.json").write_text(example["json"], "utf-8")
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(run, shlex.split(example["sh"])[2:])

    assert done.exit_code == 0, done.output
    assert re.sub(r" in [\d.]+ ms", "", done.output) == example["text"]
    assert lint(example["js"], name) == []


def test_types_of_the_examples(tmp_path: Path) -> None:
    """tsc takes all of them as they stand."""
    types = tmp_path / "all.d.ts"
    types.write_text("\n".join([shared_types(), *map(trigger_types, TRIGGERS.values())]))
    script = "\n".join(example["js"] for example in EXAMPLES.values())
    assert objections([types], tmp_path, script) == []
