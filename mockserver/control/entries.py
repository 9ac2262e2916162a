"""One entry of a journal, by its number."""

from __future__ import annotations

from mockserver.control.problems import ControlProblem
from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange


def entry_of(journal: Journal[Exchange], number: int) -> Exchange:
    """The entry of a number.

    Raises: ControlProblem: 404 where it is not kept (any more).
    """
    exchange = journal.find(number)
    if exchange is None:
        raise ControlProblem(
            404,
            f"request {number} is not in the journal (any more)",
            field="id",
            fix="GET /__admin/requests lists what is; --max-journal-entries keeps more",
        )
    return exchange
