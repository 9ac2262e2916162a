"""A server whose reads lag behind its writes passes, and the waiting is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contracts.server_process import server_process
from tests.command_line import run_against


def test_reads_that_lag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks and recordings wait for what was written."""
    monkeypatch.setenv("ZITADEL_MOCK_CONSISTENCY_LAG", "60ms")
    with server_process(tmp_path) as target:
        monkeypatch.delenv("ZITADEL_MOCK_CONSISTENCY_LAG")
        ended = run_against(target, "verify", "--quiet", "--select", "flows", "--select", "*recorded in cascade*")

    assert ended.returncode == 0, ended.stdout
    assert re.search(r"waited [1-9][0-9]* times for reads", ended.stdout)
