"""Sending a request of the journal again."""

from __future__ import annotations

import re

import msgspec

from mockserver.control.entries import entry_of
from mockserver.control.exchange_view import details
from mockserver.control.problems import ControlProblem
from mockserver.control.server import Target
from mockserver.wire.http import Exchange, HttpRequest, Response

PATH = re.compile(r"/__admin/requests/([0-9]{1,18})/replay")
HEADER = b"x-mock-replay-of"
_KEEP_MORE = 'have it keep some: PUT /__admin/settings {"maxJournalEntries": 10000}'


async def replay(target: Target, number: int) -> Response:
    """Answer a request as it came once, but for a header that names the entry it is of; shows the new entry.

    What is answered is the new entry's affair: it may be late, refused, or broken on purpose.

    Raises: ControlProblem: 404 where the entry is gone, 409 where the new one cannot be shown.
    """
    journal = target.instance.journal
    if not journal.max_entries:
        raise ControlProblem(409, "the instance keeps no journal", fix=_KEEP_MORE)
    original = entry_of(journal, number)
    request = _again(original)
    answer = target.server.respond(request, native=original.native)
    if not isinstance(answer, Response):
        await answer
    # Entries are found by the request itself: others may have come in while it was held back.
    entry = next((exchange for exchange in journal if exchange.request is request), None)
    if entry is None:
        raise ControlProblem(409, f"request {number} was sent again, but its entry was not kept", fix=_KEEP_MORE)
    shown = details(entry, target.server.instances.serving(target.host), target.server.rpcs)
    query = b"?" + target.request.query if target.request.query else b""
    headers = [(b"content-type", b"application/json"), (b"location", b"/__admin/requests/%d%b" % (entry.number, query))]
    return Response(201, headers, msgspec.json.encode(shown))


def _again(original: Exchange) -> HttpRequest:
    request = original.request
    return msgspec.structs.replace(request, headers={**request.headers, HEADER: b"%d" % original.number})
