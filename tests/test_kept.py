"""Files of the cache, by their owner and by where the cache is."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from mockserver import kept
from mockserver.kept import cache_folder, keep

STRANGER = 12_345
CONTENT = b'{"a":1}'
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")


@needs_root
def test_a_strangers_file_is_not_believed(tmp_path: Path) -> None:
    """A file with the right content that belongs to another user is not used, and is replaced by one's own."""
    path = tmp_path / "entry"
    keep(path, b"key", CONTENT)
    os.chown(path, STRANGER, STRANGER)
    assert kept.kept(path, b"key") is None
    keep(path, b"key", CONTENT)
    assert kept.kept(path, b"key") == CONTENT
    assert path.stat().st_uid == 0


def test_a_file_of_root_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image's cache was filled by root, whoever runs it; a file that is neither root's nor ours is not believed."""
    path = tmp_path / "entry"
    keep(path, b"key", CONTENT)
    owner = path.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    assert (kept.kept(path, b"key") == CONTENT) is (owner == 0)


def test_a_file_of_another_key_is_not_believed(tmp_path: Path) -> None:
    """An entry that was moved to another's place is not taken for it."""
    path = tmp_path / "entry"
    keep(path, b"key", CONTENT)
    assert kept.kept(path, b"another") is None


@pytest.mark.parametrize("variable", [None, "", "relative/folder"])
def test_the_home_folder_counts_where_no_absolute_one_is_named(
    variable: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative XDG_CACHE_HOME is as good as none."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if variable is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", variable)
    assert cache_folder() == tmp_path / ".cache" / "zitadel-mock"


def test_no_home_and_no_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user that the system does not know has no cache."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    def unknown(_: int) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert cache_folder() is None
