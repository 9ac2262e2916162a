"""State files that people keep: one that was written when organisations and actions were no rows yet."""

from __future__ import annotations

from pathlib import Path

from mockserver import seeds
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings

TEXT = Path(__file__).with_name("written_before.yaml").read_text("utf-8")
"""It holds a renamed and inactive organisation with another primary domain; actions that were changed, switched off and
removed; triggers with them, one of them emptied; a project, a machine user."""


def test_it_gives_what_it_gave() -> None:
    """All of it is read, with sequences and dates, and is written again as it was."""
    instance = first_instance(Settings())

    seeds.apply(seeds.loads(TEXT), instance, Settings())

    assert seeds.loads(seeds.dumps(seeds.export(instance))).seed == seeds.loads(TEXT).seed
    (acme,) = (row for row in instance.state.organisations if row.name == "Acme Inc")
    history = instance.state.organisation_histories[acme.id]
    assert (acme.active, acme.primary_domain, acme.sequence, history.sequence) == (False, "Shop.example", 19, 19)
    assert [(action.name, action.active, action.sequence) for action in instance.state.actions] == [
        ("First", True, 2),
        ("second", False, 2),
    ]
