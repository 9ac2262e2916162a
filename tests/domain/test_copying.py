"""A copy of a state."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator
from typing import Any

from mockserver.domain.copying import copy_of
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.tables import Kind, Table
from mockserver.seeds import build, loads
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from tests.domain.worlds import contents, organisation_gone

EVERYTHING = """
organisations:
  - name: Gone
    id: "1"
  - name: Acme
    actions: [{name: a, script: s}, {name: b, script: s, active: false}]
    flows: {CustomiseToken: {PreUserinfoCreation: [a, b]}}
users:
  - {organisation: Gone, user_name: gone, name: Gone}
  - organisation: Acme
    user_name: bot
    name: Bot
    secret: s3cret
    roles: {Acme: [ORG_OWNER]}
    instance_roles: [IAM_OWNER]
    tokens: [{token: t1}, {token: t2}]
"""


def full() -> Instance:
    """An instance that has some of everything, removed things included."""
    instance = build(loads(EVERYTHING), Settings())
    removed = next(found for found in instance.state.organisations if found.name == "Gone")
    instance.append(remove_organisation(instance.state, removed.id))
    return instance


def changeable(thing: Any) -> Iterator[object]:
    """All that can be changed in place, however deep it stands."""
    if isinstance(thing, dict | set | list) or (dataclasses.is_dataclass(thing) and not _is_frozen(thing)):
        yield thing
    if isinstance(thing, Table):
        yield thing
        for name in Table.__slots__:
            yield from changeable(getattr(thing, name))
    elif isinstance(thing, Kind):
        return
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from changeable(getattr(thing, field.name))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from changeable(key)
            yield from changeable(value)
    elif isinstance(thing, set | list | tuple):
        for item in thing:
            yield from changeable(item)


def _is_frozen(thing: Any) -> bool:
    # What can be hashed is not changed: of rows mypy sees to that.
    return type(thing).__hash__ is not None


def test_a_copy_is_equal_and_its_own() -> None:
    """It holds the same, and nothing in it that can be changed is the original's."""
    state = full().state
    made = copy_of(state)

    assert contents(made) == contents(state)
    assert not {id(thing) for thing in changeable(made)} & {id(thing) for thing in changeable(state)}


def test_the_copy_stays_as_it_was() -> None:
    """What happens to the original later does not show."""
    instance = full()
    made, before = copy_of(instance.state), copy.deepcopy(instance.state)
    instance.append(organisation_gone(next(reversed(instance.state.organisations)).id))

    assert contents(made) == contents(before) != contents(instance.state)
