"""The HTTP/2 conformance suite of other people, against our port."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

from contracts.target import Target
from tests.clients.go import program
from tests.server import authority

TIMEOUT_S = 60
CASES = 145
MAY_FAIL = {"Sends invalid connection preface": "the port speaks HTTP/1.1 too, and answers so what is no HTTP/2"}
"""Cases by their description, with the reason why each may fail."""


def read(report: Path) -> list[ElementTree.Element]:
    """The cases of a report, which holds bytes of frames that no XML may hold."""
    text = re.sub(rb"[^\t\n\r -~]", b"", report.read_bytes())
    return list(ElementTree.fromstring(text).iter("testcase"))  # noqa: S314 - h2spec wrote it


def test_h2spec(server: Target, tmp_path: Path) -> None:
    """All cases hold but those few whose reasons are known."""
    host, port = authority(server)
    report = tmp_path / "report.xml"
    command = [str(program("h2spec")), "-h", host, "-p", str(port), "-o", "1", "-j", str(report)]

    subprocess.run(command, stdout=subprocess.DEVNULL, timeout=TIMEOUT_S, check=False)

    cases = read(report)
    failures = [case.attrib["classname"] for case in cases if len(case)]
    assert len(cases) == CASES
    assert set(failures) <= set(MAY_FAIL)
