"""Memory of forgotten requests is given back."""

from __future__ import annotations

import asyncio

from mockserver.control.giving_back import give_back
from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange, HttpRequest, Response


def test_forgotten_entries_are_freed() -> None:
    """None while who asked waits, all of them in the end, in turns with others, and none that came later."""
    journal: Journal[Exchange] = Journal(10_000)
    request = HttpRequest("GET", "/", b"/", b"", {}, "http", b"")

    def keep() -> None:
        journal.append(Exchange(journal.next_number, 0, 0, request, Response(200, [], b"")), 10_000)

    for _ in range(2_000):
        keep()
    journal.clear()
    keep()

    async def wait() -> list[int]:
        give_back(journal)
        seen = [journal.forgotten]
        while journal.forgotten:
            await asyncio.sleep(0.001)
            seen.append(journal.forgotten)
        return seen

    first, *others = asyncio.run(wait())
    assert first == 2_000
    assert any(0 < forgotten < 2_000 for forgotten in others)
    assert (len(journal), journal.kept_bytes) == (1, 10_000)
