"""The full document, as it is kept between runs of the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mockserver.spec import description
from mockserver.spec.document import spec_path

_DECIDES_NOTHING = {"kept", "later", "short_cache"}
"""What is imported with it and only reads, keeps or puts off."""


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, which is not the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "zitadel-mock" / "description"


def anew() -> str:
    """The full document as another run of the command has it, as JSON, so that the order counts."""
    return json.dumps(description.description.__wrapped__())


def test_what_is_kept_is_what_was_made(entries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads what the first one made, member for member in the same order."""
    made = anew()
    assert made == json.dumps(description.describe(spec_path()))
    assert len(list(entries.iterdir())) == 1

    monkeypatch.setattr(description, "describe", None)
    assert anew() == made


def test_other_code_makes_it_anew(entries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two versions of the package have an entry each."""
    made = anew()
    for folder in description.DECIDING:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "changed.py").write_text("# another version\n", "utf-8")
    monkeypatch.setattr(description, "__file__", str(tmp_path / "spec" / "description.py"))

    assert anew() == made
    assert len(list(entries.iterdir())) == 2


def test_without_the_text_of_its_code_nothing_is_kept(entries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code in an archive has no text to make a key of."""
    monkeypatch.setattr(description, "__file__", "/nowhere/spec/description.py")

    assert anew()
    assert not entries.exists()


def test_all_that_decides_counts() -> None:
    """Every module that takes part is of a folder that the key is made of."""
    code = """
import sys
from mockserver.spec.description import describe
from mockserver.spec.document import spec_path
describe(spec_path())
print(*{name.split(".")[1] for name in sys.modules if name.startswith("mockserver.")})
"""
    imported = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()

    assert set(imported) - _DECIDES_NOTHING == set(description.DECIDING)
