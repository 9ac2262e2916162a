"""What takes the place of triggers and their fields: all are told of, and so are payloads as the server sends them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver.migration.overview import PAGE, with_tables
from mockserver.migration.rows import rows_of
from mockserver.operations.offered_conditions import offered_conditions
from mockserver.scripts.counterparts import MODULE_COUNTERPARTS, SUCCESSORS, Way
from mockserver.scripts.modules import MODULES
from mockserver.scripts.tables import TRIGGERS
from mockserver.spec.message_types import message_types
from mockserver.surface.model import json_name


@pytest.mark.parametrize("key", TRIGGERS)
def test_every_row_has_a_counterpart(key: tuple[str, str]) -> None:
    """What scripts find at a trigger, and nothing else; what is not carried over says what to do."""
    of, successor = TRIGGERS[key], SUCCESSORS[key]
    assert list(successor.ctx) == [row.path for row in of.ctx]
    assert list(successor.api) == [row.path for row in of.api]
    for counterpart in (*successor.ctx.values(), *successor.api.values()):
        assert counterpart.note or counterpart.way is Way.SAME
        assert bool(counterpart.place) == counterpart.carried
    assert set(MODULE_COUNTERPARTS) == set(MODULES)


def test_conditions_that_there_are() -> None:
    """ZITADEL knows all of them."""
    names = offered_conditions()
    known = {f"function/{name}" for name in names.functions} | {f"event/{name}" for name in names.events}
    known |= {f"{kind}{method}" for kind in ("request", "response") for method in names.methods}
    for successor in SUCCESSORS.values():
        assert {*successor.conditions, *successor.others} <= known


@pytest.mark.parametrize("key", [key for key, successor in SUCCESSORS.items() if not successor.is_function])
def test_places_in_messages(key: tuple[str, str]) -> None:
    """Each place of a request or response names fields of the method's messages."""
    successor, rows = SUCCESSORS[key], rows_of(TRIGGERS[key])
    facts = message_types().surface.method(successor.conditions[-1].partition("/")[2])
    messages = {"request": facts.request, "response": facts.response}
    human = "response.addHumanUser" if key == ("1", "1") else "request"
    places = [f"{successor.answers}.{row['place']}" for row in rows["api"] if row["place"][:1] not in {"", "="}]
    places += [row["place"] for row in rows["ctx"] if row["place"].strip(".") and row["place"][0] != "="]
    places += [f"{human}.{row['place']}" for row in rows["objects"].get("human", ()) if row["place"]]
    for name in ("user", "externalUser"):
        places += [row["place"] for row in rows["objects"].get(name, ()) if row["place"]]
    assert places or key == ("3", "1")
    assert [place for place in places if not _has(messages, place)] == []


def _has(messages: dict[str, str], place: str) -> bool:
    first, *names = place.split(".")
    if first not in messages:
        return False
    of = messages[first]
    for name in names:
        fields = {json_name(field.name): field for field in message_types().surface.message(of).fields.values()}
        if name not in fields:
            return False
        of = fields[name].type
    return True


def test_the_page_is_fresh() -> None:
    """The tables of docs/migrating.md are those of the code: `make derived` writes them."""
    page = Path(PAGE).read_text("utf-8")
    assert page == with_tables(page)
    assert "function/preaccesstoken" in page
