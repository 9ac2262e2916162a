"""Several journals keep to one budget together."""

from __future__ import annotations

from mockserver.store.journal import Journal
from mockserver.store.journal_budget import JournalBudget


def journals(count: int, max_bytes: int) -> tuple[JournalBudget, list[Journal[str]]]:
    """Journals that share a budget."""
    budget = JournalBudget(max_bytes)
    made: list[Journal[str]] = [Journal(100) for _ in range(count)]
    for journal in made:
        journal.share(budget)
    return budget, made


def test_the_fullest_gives_way() -> None:
    """Whoever writes, the oldest entries of the fullest journal go, and the sum stays within the budget."""
    budget, (large, small) = journals(2, 10)
    for name in "abcd":
        large.append(name, 2)
    small.append("x", 1)
    small.append("y", 3)

    assert (list(large), list(small)) == (["d", "c", "b"], ["y", "x"])
    assert budget.used == large.kept_bytes + small.kept_bytes == 10


def test_what_was_forgotten_goes_first() -> None:
    """A cleared journal's entries go before anybody's others, and no more of it than was cleared."""
    _, (cleared, full) = journals(2, 10)
    cleared.append("a", 2)
    cleared.clear()
    cleared.append("b", 2)
    full.append("x", 3)
    full.append("y", 3)
    full.append("z", 2)

    assert (list(cleared), list(full)) == (["b"], ["z", "y", "x"])
    full.append("0", 1)
    assert (list(cleared), list(full)) == (["b"], ["0", "z", "y"])


def test_many_journals_are_bounded_together() -> None:
    """A hundred journals hold no more than one would, each the newest of its own."""
    budget, made = journals(100, 1_000)
    for number in range(50):
        for journal in made:
            journal.append(str(number), 7)

    assert budget.used == sum(journal.kept_bytes for journal in made) <= 1_000
    assert [next(iter(journal)) for journal in made] == ["49"] * 100


def test_a_closed_journal_gives_all_back() -> None:
    """Its entries count no more, and it keeps none; those who listen are told."""
    budget, (gone, left) = journals(2, 10)
    heard: list[str | None] = []
    gone.listeners.append(heard.append)
    gone.append("a", 4)
    left.append("x", 4)
    gone.close()

    assert (gone.closed, list(gone), gone.max_entries, budget.used) == (True, [], 0, 4)
    assert heard == ["a", None]


def test_trimming() -> None:
    """Forgotten entries are let go of a few at a time, others never."""
    journal: Journal[str] = Journal(100)
    for _ in range(5):
        journal.append("old", 1)
    journal.clear()
    journal.append("new", 1)

    assert [journal.trim(2) for _ in range(3)] == [True, True, False]
    assert (journal.kept_bytes, list(journal), journal.find(6)) == (1, ["new"], "new")


def test_entries_beyond_a_number() -> None:
    """The oldest of them first, as many as asked for; forgotten ones are not among them."""
    journal: Journal[str] = Journal(4)
    for name in "abcdef":
        journal.append(name, 1)

    assert [journal.since(number, 2) for number in (0, 2, 3, 5, 6, 9)] == [
        ["c", "d"], ["c", "d"], ["d", "e"], ["f"], [], []
    ]  # fmt: skip
    journal.clear()
    journal.append("g", 1)
    assert journal.since(0, 9) == ["g"]


def test_room_is_made_for_many_at_once() -> None:
    """At the bound a little more goes than is needed, and the next entries push nothing out."""
    budget, (journal,) = journals(1, 2_560)
    journal.resize(1_000)
    for number in range(257):
        journal.append(str(number), 10)

    assert budget.used <= 2_550
    kept = len(journal)
    journal.append("next", budget.max_bytes - budget.used)
    assert (len(journal), budget.used) == (kept + 1, 2_560)
