"""The package for Java builds, passes its tests and those of its README."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.clients.missing import need_program
from tests.packages.java import maven, repository
from tests.packages.layout import PACKAGES, copied, run

README = (PACKAGES / "java" / "README.md").read_text("utf-8")
FILES = dict(re.findall(r"`([\w/.]+\.(?:java|xml))`[^`]*?:\n\n```(?:java|xml)\n(.*?)```", README, re.DOTALL))

pytestmark = [pytest.mark.tools, pytest.mark.timeout(900)]


def test_its_tests_and_the_readme(tmp_path: Path) -> None:
    """Maven builds, tests and installs it, offline; a fresh project with the files of the README uses that."""
    need_program("mvn")
    # It is installed there, so that it has to be a copy.
    own = shutil.copytree(repository(), tmp_path / "repository")
    offline = [*maven(own), "--offline"]
    package = copied("java", tmp_path)

    run([*offline, "install"], package)

    reports = [path.read_text("utf-8") for path in (package / "target" / "surefire-reports").glob("*.txt")]
    counts = [re.search(r"Tests run: (\d+), Failures: 0, Errors: 0, Skipped: 0", report) for report in reports]
    assert sorted(int(count[1]) for count in counts if count) == [1, 8]
    assert [*FILES] == ["pom.xml", "src/test/java/TriggersTest.java"]
    project = tmp_path / "project"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    run([*offline, "test"], project)
    (report,) = (project / "target" / "surefire-reports").glob("*.txt")
    assert "Tests run: 2, Failures: 0, Errors: 0" in report.read_text("utf-8")
