"""Rows of every kind in a state file: found by the tables alone, so that a new kind is held to it too."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Any

import pytest

from mockserver import seeds
from mockserver.domain.events import HistoryRestored, RowAdded, RowChanged, RowRestored
from mockserver.domain.fold import next_sequence
from mockserver.domain.ids import Instant, TokenId, UserId
from mockserver.domain.rows.members import ORGANISATION_MEMBERS, Member
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.rows.projects import PROJECTS
from mockserver.domain.rows.targets import EXECUTIONS
from mockserver.domain.rows.users import TOKENS, USERS, Human, Token, User, UserState
from mockserver.domain.tables import Kind, Row
from mockserver.domain.users import add_machine
from mockserver.operations.first_instance import first_instance
from mockserver.seeds.row_parts import KINDS_OF_ROWS
from mockserver.seeds.schema import json_schema
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from tests.domain.worlds import contents

CREATED, CHANGED = Instant(1_700_000_000_123_456), Instant(1_800_000_000_654_321)


def value_of(hint: Any, name: str) -> Any:
    """Some value of a type, which no field has by default."""
    if hint is Instant:
        return CREATED
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if dataclasses.is_dataclass(hint):
        return filled(typing.cast("type[Any]", hint))
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return value_of(typing.get_args(hint)[0], name)
    if typing.get_origin(hint) is tuple:
        of = typing.get_args(hint)
        return tuple(value_of(each, name) for each in (of[:1] * 2 if of[-1] is ... else of))
    if issubclass(hint, Enum):
        return list(hint)[-1]
    made: dict[type, Callable[[], Any]] = {
        str: lambda: f"{name} ä\n#: '",
        bytes: lambda: b"\x00\xff" + name.encode(),
        int: lambda: 7_000_000_000_000,
    }
    return made[hint]()


def filled(row: type[Any], **given: Any) -> Any:
    """A row, or what a row holds, in which no field is as it is by default."""
    hints = typing.get_type_hints(row)
    values = {
        field.name: not field.default if hints[field.name] is bool else value_of(hints[field.name], field.name)
        for field in dataclasses.fields(row)
    }
    return row(**values | given)


def row_of(kind: Kind[Any], instance: Instance) -> Row:
    """A row of a kind, which belongs to the first of whatever it can belong to."""
    state = instance.state
    firsts: dict[str, Any] = {
        parent: next(iter(state.organisations)).id for parent in kind.parents if parent == ORGANISATIONS.name
    }
    for parent in kind.parents.keys() - firsts.keys():
        table = getattr(state, parent)
        firsts[parent] = table.kind.key(next(reversed(table)))
    given = {index: firsts[parent] for parent, index in kind.parents.items()}
    if kind is EXECUTIONS:
        given["id"] = "function/ä\n#: '"  # ids are those of conditions
    row: Row = filled(kind.row, **given, sequence=3, created=CREATED, changed=CHANGED)
    return row


def full_instance() -> Instance:
    """An instance with a row of every kind that only `rows` of a state file tells of."""
    instance = first_instance(Settings())
    for kind in KINDS_OF_ROWS:
        row = row_of(kind, instance)
        instance.append(RowRestored(kind, row))
        whose = HistoryRestored(kind.history, kind.aggregate(row))
        # Twice, so that histories stand further than the rows do.
        for _ in range(4):
            instance.append(whose)
    return instance


def again(instance: Instance) -> Instance:
    """What comes of the text of an export."""
    made = first_instance(Settings())
    seeds.apply(seeds.loads(seeds.dumps(seeds.export(instance))), made, Settings())
    return made


def test_rows_of_every_kind_come_back() -> None:
    """Every field of every kind, with sequences, dates and histories, survives the text; so do later exports."""
    instance = full_instance()

    made = again(instance)

    assert contents(made.state) == contents(instance.state)
    assert seeds.dumps(seeds.export(made)) == seeds.dumps(seeds.export(instance))
    for kind in KINDS_OF_ROWS:
        assert any(row.sequence == 3 for row in made.state.table(kind)), kind.name


def test_parents_come_before_what_goes_with_them() -> None:
    """Kinds stand in an order in which they can be restored, and each parent is a kind."""
    seen = {ORGANISATIONS.name}
    for kind in KINDS_OF_ROWS:
        assert kind.parents.keys() <= seen, kind.name
        seen.add(kind.name)


def test_the_schema_names_every_field_of_every_kind() -> None:
    """It follows from the classes of the rows."""
    defined = json_schema()["$defs"]
    kinds = defined["Rows"]["properties"]
    assert kinds.keys() == {kind.name for kind in KINDS_OF_ROWS}
    for kind in KINDS_OF_ROWS:
        part = defined[kinds[kind.name]["items"]["$ref"].rpartition("/")[2]]
        assert part["properties"].keys() == {field.name for field in dataclasses.fields(kind.row)}
        assert part["additionalProperties"] is False


def test_people_and_machines_keep_their_order() -> None:
    """Users, tokens and memberships come back in the order of their creation, whichever part told of them."""
    instance = first_instance(Settings())
    state = instance.state
    home = state.default_organisation
    for number in range(6):
        user = UserId(f"u{number}")
        if number % 2:
            instance.append(
                add_machine(state, home, user, user_name=user, name="n", description="", access_token_type=0)
            )
        else:
            human = Human(first_name="F", last_name="L", password="secret")
            instance.append(
                RowAdded("user.human.added", USERS, User(id=user, organisation=home, user_name=user, human=human))
            )
        instance.append(
            RowAdded("added", TOKENS, Token(id=TokenId(user), secret=f"t{user}", user=user, expires=CHANGED))
        )
        instance.append(
            RowAdded(
                "added", ORGANISATION_MEMBERS, Member(scope=home, user=user, organisation=home, roles=("ORG_OWNER",))
            )
        )

    locked = replace(state.users["u3"], state=UserState.LOCKED)
    instance.append(RowChanged("user.locked", USERS, locked))
    made = again(instance).state

    for kind in (USERS, TOKENS, ORGANISATION_MEMBERS):
        assert list(map(kind.key, made.table(kind))) == list(map(kind.key, state.table(kind)))
    assert [member.user for member in made.organisation_members.where("scope", home)][1:] == [f"u{n}" for n in range(6)]
    assert contents(made) == contents(state)


def test_rows_that_people_write() -> None:
    """Without a sequence and dates a row is as one that was just added, and its history goes on behind it."""
    text = "organisations: [{name: Acme, id: acme}]\nrows: {projects: [{id: p, organisation: acme, name: Shop}]}"

    state = seeds.build(seeds.loads(text), Settings()).state

    project = state.projects["p"]
    assert (project.name, project.active, project.sequence) == ("Shop", True, 1)
    assert project.created == project.changed > 0
    assert next_sequence(state, HistoryRestored(PROJECTS.history, "p")) == 2


HEAD = "organisations:\n  - {name: Acme, id: acme}\nrows:\n"
PROJECT = "  projects:\n    - {id: p, organisation: acme, name: Shop, sequence: 4}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "  project: []", "4: rows.project: there is no such kind of rows; did you mean projects?"),
        (HEAD + "  x: []", "4: rows.x: there is no such kind of rows; choose one of users, "),
        (HEAD + "  projects: {}", "4: rows.projects: expected array, got object; see"),
        (
            HEAD + "  projects:\n    - id: p\n      organisation: acme",
            "5: rows.projects[0]: the field name is missing; add it",
        ),
        (
            HEAD + "  projects:\n    - id: p\n      organisation: acme\n      name: Shop\n      nam: Shop",
            "8: rows.projects[0].nam: there is no such field; did you mean name?",
        ),
        (
            HEAD + "  projects:\n    - id: p\n      organisation: acme\n      name: 5",
            "7: rows.projects[0].name: expected str, got int; put the text in quotes",
        ),
        (
            HEAD + "  projects:\n    - id: p\n      organisation: acme\n      name: Shop\n      created: soon",
            "8: rows.projects[0].created: invalid RFC3339 encoded datetime; write a date such as",
        ),
        (
            HEAD + "  projects:\n    - id: p\n      organisation: nope\n      name: Shop",
            "6: rows.projects[0].organisation: organisations hold none with the id nope; add it under organisations",
        ),
        (
            HEAD + "  roles:\n    - project: p\n      organisation: acme\n      key: k\n      display_name: K",
            "5: rows.roles[0].project: projects hold none with the id p; add it under rows.projects",
        ),
        (
            HEAD + PROJECT + "    - {id: p, organisation: acme, name: Other}",
            "6: rows.projects[1]: there is one like it already; give it another",
        ),
        (
            HEAD + PROJECT + "    - {id: q, organisation: acme, name: SHOP}",
            "6: rows.projects[1]: there is one like it already; give it another",
        ),
        (
            HEAD + '  projects:\n    - {id: p, organisation: acme, name: "a\\0"}',
            "5: rows.projects[0]: ",
        ),
        (
            HEAD + PROJECT + "histories:\n  project:\n    p: 3",
            "8: histories.project.p: is less than a sequence of what it counts; make it 4 or more",
        ),
        (HEAD + PROJECT + "histories: {x: {p: 3}}", "6: histories.x: there is no such history; choose one of project"),
        (HEAD + PROJECT + "histories: {project: {p: 0}}", "6: histories.project.p: expected int >= 1; see"),
        (
            HEAD + "  organisation_metadata:\n    - {owner: acme, organisation: acme, key: k, value: '?'}",
            "5: rows.organisation_metadata[0].value: invalid base64",
        ),
    ],
    ids=str,
)
def test_rows_that_cannot_be_used(text: str, message: str) -> None:
    """One line says where, what and what to do."""
    with pytest.raises(seeds.SeedError, match=re.escape(f"state:{message}")):
        seeds.build(seeds.loads(text), Settings())
