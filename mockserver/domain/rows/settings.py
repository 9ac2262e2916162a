"""Settings of organisations."""

from __future__ import annotations

from mockserver.domain.ids import OrganisationId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.values import value


@value
class OrganisationSettings(Row):
    """What was set for an organisation.

    Attributes:
        scoped_user_names: whether user names need to be unique in it only. It is kept and told of; here user names are
            unique in the instance in any case.
    """

    organisation: OrganisationId
    scoped_user_names: bool = False


ORGANISATION_SETTINGS: Kind[OrganisationSettings] = Kind(
    name="organisation_settings",
    row=OrganisationSettings,
    key=lambda settings: settings.organisation,
    history=History.SETTINGS,
    aggregate=lambda settings: settings.organisation,
    indexes={"organisation": lambda settings: settings.organisation},
    parents={"organisations": "organisation"},
)
