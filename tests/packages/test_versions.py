"""The packages say of themselves what the server says."""

from __future__ import annotations

import json
import re
import tomllib

from tests.packages.layout import PACKAGES, ROOT


def test_versions_and_licences() -> None:
    """One version and one licence for all that goes out together; Go's module has its version from a tag."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    manifest = json.loads((PACKAGES / "javascript" / "package.json").read_text("utf-8"))
    pom = (PACKAGES / "java" / "pom.xml").read_text("utf-8")
    licence = re.search(r"<license>\s*<name>(.*?)</name>", pom)
    assert licence
    assert {project["license"], manifest["license"], licence[1]} == {project["license"]}
    own = re.findall(r"<version>(.*?)</version>", pom)[0]
    assert {project["version"], manifest["version"], own} == {project["version"]}
    readmes = [ROOT / "examples" / "frontend" / "README.md", PACKAGES / "javascript" / "README.md"]
    named = [re.findall(r"zitadel-mock-([\d.]+)\.tgz", readme.read_text("utf-8")) for readme in readmes]
    assert named == [[project["version"]], [project["version"]] * 2]
    assert f"@v{project['version']}\n" in (PACKAGES / "go" / "README.md").read_text("utf-8")


def test_nobody_is_sent_to_a_registry() -> None:
    """READMEs of packages install from this repository: on registries there is nothing, or something of others."""
    for readme in PACKAGES.glob("*/README.md"):
        commands = re.findall(r"(?:npm|pip|go) (?:install|get)\b.*", readme.read_text("utf-8"))
        assert commands, readme
        for command in commands:
            assert not re.search(r"(?<!/)zitadel-mock(?![-/])", command), command
