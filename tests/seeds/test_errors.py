"""What is wrong with a state file is told in one line: where, what, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mockserver.operations.first_instance import first_instance
from mockserver.seeds import SeedError, apply, build, load, loads
from mockserver.settings import Settings
from tests.seeds.wrong_files import CASES, ORG


@pytest.mark.parametrize(("text", "message"), CASES.values(), ids=CASES)
def test_the_message(text: str, message: str) -> None:
    """The message is one line that begins with the file, names line and field, and ends with what to do."""
    with pytest.raises(SeedError, match=r"^seed\.yaml:.*" + re.sub(r"(?<!\\)\[(\d)\]", r"\[\1\]", message)) as caught:
        build(loads(text, "seed.yaml"), Settings())

    assert "\n" not in str(caught.value)


def test_json_has_lines_too() -> None:
    """A JSON file is told by line like a YAML file."""
    with pytest.raises(SeedError, match=r"^seed\.json:3: organisations\[0\]\.nam: there is no such field"):
        loads('{\n  "organisations": [\n    {"nam": "A"}\n  ]\n}', "seed.json")


def test_json_is_read_as_json() -> None:
    """Escapes that JSON has and YAML has not are understood."""
    seed = loads('{"organisations": [{"name": "\\ud83d\\ude00\\/"}]}').seed

    assert seed.organisations[0].name == "\U0001f600/"


def test_aliases_that_repeat_too_much() -> None:
    """A short text that stands for millions of values is refused instead of filling the memory."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    with pytest.raises(SeedError, match="more than 2000000 values; leave out aliases"):
        loads("\n".join(rows))


def test_merged_mappings() -> None:
    """Aliases and merge keys may save typing."""
    text = ORG + "    actions:\n      - &a {name: a, script: s}\n      - <<: *a\n        name: b\n"

    assert [(action.name, action.script) for action in loads(text).seed.organisations[0].actions] == [
        ("a", "s"),
        ("b", "s"),
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The path is told, and what the system says of it."""
    with pytest.raises(SeedError, match=r"none\.yaml: cannot be read: No such file or directory"):
        load(tmp_path / "none.yaml")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    """What is no UTF-8 is not guessed at."""
    file = tmp_path / "seed.yaml"
    file.write_bytes(b"organisations: [{name: \xe9}]")

    with pytest.raises(SeedError, match="not UTF-8; save it as UTF-8 text"):
        load(file)


def test_a_script_file_that_is_not_there(tmp_path: Path) -> None:
    """The line of the field and the path that was tried are told, and the path can be watched for."""
    file = tmp_path / "seed.yaml"
    file.write_text(ORG + "    actions:\n      - name: a\n        script_file: a.js\n")

    with pytest.raises(SeedError, match=r"seed\.yaml:5: .*script_file: cannot read .*a\.js: No such file") as caught:
        load(file)

    assert caught.value.files == (file, tmp_path / "a.js")


def test_a_refused_seed_changes_nothing() -> None:
    """An instance is as it was when what should replace its state is wrong further down."""
    instance = first_instance(Settings())
    before = instance.state

    with pytest.raises(SeedError):
        apply(loads(CASES["two users"][0]), instance, Settings())

    assert instance.state is before
    assert len(before.organisations) == 1
