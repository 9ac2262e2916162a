"""A state file that changes while it is served."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from mockserver.seeds import Document, Watch, start
from mockserver.settings import Settings
from tests.command_line import COMMAND, WAIT_S, environment
from tests.seeds.servers import serving

ACME = "organisations:\n  - name: Acme\n"
GLOBEX = "organisations:\n  - name: Globex\n"


def look(watch: Watch) -> str | None:
    """What a look tells."""
    return asyncio.run(watch.look())


def test_a_server_follows_its_file(tmp_path: Path) -> None:
    """A change is served; a broken file is told with its line, and the state from before is served meanwhile."""
    file = tmp_path / "seed.yaml"
    file.write_text(ACME)
    with serving("--state", str(file), "--watch") as server:
        assert server.organisations() == ["ZITADEL", "Acme"]

        file.write_text(GLOBEX)
        server.says("loaded")
        assert server.organisations() == ["ZITADEL", "Globex"]

        file.write_text(GLOBEX + "    actve: true\n")
        assert "seed.yaml:3: organisations[0].actve: there is no such field" in server.says("still served")
        assert server.organisations() == ["ZITADEL", "Globex"]

        file.write_text(ACME + "  - name: Globex\n")
        server.says("loaded")
        assert server.organisations() == ["ZITADEL", "Acme", "Globex"]


def test_what_is_looked_at(tmp_path: Path) -> None:
    """Scripts are watched too, one that does not exist yet included; an unchanged file is not loaded again."""
    file, script = tmp_path / "seed.yaml", tmp_path / "a.js"
    file.write_text(ACME)
    settings = Settings(state_file=file)
    instance = start(settings)
    watch = Watch(file, settings, lambda: instance)
    loaded = instance.state

    assert look(watch) is None
    assert instance.state is loaded

    file.write_text(ACME + "    actions: [{name: a, script_file: a.js}]\n")
    assert "cannot read" in (look(watch) or "")
    assert look(watch) is None
    assert instance.state is loaded

    for text in ("one", "two"):
        script.write_text(text)
        os.utime(script, ns=(0, len(text) + ord(text[0])))
        assert look(watch) == f"loaded {file} again"
        scripts = [action.script for action in instance.state.actions]
        assert scripts == [text]
        assert look(watch) is None

    file.unlink()
    assert "cannot be read" in (look(watch) or "")
    assert look(watch) is None


@pytest.mark.parametrize("text", ["organisations: " + "[" * 900 + "]" * 900, "[" * 100_000, "a: \x01", "\ud800"])
def test_whatever_a_file_holds_the_next_one_is_loaded(tmp_path: Path, text: str) -> None:
    """A file that cannot be read is told, and the state from before is served until one can."""
    file = tmp_path / "seed.yaml"
    file.write_text(ACME)
    instance = start(Settings(state_file=file))
    watch = Watch(file, Settings(state_file=file), lambda: instance)
    file.write_text(text, "utf-8", "surrogatepass")

    assert "the state from before is still served" in (look(watch) or "")
    assert look(watch) is None
    file.write_text(GLOBEX)
    assert look(watch) == f"loaded {file} again"


def test_a_fault_of_our_own_does_not_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even an error that nobody thought of is told, once."""
    file = tmp_path / "seed.yaml"
    file.write_text(ACME)
    instance = start(Settings(state_file=file))
    watch = Watch(file, Settings(state_file=file), lambda: instance)
    file.write_text(GLOBEX)

    with monkeypatch.context() as patched:
        patched.setattr("mockserver.seeds.watching.load", _broken)
        assert "KeyError: 'odd'; the state from before is still served" in (look(watch) or "")
        assert look(watch) is None
    file.write_text(ACME + "  - name: Globex\n")
    assert look(watch) == f"loaded {file} again"


def _broken(_: Path) -> Document:
    raise KeyError("odd")


def test_a_file_that_is_being_written(tmp_path: Path) -> None:
    """Between an editor's emptying and its writing the state from before is served."""
    file = tmp_path / "seed.yaml"
    file.write_text(ACME)
    instance = start(Settings(state_file=file))
    watch = Watch(file, Settings(state_file=file), lambda: instance)
    loaded = instance.state
    file.write_text("")

    assert look(watch) is None
    assert instance.state is loaded
    file.write_text(GLOBEX)
    assert look(watch) == f"loaded {file} again"


def test_nobody_reads_what_is_told(tmp_path: Path) -> None:
    """Once stdout is closed at its other end, changes are still loaded, and told on stderr."""
    file = tmp_path / "seed.yaml"
    file.write_text(ACME)
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "-q", "--state", str(file), "--watch"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline().startswith("listening on ")
            process.stdout.close()
            for text in (GLOBEX, ACME + "  - name: Globex\n"):
                file.write_text(text)
                assert process.stderr.readline() == f"loaded {file} again\n"
            process.terminate()
            assert process.wait(WAIT_S) == 0
            assert process.stderr.read() == ""
        finally:
            process.kill()
