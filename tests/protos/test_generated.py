"""The committed descriptors belong to the committed .proto files."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from mockserver.protos import pool

ROOT = Path(__file__).parents[2]


def test_the_committed_descriptors_are_up_to_date(tmp_path: Path) -> None:
    """`make protos` into another folder writes the very bytes that are committed."""
    fresh = tmp_path / "descriptors.binpb"
    subprocess.run(["make", "protos", f"PROTOS_OUT={fresh}", f"PYTHON={sys.executable}"], cwd=ROOT, check=True)
    committed = files("mockserver.protos").joinpath(pool.DESCRIPTORS).read_bytes()
    assert committed == fresh.read_bytes(), "run `make protos` and commit what it writes"
