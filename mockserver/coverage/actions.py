"""What there is to touch of actions: triggers, what scripts find at them, and what executions are for.

Only a journal tells of them; files of traffic do not say which scripts ran.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mockserver.coverage.items import ANY_OPERATION, Dimension, Item
from mockserver.scripts.modules import MODULES
from mockserver.scripts.tables import TRIGGERS, Trigger
from mockserver.traffic.reading import Reading

PLACES = ("request", "response", "event", "function/preuserinfo", "function/preaccesstoken", "function/presamlresponse")
"""What executions are for; of requests, responses and events each operation or type counts as one."""
OUTCOMES = ("delivered", "ignored", "interrupted")
_WRITES = frozenset({"CreateAction", "UpdateAction"})
_PART = re.compile(r"[\w.]+")


def action_items() -> Iterator[Item]:
    """All of them, triggers by their numbers."""
    for trigger in TRIGGERS.values():
        yield _trigger(trigger)
        yield from (_member(trigger, path) for path in _paths(trigger))
    yield from (Item(Dimension.SCRIPT_API, ANY_OPERATION, name) for name in MODULES)
    yield from (delivery(place, outcome) for place in PLACES for outcome in OUTCOMES)


def delivery(place: str, outcome: str) -> Item:
    """That something of a place was sent, with an outcome."""
    return Item(Dimension.EXECUTIONS, ANY_OPERATION, f"{place} {outcome}")


class Scripts:
    """The scripts that traffic wrote, and what the runs of them touched.

    What a script uses is told by its text: a member counts where its whole path stands in it.
    """

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}

    def touched(self, reading: Reading) -> Iterator[Item]:
        """The items of one exchange; exchanges come in their order."""
        if reading.operation is not None and reading.operation.spec.id in _WRITES and reading.succeeded:
            message = reading.request or {}
            self._sources[str(message.get("name", ""))] = str(message.get("script", ""))
        for run in reading.exchange.runs:
            yield from self._of_run(run)

    def _of_run(self, run: Mapping[str, Any]) -> Iterator[Item]:
        trigger = TRIGGERS.get((str(run["flow"]), str(run["trigger"])))
        if trigger is None:
            return
        yield _trigger(trigger)
        source = self._sources.get(str(run["action"]), "")
        named = set(_beginnings(_PART.findall(source)))
        yield from (_member(trigger, path) for path in _paths(trigger) if path in named)
        yield from (Item(Dimension.SCRIPT_API, ANY_OPERATION, name) for name in MODULES if name in source)


def _beginnings(texts: Iterable[str]) -> Iterator[str]:
    """Each text of names with dots between them, and what it begins with: `ctx.v1.user` of `ctx.v1.user.grants`."""
    for text in texts:
        names = text.split(".")
        yield from (".".join(names[:count]) for count in range(1, len(names) + 1))


def _paths(trigger: Trigger) -> Iterator[str]:
    yield from (f"ctx.{member.path}" for member in trigger.ctx)
    yield from (f"api.{deed.path}" for deed in trigger.api)


def _trigger(trigger: Trigger) -> Item:
    return Item(Dimension.TRIGGERS, ANY_OPERATION, f"flow {trigger.flow}, trigger {trigger.trigger}")


def _member(trigger: Trigger, path: str) -> Item:
    return Item(Dimension.SCRIPT_API, ANY_OPERATION, f"{trigger.flow}/{trigger.trigger} {path}")
