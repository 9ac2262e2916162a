"""Versions by what users call them."""

from pathlib import Path

import pytest

from mockserver.surface import library
from mockserver.surface.differences import differences
from mockserver.surface.sources import CannotRead, opened
from tests.surface.packaged import kept_version, package
from tests.surface.texts import PACKAGE, surface


def test_a_version_at_hand() -> None:
    """The name of a version that is at hand means that one."""
    assert opened("2025-12-24") is library.surface("2025-12-24")


def test_the_package_as_node_has_it() -> None:
    """A folder of the npm package is the same as its version at hand."""
    assert list(differences(opened(str(package())), opened(kept_version()))) == []


def test_a_folder_of_files(tmp_path: Path) -> None:
    """A folder as `make surface` writes it is a version that is called like the folder."""
    folder = tmp_path / "mine"
    library.write(folder, (surface("message M\n 1 name string").package(PACKAGE),))
    assert opened(str(folder)).version == "mine"
    assert opened(str(folder)).message(f"{PACKAGE}.M").fields["name"].number == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing", None, r"neither a version at hand \(.*2025-12-24.*\) nor a file or a folder"),
        ("file.tgz", b"something else", r"file\.tgz is no version of @zitadel/proto"),
        ("folder/other.json", b"{}", "folder is no version of @zitadel/proto: it holds no descriptors"),
        ("folder/zitadel.a.v1.txt", b"mesage Odd\n", r"zitadel\.a\.v1: cannot read the block of line 1"),
        ("folder/zitadel.a.v1.txt", b"\xff", "utf-8"),
        ("folder/package.json", b"{}", "folder is no version of @zitadel/proto: it holds no descriptors"),
    ],
)
def test_what_is_no_version(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    """Whatever cannot be read is refused at once, and the message says what is wrong with it."""
    path = tmp_path / name
    if content is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    source = path if path.parent == tmp_path else path.parent
    with pytest.raises(CannotRead, match=said):
        opened(str(source))
