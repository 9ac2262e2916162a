"""Organisations proper: what they have beside is in tables and histories of its own."""

from __future__ import annotations

from mockserver.domain.ids import OrganisationId
from mockserver.domain.tables import History, Kind, Outliving, Row
from mockserver.domain.text import unique_name
from mockserver.domain.values import value


@value
class Organisation(Row):
    """An organisation; flows, members and domains are no events of it proper, but for which domain is the primary one.

    One that was removed is a ghost: its events are kept, and who may can read and write them.
    """

    id: OrganisationId
    name: str
    primary_domain: str = ""
    active: bool = True


ORGANISATIONS: Kind[Organisation] = Kind(
    name="organisations",
    row=Organisation,
    key=lambda organisation: organisation.id,
    history=History.ORGANISATION,
    aggregate=lambda organisation: organisation.id,
    unique=lambda organisation: (unique_name(organisation.name),),
    outliving=Outliving.WITHOUT_NAMES,
    remembered=False,
)
