"""A state file that changes while it is served."""

from __future__ import annotations

import os
from pathlib import Path

from mockserver.seeds import Watch, start
from mockserver.settings import Settings
from tests.seeds.servers import serving

ACME = "organisations:\n  - name: Acme\n"
GLOBEX = "organisations:\n  - name: Globex\n"


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

    assert watch.look() is None
    assert instance.state is loaded

    file.write_text(ACME + "    actions: [{name: a, script_file: a.js}]\n")
    assert "cannot read" in (watch.look() or "")
    assert watch.look() is None
    assert instance.state is loaded

    for text in ("one", "two"):
        script.write_text(text)
        os.utime(script, ns=(0, len(text) + ord(text[0])))
        assert watch.look() == f"loaded {file} again"
        scripts = [action.script for org in instance.state.organisations.values() for action in org.actions.values()]
        assert scripts == [text]
        assert watch.look() is None

    file.unlink()
    assert "cannot be read" in (watch.look() or "")
    assert watch.look() is None
