"""A state that outlives its server."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from contracts.target import Target
from mockserver import seeds
from mockserver.cli import cli
from mockserver.domain.events import RowAdded
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.state import InstanceState
from mockserver.kept import write_whole
from mockserver.seeds import persisting
from mockserver.seeds.exporting import dumps_plain
from mockserver.seeds.persisting import Persistence, Unreadable, held
from mockserver.seeds.problems import Unusable
from mockserver.seeds.text import read_text, values_in
from mockserver.settings import Settings
from mockserver.store.instance import Instance
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
        (lambda text: text.partition("\n")[2].replace('"organisations"', '"organizations"'), "organizations"),
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


def test_a_file_of_before(tmp_path: Path) -> None:
    """One in YAML, as it was written once, is read as the one in JSON is that takes its place."""
    file, instance = tmp_path / "state.yaml", seeds.start(Settings(demo=True))
    text = seeds.dumps(seeds.export(instance)).encode()
    file.write_bytes(persisting._head_of(text) + b"\n" + text)
    first = persisting.start_persisted(Settings(persist=file))
    Persistence(file, lambda: first).write()
    assert json.loads(file.read_text("utf-8").partition("\n")[2])["organisations"]
    second = persisting.start_persisted(Settings(persist=file))
    assert seeds.export(second) == seeds.export(first) == seeds.export(instance)


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


def _grown(instance: Instance, name: str) -> None:
    """Let a state have one organisation more."""
    instance.append(RowAdded("org.added", ORGANISATIONS, Organisation(id=OrganisationId(name), name=name)))


async def _written(persistence: Persistence, until: Callable[[], bool]) -> None:
    """Let it write until something is so."""
    task = asyncio.create_task(persistence.run())
    async with asyncio.timeout(WRITTEN_S):
        while not until():
            await asyncio.sleep(0.01)
    task.cancel()


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), MemoryError(), SystemExit(3)])
def test_a_fault_in_the_thread_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: BaseException
) -> None:
    """It is tried again, and the event loop neither writes nor ends by it."""
    file, instance = tmp_path / "state.yaml", seeds.start(Settings())
    monkeypatch.setattr(persisting, "_INTERVAL_S", 0.01)
    threads = []

    def failing(*given: Any, **options: Any) -> None:
        threads.append(threading.current_thread() is threading.main_thread())
        if len(threads) == 1:
            raise fault
        write_whole(*given, **options)

    monkeypatch.setattr(persisting, "write_whole", failing)
    asyncio.run(_written(Persistence(file, lambda: instance), file.exists))

    assert threads == [False, False]
    assert any(f"--persist: cannot write {file}, which is tried again" in line for line in caplog.messages)
    read = seeds.start(Settings(state_file=file)).state
    assert list(read.organisations) == list(instance.state.organisations)
    assert read.organisation_histories == instance.state.organisation_histories


def test_a_state_that_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is not written, which is told each time that it changed, and the file stays as it was."""
    file, instance = tmp_path / "state.yaml", seeds.start(Settings())
    persistence = Persistence(file, lambda: instance)
    persistence.write()
    before = file.read_bytes()
    monkeypatch.setattr(persisting, "_INTERVAL_S", 0.01)
    monkeypatch.setattr(persisting, "MAX_VALUES", 10)
    _grown(instance, "large")
    asyncio.run(_written(persistence, lambda: bool(caplog.messages)))

    assert "THE STATE IS NOT KEPT: it has " in caplog.messages[0]
    _grown(instance, "larger")
    with pytest.raises(Unreadable, match="a state file may have 10"):
        persistence.write()
    assert file.read_bytes() == before


def test_values_are_counted_as_they_are_when_read() -> None:
    """What is written with as many values as there may be can be read, and one more cannot."""
    plain = {"a": [1, {"b": "c"}], "d": None}
    text = dumps_plain(plain)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mockserver.seeds.text.MAX_VALUES", values_in(plain))
        assert read_text(text, "", {}) == plain
        patch.setattr("mockserver.seeds.text.MAX_VALUES", values_in(plain) - 1)
        with pytest.raises(Unusable):
            read_text(text, "", {})


def test_what_is_older_is_not_written_over_what_is_newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that is still at an earlier state when the server ends has no effect any more."""
    file, instance = tmp_path / "state.yaml", seeds.start(Settings())
    persistence = Persistence(file, lambda: instance)
    go_on, begun, over = threading.Event(), threading.Event(), threading.Event()
    text = persisting._text

    def slow(state: InstanceState) -> bytes:
        made = text(state)
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            go_on.wait(WRITTEN_S)
            over.set()
        return made

    monkeypatch.setattr(persisting, "_text", slow)
    monkeypatch.setattr(persisting, "_INTERVAL_S", 0.01)
    asyncio.run(_written(persistence, begun.is_set))
    _grown(instance, "newer")
    persistence.write()
    newest = file.read_bytes()
    go_on.set()
    assert over.wait(WRITTEN_S)
    with persistence._lock:
        assert persistence._kept == 2
    for thread in threading.enumerate():
        if thread.name == "aside":
            thread.join(WRITTEN_S)
    assert file.read_bytes() == newest
    assert b"newer" in newest


_KILLED = """
import os, signal, sys
from pathlib import Path
from mockserver import seeds
from mockserver.seeds.persisting import Persistence
from mockserver.settings import Settings

held = [seeds.start(Settings())]
persistence = Persistence(Path(sys.argv[1]), lambda: held[0])
persistence.write()
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
held[0] = seeds.start(Settings())
persistence.write()
"""


def test_killed_while_it_writes(tmp_path: Path) -> None:
    """The file is what it was, and what was not finished is gone with the next start."""
    file = tmp_path / "state.yaml"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(file)], check=False)
    before = file.read_bytes()
    assert done.returncode == -signal.SIGKILL
    assert len([path for path in tmp_path.iterdir() if ".new-" in path.name]) == 1

    with held(file):
        assert persisting.start_persisted(Settings(persist=file)).state.organisations
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if ".new-" in path.name] == []
