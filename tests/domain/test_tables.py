"""Tables of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain import tables
from mockserver.domain.ids import Instant
from mockserver.domain.tables import History, Kind, Outliving, Row, Stamp, Table
from mockserver.domain.values import value


@value
class Book(Row):
    """A row with an owner and a name that only it may have there."""

    id: str
    owner: str = "o"
    name: str = ""


BOOKS: Kind[Book] = Kind(
    name="books",
    row=Book,
    key=lambda book: book.id,
    history=History.PROJECT,
    aggregate=lambda book: book.owner,
    unique=lambda book: ((book.owner, book.name.lower()),),
    indexes={"owner": lambda book: book.owner},
    parents={"owners": "owner"},
    outliving=Outliving.WITHOUT_NAMES,
)


def table(*books: Book) -> Table[Book]:
    """A table with some rows."""
    made = Table(BOOKS)
    for book in books:
        made.put(book)
    return made


def ids(rows: object) -> list[str]:
    """The ids of rows, in order."""
    return [row.id for row in rows]  # type: ignore[attr-defined]  # (any iterable of books)


A, B, C = (Book(id=id_, name=id_.upper()) for id_ in "abc")
GONE = Stamp(1, Instant(1))


def test_rows_are_found() -> None:
    """By key, by unique value, and by index, in the order of their creation."""
    books = table(A, B, replace(C, owner="other"))

    assert (books.get("a"), books["b"], books.get("x")) == (A, B, None)
    assert ("a" in books, "x" in books, len(books)) == (True, False, 3)
    assert ids(books) == ["a", "b", "c"]
    assert ids(reversed(books)) == ["c", "b", "a"]
    assert books.holder(("o", "b")) is B
    assert books.holder(("o", "c")) is None
    assert ids(books.where("owner", "o")) == ["a", "b"]
    assert (books.count("owner", "other"), books.count("owner", "nobody")) == (1, 0)
    assert books.where("owner", "nobody") == []
    with pytest.raises(KeyError):
        books["x"]


def test_a_changed_row_keeps_its_place() -> None:
    """In the table and in each index whose value stays; its old unique value is free, its new one taken."""
    books = table(A, B, C)

    books.put(replace(B, name="new"))

    assert ids(books) == ids(books.where("owner", "o")) == ["a", "b", "c"]
    assert books.holder(("o", "b")) is None
    assert books.holder(("o", "new")) is books["b"]


def test_a_row_moves_in_an_index_whose_value_changes() -> None:
    """It is found under the new value alone."""
    books = table(A, B)

    books.put(replace(A, owner="other"))

    assert ids(books.where("owner", "o")) == ["b"]
    assert ids(books.where("owner", "other")) == ["a"]
    assert books.holder(("o", "a")) is None


def test_a_row_that_goes_leaves_nothing() -> None:
    """Neither key, unique value nor index has it; what is not there is dropped without a word."""
    books = table(A, B)

    assert books.drop("a") is A
    assert books.drop("a") is None

    assert ids(books) == ids(books.where("owner", "o")) == ["b"]
    assert (books.holder(("o", "a")), books.known("a"), books.removed) == (None, None, {})


def test_a_unique_value_that_went_to_another_row_stays_with_it() -> None:
    """A row whose value another has taken over does not take it along."""
    books = table(A, B)
    books.put(replace(B, name="a"))

    books.drop("a")

    assert books.holder(("o", "a")) is books["b"]


def test_ghosts() -> None:
    """Writes still find them, reads do not, and their names are free; a row with their key ends them."""
    books = table(A, B)

    books.outlive("a", GONE)

    assert (books.known("a"), books.get("a"), "a" in books, ids(books)) == (A, None, False, ["b"])
    assert (books.holder(("o", "a")), ids(books.where("owner", "o"))) == (None, ["b"])
    books.put(replace(C, name="a"))
    assert books.drop("a") is A
    assert books.holder(("o", "a")) is books["c"]
    books.outlive("b", GONE)
    books.put(B)
    assert (books.ghosts, books.known("b")) == ({}, B)


def test_what_is_left_of_a_row_is_its_kinds_matter() -> None:
    """Nothing, a ghost, or one that keeps its names, as it is changed too; then its names go with it."""
    nothing, keeping = (Table(replace(BOOKS, outliving=of)) for of in (Outliving.NOTHING, Outliving.WITH_NAMES))
    for books in (nothing, keeping):
        books.put(A)
        books.outlive("a", GONE)
    assert (nothing.known("a"), keeping.known("a"), keeping.holder(("o", "a"))) == (None, A, A)

    changed = replace(A, name="new")
    keeping.put_ghost("a", changed)

    assert (keeping.holder(("o", "a")), keeping.holder(("o", "new"))) == (None, changed)
    keeping.drop("a")
    assert (keeping.holder(("o", "new")), keeping.known("a")) == (None, None)


def test_removals_that_nobody_asks_for() -> None:
    """They are not remembered, so that nothing is held for them."""
    books = Table(replace(BOOKS, remembered=False))
    books.put(A)

    books.drop("a", GONE)

    assert books.removed == {}


def test_the_newest_removals_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """With their place and instant, up to a number; a row that comes again is not removed any more."""
    monkeypatch.setattr(tables, "_MOST_TOMBSTONES", 2)
    books = table(A, B, C)

    for number, key in enumerate("abc"):
        books.drop(key, Stamp(number + 5, Instant(number + 10)))

    assert [(key, row.sequence, row.changed) for key, row in books.removed.items()] == [("b", 6, 11), ("c", 7, 12)]
    books.put(B)
    assert list(books.removed) == ["c"]


def test_a_copy_goes_its_own_way() -> None:
    """It holds the same; what happens to one does not show in the other."""
    books = table(A, B, C)
    books.outlive("c", GONE)

    made = books.copy()
    books.drop("a", Stamp(2, Instant(2)))
    books.put(replace(B, owner="other", name="new"))
    made.put(replace(C, id="d"))

    assert (ids(made), ids(books)) == (["a", "b", "d"], ["b"])
    assert (ids(made.where("owner", "o")), ids(books.where("owner", "o"))) == (["a", "b", "d"], [])
    assert (made.holder(("o", "b")), books.holder(("o", "b"))) == (B, None)
    assert (list(made.removed), list(made.ghosts)) == (["c"], ["c"])
    assert (list(books.removed), list(books.ghosts)) == (["c", "a"], ["c"])


def test_order_of_creation() -> None:
    """Rows that came in another order are put into that of their creation, in each index too."""
    books = table(*(replace(book, created=Instant(9 - number)) for number, book in enumerate((A, B, C))))

    books.order()

    assert ids(books) == ids(books.where("owner", "o")) == ["c", "b", "a"]
    assert books.holder(("o", "a")) == A


def test_indexes_with_any_number_of_rows() -> None:
    """Rows come and go under one value: none, one, several, and back, in the order in which they came."""
    books = table()
    for wanted, book in (("a", A), ("ab", B), ("abc", C), ("abc", A)):
        books.put(book)
        assert ids(books.where("owner", "o")) == list(wanted)
        assert books.count("owner", "o") == len(wanted)
    for wanted, key in (("ac", "b"), ("c", "a"), ("", "c"), ("", "c")):
        books.drop(key)
        assert ids(books.where("owner", "o")) == list(wanted)
        assert books.count("owner", "o") == len(wanted)
