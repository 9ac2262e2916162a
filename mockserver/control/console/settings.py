"""What can be changed of an instance as a whole: settings, clock, state; and which instances there are."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.reading import target
from mockserver.settings import Strictness
from mockserver.spec.wellknown import timestamp

_STRICTNESS = {
    Strictness.OFF: "off: accept it silently, as the real server does",
    Strictness.WARN: "warn: accept it, and say so in the journal, the log and x-mock-warning",
    Strictness.ERROR: "error: refuse it",
}
_INSTANCES = 100
"""Of more instances than this the first and the newest are shown."""


def show_settings() -> flask.Response:
    """Settings, clock, state and instances."""
    asked = target()
    instance, instances = asked.instance, asked.server.instances
    return page(
        "settings",
        instance=instance,
        strictness=_STRICTNESS,
        lag_ms=instance.lagging.lag_ms if instance.lagging is not None else 0,
        now=timestamp(instance.clock.now()),
        instances=instances.newest(_INSTANCES),
        total=len(instances),
        first=instances.first,
    )
