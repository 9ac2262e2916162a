"""A server whose reads lag behind its writes passes, and the waiting is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from contracts.server_process import server_process
from tests.command_line import run_against


def test_reads_that_lag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lag is measured, checks and recordings wait as long, and what came late is told as late, not as wrong."""
    monkeypatch.setenv("ZITADEL_MOCK_CONSISTENCY_LAG", "60ms")
    with server_process(tmp_path) as target:
        monkeypatch.delenv("ZITADEL_MOCK_CONSISTENCY_LAG")
        selected = ("--select", "flows", "--select", "errors in de", "--select", "*recorded in cascade*")
        ended = run_against(target, "verify", "--quiet", *selected, "--report-dir", str(tmp_path / "reports"))

    assert ended.returncode == 0, ended.stdout
    assert re.search(r"[1-9][0-9]* reads came late", ended.stdout)
    written = {path.name for path in (tmp_path / "reports").iterdir()}
    assert written == {"junit.xml", "report.json", "report.html"}
    report = json.loads((tmp_path / "reports" / "report.json").read_text("utf-8"))
    assert report["lag"]["late"] > 0
    assert report["lag"]["allowed_s"] > report["lag"]["longest_s"] > 0.03
    assert {"SetTriggerActions", "GetFlow"} & {row["operation"] for row in report["late"]}
    assert any(row["call"].startswith("line ") for row in report["late"])
    assert report["differences"] == []
