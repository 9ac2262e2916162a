"""The journal as it grows, as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from mockserver.control.parameters import parameters
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.request_filter import EntryFilter
from mockserver.control.server import Target
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest, Response

PATH = "/__admin/requests/stream"

_LAST_EVENT = b"last-event-id"
_KEEP_ALIVE_S = 15.0


def exchanges(target: Target) -> Response:
    """Each exchange from now on that the query asks for; the id of an event is the number of its exchange.

    Who names the last event that it has gets first what came since and is still in the journal.

    Raises: ControlProblem.
    """
    wanted = parameters(target.request.query, EntryFilter)
    wanted.require_usable()
    seen = _last_seen(target.request, target.instance)
    return Response(200, [(b"content-type", b"text/event-stream")], b"", stream=_events(target, wanted, seen))


def _last_seen(request: HttpRequest, instance: Instance) -> int:
    newest = instance.journal.next_number - 1
    text = request.text(_LAST_EVENT)
    if not text:
        return newest
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ControlProblem(
            400, f"{shown(text)} is no id of an event", field="Last-Event-ID", fix="the id of the last event that came"
        )
    number = int(text)
    # A number that was not given yet is of a server that ran before: all of this journal is news.
    return number if number <= newest else 0


async def _events(target: Target, wanted: EntryFilter, seen: int) -> AsyncIterator[bytes]:
    """What the journal holds beyond a number, and what it comes to hold, until its instance is gone.

    A reader that falls so far behind that the journal has let go of entries sees the gap in the numbers.
    """
    journal = target.instance.journal
    now = asyncio.get_running_loop().time
    with target.server.following.join(journal) as followers:
        yield b": the journal of this instance follows\n\n"
        quiet_until = now() + _KEEP_ALIVE_S
        while not journal.closed:
            if seen < journal.next_number - 1 and len(journal):
                news = await followers.news(wanted, seen, target.server.instances.serving(target.host))
                seen = news.seen
                if news.text:
                    yield news.text
                    quiet_until = now() + _KEEP_ALIVE_S
            elif not await followers.grown(quiet_until - now()):
                yield b": still here\n\n"
                quiet_until = now() + _KEEP_ALIVE_S
