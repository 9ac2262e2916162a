"""Events and states as they stand in a log."""

from __future__ import annotations

import re
import typing
from dataclasses import replace
from pathlib import Path

import pytest

import mockserver
from mockserver import seeds
from mockserver.domain.events import Event
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.state import KINDS
from mockserver.domain.verbs import remove
from mockserver.settings import Settings
from mockserver.sharing import event_text, state_text
from mockserver.sharing.changes import Changes
from mockserver.sharing.event_text import event_of
from mockserver.sharing.event_text import event_text as text_of_event
from mockserver.sharing.held import HELD, PARTS, NotShared, reader_of, shared_part
from mockserver.sharing.state_text import OtherVersion, fields_of_state, state_of
from mockserver.sharing.state_text import state_text as text_of_state

_WHOLE = Settings(demo=True, max_kept_events=1_000_000)


def test_every_event_can_be_written() -> None:
    """Of each class of events and each kind of rows there is a reader."""
    for event in typing.get_args(Event):
        kinds = [kind.name for kind in KINDS] if "kind" in event._fields else [""]
        for kind in kinds:
            assert event_text.shape_of(event.__name__, kind)[0] is event


def test_what_logins_hold_can_be_written() -> None:
    """Of each thing that logins hold there is a reader."""
    for name in HELD:
        assert reader_of(name) is not None


def test_every_part_is_shared() -> None:
    """Whatever higher layers keep with an instance is shared, but what `--store` excludes."""
    sources = (path.read_text("utf-8") for path in Path(mockserver.__file__).parent.rglob("*.py"))
    asked = {name for source in sources for name in re.findall(r"\.part\(([A-Z_]\w*)\)", source)}
    assert asked == {part.__name__ for part in PARTS} | {"_Numbers"}
    with pytest.raises(NotShared):
        shared_part(int, Changes())


def test_events_come_again() -> None:
    """What is read is what was written, dates and sequences of its row too."""
    instance = seeds.start(_WHOLE)
    assert len(list(instance.log)) > 20
    for recorded in instance.log:
        text = text_of_event(recorded, 7)
        assert event_of(text) == (recorded, 7)
        # Rows are equal whatever their dates are; their texts are not.
        assert text_of_event(*event_of(text)) == text


def test_a_state_comes_again() -> None:
    """A state that is read is written as the one that it is of, and nothing of it is left out."""
    assert set(fields_of_state().values()) == {True}
    state = seeds.start(replace(_WHOLE, fake=50)).state
    text = text_of_state(state)
    assert text_of_state(state_of(text)) == text
    assert len(state_of(text).users) == len(state.users)


def test_what_is_gone_comes_again() -> None:
    """Of a removed organisation the same is left: rows that writes still find, and the names that they hold."""
    instance = seeds.start(replace(_WHOLE, fake=50))
    for organisation in list(instance.state.organisations):
        instance.append(remove(ORGANISATIONS, organisation, name="org.removed"))
    state = instance.state
    again = state_of(text_of_state(state))
    assert text_of_state(again) == text_of_state(state)
    assert state.users.ghosts
    for kind in KINDS:
        assert again.table(kind)._unique == state.table(kind)._unique, kind.name
        assert again.table(kind).ghosts == state.table(kind).ghosts, kind.name


def test_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version wrote is not taken for something else."""
    text = text_of_state(seeds.start(Settings()).state)
    monkeypatch.setattr(state_text, "version", lambda: "9.9.9")
    with pytest.raises(OtherVersion, match=r"and this is 9\.9\.9"):
        state_of(text)
