"""What Maven fetches is held against the sums that were written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.jars import require_sums, sums_of


def test_sums(tmp_path: Path) -> None:
    """The same files pass; one that changed, one that came and one that is gone are named."""
    for name in ("changed.jar", "gone.jar", "same.jar"):
        (tmp_path / name).write_bytes(name.encode())
    sums = sums_of(tmp_path)
    require_sums(tmp_path, sums)

    (tmp_path / "changed.jar").write_bytes(b"else")
    (tmp_path / "gone.jar").unlink()
    (tmp_path / "new.jar").touch()
    with pytest.raises(OSError, match=r"says: changed\.jar, gone\.jar, new\.jar$"):
        require_sums(tmp_path, sums)
