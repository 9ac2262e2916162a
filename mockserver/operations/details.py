"""The forms of details that answers carry."""

from __future__ import annotations

from mockserver.domain.events import Recorded
from mockserver.domain.ids import Instant
from mockserver.domain.tables import Row, Stamp
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import timestamp, uint64


def created(recorded: Recorded | Stamp, resource_owner: str) -> ObjectDetails:
    """Details of a write that answers the event's instant as `creationDate`."""
    return ObjectDetails(
        sequence=uint64(recorded.sequence), creation_date=timestamp(recorded.at), resource_owner=resource_owner
    )


def changed(recorded: Recorded | Stamp, resource_owner: str) -> ObjectDetails:
    """Details of a write that answers the event's instant as `changeDate`."""
    return read(recorded.sequence, recorded.at, resource_owner)


def read(sequence: int, change: Instant, resource_owner: str) -> ObjectDetails:
    """Details of something read that has no `creationDate`."""
    return ObjectDetails(sequence=uint64(sequence), change_date=timestamp(change), resource_owner=resource_owner)


def stored(sequence: int, created: Instant, changed: Instant, resource_owner: str) -> ObjectDetails:
    """Details of something read that tells both of its dates."""
    return ObjectDetails(
        sequence=uint64(sequence),
        creation_date=timestamp(created),
        change_date=timestamp(changed),
        resource_owner=resource_owner,
    )


def of_row(row: Row, resource_owner: str) -> ObjectDetails:
    """Details of a row that is read, with both of its dates."""
    return stored(row.sequence, row.created, row.changed, resource_owner)
