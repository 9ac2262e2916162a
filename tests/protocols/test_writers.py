"""Many writers at once over all protocols, with connections that break."""

from __future__ import annotations

from contracts.target import Target
from tests.protocols.writers import PROTOCOLS, write
from tests.server import Api

WRITERS = 64
EACH = 6
PAGE = 1000


def test_every_answered_write_is_there_once(server: Target, api: Api) -> None:
    """What was answered is there under the id of the answer, nothing is there twice, and nothing that nobody asked."""
    writes = write(server, api.organisation, WRITERS, EACH)
    answer = api.done("POST", "/management/v1/actions/_search", {"query": {"limit": PAGE}})
    rows = [(row["name"], row["id"]) for row in answer["result"]]

    assert len(rows) < PAGE
    assert len({name for name, _ in rows}) == len(rows)
    assert writes.answered.items() <= set(rows)
    assert {name for name, _ in rows} <= writes.asked
    assert len(writes.answered) < len(writes.asked)
    assert {name.partition("-")[0] for name in writes.answered} == set(PROTOCOLS)
