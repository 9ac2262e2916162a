"""Actions: the scripts that flows run."""

from __future__ import annotations

from mockserver.domain.ids import ActionId, Nanoseconds, OrganisationId
from mockserver.domain.tables import History, Kind, Outliving, Row, Stamp
from mockserver.domain.text import unique_name
from mockserver.domain.values import replaced, value


@value
class Action(Row):
    """An action; nothing tells when it was created.

    Attributes:
        timeout: as asked: 0 stays 0, only reads show it as the maximum.
    """

    id: ActionId
    organisation: OrganisationId
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool
    active: bool = True


def _stamped(_: Action | None, after: Action, __: str, stamp: Stamp) -> Action:
    return replaced(after, sequence=stamp.sequence, changed=stamp.at)


ACTIONS: Kind[Action] = Kind(
    name="actions",
    row=Action,
    key=lambda action: action.id,
    history=History.ACTION,
    aggregate=lambda action: action.id,
    unique=lambda action: ((action.organisation, unique_name(action.name)),),
    indexes={"organisation": lambda action: action.organisation},
    parents={"organisations": "organisation"},
    outliving=Outliving.WITH_NAMES,
    remembered=False,
    stamped=_stamped,
)
