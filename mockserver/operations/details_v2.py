"""The details that answers of those services of v2 carry that were first."""

from __future__ import annotations

from mockserver.domain.events import Recorded
from mockserver.domain.ids import Instant
from mockserver.domain.tables import Row, Stamp
from mockserver.operations.messages.zitadel_object_v2 import Details
from mockserver.spec.wellknown import timestamp, uint64


def changed(recorded: Recorded | Stamp, resource_owner: str) -> Details:
    """Details of a write, which answers the event's instant as `changeDate`."""
    return Details(
        sequence=uint64(recorded.sequence), change_date=timestamp(recorded.at), resource_owner=resource_owner
    )


def stored(sequence: int, created: Instant, changed: Instant, resource_owner: str) -> Details:
    """Details of something read, with both of its dates."""
    return Details(
        sequence=uint64(sequence),
        change_date=timestamp(changed),
        resource_owner=resource_owner,
        creation_date=timestamp(created),
    )


def of_row(row: Row, resource_owner: str) -> Details:
    """Details of a row that is read."""
    return stored(row.sequence, row.created, row.changed, resource_owner)
