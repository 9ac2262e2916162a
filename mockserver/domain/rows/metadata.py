"""Metadata: values under keys, of users and of organisations."""

from __future__ import annotations

from mockserver.domain.ids import OrganisationId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.values import value


@value
class Metadata(Row):
    """A value under a key, whose case counts.

    Attributes:
        owner: id of the user or organisation that has it.
        organisation: whom the owner belongs to.
    """

    owner: str
    organisation: OrganisationId
    key: str
    value: bytes


def _key(metadata: Metadata) -> tuple[str, str]:
    return metadata.owner, metadata.key


_INDEXES = {"owner": lambda metadata: metadata.owner}

USER_METADATA: Kind[Metadata] = Kind(
    name="user_metadata",
    row=Metadata,
    key=_key,
    history=History.USER,
    aggregate=lambda metadata: metadata.owner,
    indexes=_INDEXES,
    parents={"users": "owner"},
)
ORGANISATION_METADATA: Kind[Metadata] = Kind(
    name="organisation_metadata",
    row=Metadata,
    key=_key,
    history=History.ORGANISATION,
    aggregate=lambda metadata: metadata.owner,
    indexes=_INDEXES,
    parents={"organisations": "owner"},
)
