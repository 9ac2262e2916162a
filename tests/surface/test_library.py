"""The versions of the surface at hand."""

from pathlib import Path

import pytest

from mockserver.surface import library
from mockserver.surface.library import Surface
from mockserver.surface.model import Package
from mockserver.surface.text import BadSurface
from tests.surface.texts import PACKAGE, surface


def test_an_unknown_version_names_those_there_are() -> None:
    """Who asks for a version that is not there is told which are."""
    with pytest.raises(library.UnknownVersion, match=r"no version '1.0'.*; there are .*2025-12-24, proto-1.3.1"):
        library.surface("1.0")


def test_the_served_version_is_there() -> None:
    """The version that is served is one of those at hand, and is the one that comes without a name."""
    assert library.SERVED in library.versions()
    assert library.surface().version == library.SERVED


def test_things_by_their_names() -> None:
    """Services, methods, messages and enums are found by full name; what is not there is a KeyError."""
    served = library.surface()
    rpc = "zitadel.management.v1.ManagementService/SetTriggerActions"
    assert served.method(rpc) is served.service(rpc.partition("/")[0]).methods["SetTriggerActions"]
    assert served.message(served.method(rpc).request).fields["flow_type"].number == 1
    assert served.enum("zitadel.action.v1.FlowState").numbers["FLOW_STATE_ACTIVE"] == 2
    for ask in (served.method, served.message, served.enum):
        with pytest.raises(KeyError):
            ask("zitadel.management.v1.Nothing")


def test_packages_are_read_when_asked_for(tmp_path: Path) -> None:
    """What is wrong with one package is no matter until something of it is asked for."""
    library.write(tmp_path, (Package(PACKAGE),))
    (tmp_path / "zitadel.bad.v1.txt").write_text("nonsense\n")
    read = library.from_folder(tmp_path)
    assert read.packages == (PACKAGE, "zitadel.bad.v1")
    assert read.package(PACKAGE) == Package(PACKAGE)
    with pytest.raises(BadSurface, match=r"zitadel\.bad\.v1"):
        read.package("zitadel.bad.v1")


def test_writing_replaces_an_earlier_version(tmp_path: Path) -> None:
    """What an earlier version had, and this one has not, is gone; what is there is read as it was."""
    library.write(tmp_path, (Package("zitadel.gone.v1"),))
    kept: Surface = surface("message Kept\n 1 name string")
    library.write(tmp_path, (kept.package(PACKAGE),))
    read = library.from_folder(tmp_path)
    assert read.packages == (PACKAGE,)
    assert read.package(PACKAGE) == kept.package(PACKAGE)


def test_an_empty_folder_is_no_version(tmp_path: Path) -> None:
    """A folder without a file of the surface is refused, and the message says what would write them."""
    with pytest.raises(library.UnknownVersion, match="make surface"):
        library.from_folder(tmp_path)


def test_all_versions_together_are_small() -> None:
    """The versions hold facts alone, so that they stay below 1.5 MB."""
    files = [file for version in library.versions() for file in (library.folder() / version).iterdir()]
    assert {Path(file.name).suffix for file in files} == {".txt"}
    assert sum(len(file.read_bytes()) for file in files) < 1_500_000
