"""The files that follow from the surface."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from mockserver.errors.lookup import problems_by_id
from mockserver.spec.document import spec_path
from mockserver.spec.writing.derived import FOLDER, Unused, derived_files
from mockserver.surface.library import surface

LONGEST = 800
"""Lines that a file of the document may have."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The entry of a copy of the document."""
    shutil.copytree(spec_path().with_name("openapi"), tmp_path / "openapi")
    return Path(shutil.copy(spec_path(), tmp_path))


def test_the_files_are_fresh() -> None:
    """`make derived` would change nothing."""
    folder = spec_path().parent / FOLDER

    assert derived_files(spec_path(), surface()) == {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def test_what_is_authored_of_nothing_is_told(copy: Path) -> None:
    """Prose of a message or a field that no operation uses does not lie about."""
    authored = copy.parent / "openapi" / "messages.yaml"
    text = authored.read_text("utf-8")

    authored.write_text(f"{text}Nope:\n  required: [id]\n", "utf-8")
    with pytest.raises(Unused, match="no operation uses Nope"):
        derived_files(copy, surface())

    authored.write_text(text.replace("    script: {", "    skript: {", 1), "utf-8")
    with pytest.raises(Unused, match="has no field skript"):
        derived_files(copy, surface())


def test_every_summary_is_of_an_error() -> None:
    """What is said of an ID is said of one that the catalogue has."""
    summaries = yaml.safe_load(spec_path().with_name("openapi").joinpath("errors.yaml").read_text("utf-8"))

    assert summaries.keys() <= problems_by_id().keys()


def test_no_file_is_long() -> None:
    """A resource is a file, so that none has to hold everything; a derived one is a package."""
    files = [spec_path(), *spec_path().with_name("openapi").glob("*.yaml")]

    assert [file.name for file in files if len(file.read_text("utf-8").splitlines()) > LONGEST] == []
