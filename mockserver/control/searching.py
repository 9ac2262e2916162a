"""Searching a whole journal, in turns with what other clients want."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

from mockserver.control.looking import Look
from mockserver.control.parameters import decoded, parameters
from mockserver.control.request_filter import MOST_SHOWN, ExportFilter, RequestFilter
from mockserver.control.server import Target
from mockserver.control.steps import unmatched
from mockserver.store.instance import Instance
from mockserver.wire.http import Exchange

_READ = frozenset({"GET", "HEAD"})
_COUNT = "/__admin/requests/count"
_CHANGES = "/__admin/requests/changes"
_EXPORTS = frozenset(f"/__admin/requests/{form}" for form in ("har", "curl", "pytest"))
SEARCHES: Mapping[str, frozenset[str]] = {
    "/__admin/requests": _READ,
    "/__admin/requests/find": frozenset({"POST"}),
    _COUNT: _READ | {"POST"},
    _CHANGES: _READ,
    **dict.fromkeys(_EXPORTS, _READ),
}
"""Methods by path."""
_AT_ONCE = 256


async def search(target: Target) -> list[Exchange]:
    """The entries that a request asks for, newest first: as many as its limit, or all where they are counted.

    Raises: ControlProblem, for a filter that cannot be used.
    """
    request, instance = target.request, target.instance
    kind = ExportFilter if request.path in _EXPORTS else RequestFilter
    wanted = decoded(request.body, kind) if request.method == "POST" else parameters(request.query, kind)
    wanted.require_usable()
    most = sys.maxsize if request.path in (_COUNT, _CHANGES) else min(wanted.limit, MOST_SHOWN)
    return await newest(instance, lambda entries: wanted.matching(instance, entries), most, wanted.before)


async def unmatched_of(instance: Instance, most: int) -> list[Exchange]:
    """The newest requests that nothing serves."""
    return await newest(instance, lambda entries: (entry for entry in entries if unmatched(entry.response)), most)


async def newest(
    instance: Instance, choose: Callable[[Iterator[Exchange]], Iterable[Exchange]], most: int, before: int = 0
) -> list[Exchange]:
    """The newest entries that are chosen, in turns with other requests.

    Args:
        choose: picks out of entries that it is given newest first.
        before: only entries with a smaller number; 0 for all.
    """
    journal = instance.journal
    number = min(journal.next_number, before or sys.maxsize)
    found: list[Exchange] = []
    while len(found) < most:
        older = [entry for entry in journal.since(max(0, number - 1 - _AT_ONCE), _AT_ONCE) if entry.number < number]
        if not older:
            break
        look = Look(reversed(older), number)
        found.extend(choose(iter(look)))
        number = look.seen
        await asyncio.sleep(0)
    return found[:most]
