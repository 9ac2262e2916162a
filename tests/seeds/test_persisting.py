"""A state that outlives its server."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from contracts.target import Target
from mockserver import seeds
from mockserver.cli import cli
from mockserver.seeds.persisting import Persistence, held
from mockserver.settings import Settings
from tests.protocols.serving import serving

WRITTEN_S = 30.0


def _projects(target: Target, add: str = "") -> list[str]:
    """Names of all projects, after one was added."""
    headers = {"authorization": f"Bearer {target.admin_pat}"}
    with httpx.Client(base_url=f"{target.base_url}/management/v1", headers=headers) as http:
        if add:
            http.post("/projects", json={"name": add}).raise_for_status()
        return [row["name"] for row in http.post("/projects/_search", json={}).json().get("result", [])]


def test_it_survives(tmp_path: Path) -> None:
    """An orderly end loses nothing, a sudden one nothing that was there for a moment; the file is its owner's alone."""
    file, pat = tmp_path / "state.yaml", tmp_path / "login-client.pat"
    options = ("-q", "--no-demo", "--persist", str(file), "--login-client-pat-path", str(pat))
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    with serving(first, *options) as server:
        _projects(server.target, "sudden")
        until = time.monotonic() + WRITTEN_S
        while not file.exists() or "sudden" not in file.read_text("utf-8"):
            assert time.monotonic() < until
            time.sleep(0.05)
        server.process.kill()
    with serving(second, *options) as server:
        assert _projects(server.target, "orderly") == ["sudden", "orderly"]
        server.process.terminate()
        assert server.process.wait(timeout=30) == 0
    kept = seeds.start(Settings(state_file=file)).state
    assert {project.name for project in kept.projects} >= {"sudden", "orderly"}
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")] == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda text: text[: len(text) // 2], "is damaged"),
        (lambda text: text[:20], "is damaged"),
        (lambda _: "", "is damaged"),
        (lambda text: text.replace("ZITADEL", "zitadel"), "is damaged"),
        (lambda text: text.partition("\n")[2].replace("organisations:", "organizations:"), "organizations"),
        (lambda _: "- 1\n", "state.yaml"),
    ],
)
def test_a_file_that_is_no_good(tmp_path: Path, damage: object, told: str) -> None:
    """What is damaged or describes no state is refused in a line, and left as it is."""
    file = tmp_path / "state.yaml"
    instance = seeds.start(Settings())
    Persistence(file, lambda: instance).write()
    assert callable(damage)
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    before = file.read_bytes()

    result = CliRunner().invoke(cli, ["serve", "--port", "0", "--persist", str(file)])

    assert result.exit_code == 2
    assert told in result.stderr
    assert file.read_bytes() == before


def test_two_servers_with_one_file(tmp_path: Path) -> None:
    """The second does not start."""
    file = tmp_path / "state.yaml"

    with held(file):
        result = CliRunner().invoke(cli, ["serve", "--port", "0", "--persist", str(file)])

    assert result.exit_code == 2
    assert f"another server keeps its state in {file}" in result.stderr


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """It is said at the start; so is what excludes it."""
    result = CliRunner().invoke(cli, ["serve", "--port", "0", "--persist", str(tmp_path / "none" / "state.yaml")])
    assert result.exit_code == 2
    assert "--persist: cannot write" in result.stderr
    both = ["serve", "--watch", "--state", "a.yaml", "--persist", "b.yaml"]
    assert "exclude each other" in CliRunner().invoke(cli, both).stderr
