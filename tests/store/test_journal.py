"""The journal's bounds and numbers."""

from __future__ import annotations

import weakref

import pytest

from mockserver.store.journal import Journal


def filled(journal: Journal[str], *entries: str) -> Journal[str]:
    """A journal with entries of as many bytes as they have letters."""
    for entry in entries:
        journal.append(entry, len(entry))
    return journal


def test_newest_first() -> None:
    """Entries come back newest first, each under the number that it was given."""
    journal = filled(Journal(10), "a", "b")

    assert list(journal) == ["b", "a"]
    assert [journal.find(number) for number in (0, 1, 2, 3)] == [None, "a", "b", None]
    assert journal.next_number == 3


def test_the_number_of_entries_is_bounded() -> None:
    """The oldest go; numbers stay with their entries."""
    journal = filled(Journal(2), "a", "b", "c")

    assert list(journal) == ["c", "b"]
    assert [journal.find(number) for number in (1, 2, 3)] == [None, "b", "c"]


def test_bytes_are_bounded() -> None:
    """Few large entries push others out as well, and one that is too large by itself is not kept."""
    journal = filled(Journal(10, max_bytes=4), "aa", "bb", "c")
    assert list(journal) == ["c", "bb"]

    filled(journal, "ddddd")
    assert list(journal) == []
    assert filled(journal, "e").find(5) == "e"


def test_clearing_goes_on_counting() -> None:
    """No number is given twice."""
    journal = filled(Journal(10, max_bytes=3), "a", "b")
    journal.clear()
    filled(journal, "ccc")

    assert (len(journal), journal.find(2), journal.find(3)) == (1, None, "ccc")


def test_clearing_forgets() -> None:
    """Nothing of what was there is found any more, and what comes then is found whether or not older ones went."""
    journal = filled(Journal(3), "a", "b")
    journal.clear()
    assert (len(journal), list(journal), journal.find(1), journal.find(2)) == (0, [], None, None)

    filled(journal, "c", "d")
    assert (len(journal), list(journal)) == (2, ["d", "c"])
    assert [journal.find(number) for number in (2, 3, 4, 5)] == [None, "c", "d", None]
    assert list(filled(journal, "e", "f")) == ["f", "e", "d"]


def test_what_is_forgotten_counts_until_it_is_gone() -> None:
    """Forgotten entries and new ones together keep to the bounds."""

    class Entry:
        pass

    journal: Journal[Entry] = Journal(10, max_bytes=10)
    entries = [Entry() for _ in range(5)]
    gone = [weakref.ref(entry) for entry in entries]
    while entries:
        journal.append(entries.pop(0), 2)
    journal.clear()
    journal.append(Entry(), 3)

    assert [entry() is None for entry in gone] == [True, True, False, False, False]
    assert len(journal) == 1


def test_resizing() -> None:
    """A smaller journal lets the oldest go at once."""
    journal = filled(Journal(10), "a", "b", "c")
    journal.resize(1)

    assert list(journal) == ["c"]
    assert list(filled(journal, "d")) == ["d"]


@pytest.mark.parametrize("entries", [["a"], ["a", "b"]])
def test_listeners_hear_of_each_entry(entries: list[str]) -> None:
    """Who listens is told once an entry is kept."""
    journal: Journal[str] = Journal(1)
    heard: list[str] = []
    journal.listeners.append(heard.append)

    filled(journal, *entries)

    assert heard == entries
