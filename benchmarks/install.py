"""Brings the peers and load generators that Python's packages do not hold, at pinned versions, into a cache."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from benchmarks.process import output_of

CACHE = Path(__file__).parent / ".cache"
PRISM = "5.16.0"
"""As in peers/package.json."""
WIREMOCK = "3.13.2"
MOCKSERVER = "7.6.0"
"""The newest one whose parent POM Maven Central serves; of 8.0.0, 9.0.0 and 9.1.0 it is missing."""
GHZ = "v0.120.0"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_PROJECT = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>benchmarks</groupId>
  <artifactId>mockserver</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.mock-server</groupId>
      <artifactId>mockserver-netty</artifactId>
      <version>{version}</version>
    </dependency>
  </dependencies>
</project>
"""
_PEERS = Path(__file__).parent / "peers"
_MANIFESTS = ("package.json", "package-lock.json", ".npmrc")
_TIMEOUT_S = 600


def prism() -> Path:
    """The script that node runs Prism with. Raises: ServerFailed where it cannot be installed."""
    folder = CACHE / f"prism-{PRISM}"
    script = folder / "node_modules/@stoplight/prism-cli/dist/index.js"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in _MANIFESTS:
            shutil.copy(_PEERS / name, folder)
        output_of(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], _TIMEOUT_S, cwd=folder)
    return script


def wiremock() -> Path:
    """WireMock's jar. Raises: ServerFailed."""
    return _jar("org.wiremock", "wiremock-standalone", WIREMOCK)


def mockserver() -> Path:
    """The folder with MockServer's jar and those that it needs. Raises: ServerFailed."""
    folder = CACHE / f"mockserver-{MOCKSERVER}"
    if not folder.is_dir():
        folder.mkdir(parents=True)
        project, aside = CACHE / f"mockserver-{MOCKSERVER}.xml", folder.with_suffix(".new")
        project.write_text(_PROJECT.format(version=MOCKSERVER), "ascii")
        command = ["mvn", "--quiet", "--batch-mode", f"--file={project}", _COPY, f"-DoutputDirectory={aside}"]
        output_of([*command, f"-Dmaven.repo.local={CACHE / 'maven'}"], _TIMEOUT_S)
        folder.rmdir()
        aside.rename(folder)
    return folder


def ghz() -> Path:
    """The load generator for gRPC. Raises: ServerFailed."""
    program = CACHE / f"ghz-{GHZ}" / "ghz"
    if not program.exists():
        command = ["go", "install", f"github.com/bojand/ghz/cmd/ghz@{GHZ}"]
        output_of(command, _TIMEOUT_S, env={**os.environ, "GOBIN": str(program.parent)})
    return program


def _jar(group: str, name: str, version: str) -> Path:
    jar = CACHE / f"maven/{group.replace('.', '/')}/{name}/{version}/{name}-{version}.jar"
    if not jar.exists():
        command = ["mvn", "--quiet", "--batch-mode", "dependency:get", f"-Dartifact={group}:{name}:{version}"]
        output_of([*command, "-Dtransitive=false", f"-Dmaven.repo.local={CACHE / 'maven'}"], _TIMEOUT_S)
    return jar
