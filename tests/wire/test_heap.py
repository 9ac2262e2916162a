"""Free memory that is given back."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from mockserver import running
from mockserver.app import App, create_app
from mockserver.settings import Settings
from mockserver.wire.heap import FreeMemory
from mockserver.wire.server import Listener

MIB = 1 << 20


def test_only_what_is_new_is_given_back() -> None:
    """What was given back counts as free all the same; only what becomes free later is worth another try."""
    free, trims = 10 * MIB, []
    memory = FreeMemory(lambda: free, lambda: trims.append(free))

    assert memory.much
    memory.give_back()
    assert not memory.much

    free = 2 * MIB
    assert not memory.much
    free = 7 * MIB
    assert memory.much
    assert trims == [10 * MIB]


def test_a_reset_frees_what_the_first_instance_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else refers to it, cycles included: what a start made is frozen, and the collector never sees it."""
    apps: list[App] = []

    def noting(*given: Any, **options: Any) -> App:
        apps.append(create_app(*given, **options))
        return apps[0]

    def serve(_app: object, _port: object, listener: Listener, *_: Any) -> None:
        listener.socket.close()
        instances = apps[0].instances
        first = weakref.ref(instances.first)
        gc.disable()
        try:
            instances.replace("localhost")
            assert first() is None
        finally:
            gc.enable()

    monkeypatch.setattr(running, "create_app", noting)
    monkeypatch.setattr(running, "serve", serve)
    running.run(Settings(port=0), print)

    assert len(apps) == 1
