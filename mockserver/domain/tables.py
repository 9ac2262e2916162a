"""Tables of rows: what resources have in common, whatever they are.

A resource is a `Kind`: a class of rows with its key, its unique values, its indexes, its parents and the history that
its events are counted in. A `Table` holds the rows of one kind. Only `fold` changes tables.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import Any, Generic, NamedTuple, TypeVar

from mockserver.domain import values
from mockserver.domain.ids import Instant
from mockserver.domain.values import replaced

Key = Hashable
"""What tells the rows of a table apart: an id, or a tuple where that takes several."""

_MOST_TOMBSTONES = 10_000
_NO_KEYS: dict[Key, None] = {}


class History(IntEnum):
    """Whose events are counted together, from 1: what the real server calls an aggregate.

    They are keys of what each write looks up: numbers are hashed without a call.
    """

    ORGANISATION = auto()
    INSTANCE = auto()
    PROJECT = auto()
    USER = auto()
    USER_GRANT = auto()
    SESSION = auto()
    SETTINGS = auto()
    TARGET = auto()
    EXECUTION = auto()
    ACTION = auto()


class Outliving(Enum):
    """What becomes of a row whose organisation is removed: whether it is a ghost from then on, which writes still find.

    Source: recordings/edges-removed-*.jsonl, id-project-grants.jsonl.
    """

    NOTHING = auto()
    WITHOUT_NAMES = auto()
    """Others can have its unique values."""
    WITH_NAMES = auto()


@values.value
class Row:
    """What every row has: the place of its last event, and the instants of its first and last one.

    They are set by `fold`; two rows are equal if all else is.
    """

    sequence: int = field(default=0, compare=False)
    created: Instant = field(default=Instant(0), compare=False)
    changed: Instant = field(default=Instant(0), compare=False)


R = TypeVar("R", bound=Row)


class Stamp(NamedTuple):
    """An event's place in its history, and its instant."""

    sequence: int
    at: Instant


def _nothing(_: Any) -> tuple[Hashable, ...]:
    return ()


def _stamped(before: R | None, after: R, _: str, stamp: Stamp) -> R:
    """A row whose every event is shown by its place and its dates."""
    created = stamp.at if before is None else before.created
    return replaced(after, sequence=stamp.sequence, created=created, changed=stamp.at)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind(Generic[R]):
    """What is to be known of a resource so that tables, events and snapshots can hold it.

    Attributes:
        name: of its table, an attribute of the state.
        row: the class of its rows.
        key: of a row.
        history: whose events its events are counted among.
        aggregate: which one of those, of a row.
        unique: values that no other row of the table may have, in the form in which they are compared.
        indexes: by which a table finds rows quickly, such as all of one organisation.
        parents: by the name of another kind, the index that holds the keys of its rows; with a parent, its rows go.
        outliving: what is left of a row after its organisation.
        remembered: whether something asks for rows that are no more.
        stamped: `stamped(before, after, event, stamp)`: a row as the event of that name left it, with the place and the
            dates that it has from then on; `before` is None where the row came to be.
    """

    name: str
    row: type[R]
    key: Callable[[R], Key]
    history: History
    aggregate: Callable[[R], str]
    unique: Callable[[R], Iterable[Hashable]] = _nothing
    indexes: Mapping[str, Callable[[R], Hashable]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    outliving: Outliving = Outliving.NOTHING
    remembered: bool = True
    stamped: Callable[[R | None, R, str, Stamp], R] = _stamped


class Table(Generic[R]):
    """The rows of one kind, in the order of their creation.

    Attributes:
        get: the row of a key, if there is one.
        held: the rows by key, to be read only; whether there are any can be asked of it without a call.
        removed: by key, rows that are no more, as they last were, at the place and date of their removal; the newest.
        ghosts: rows that went with their organisation, whose events are kept: writes still find them, reads do not.
    """

    __slots__ = ("_indexes", "_rows", "_unique", "get", "ghosts", "held", "kind", "removed")

    def __init__(self, kind: Kind[R]) -> None:
        self.kind = kind
        self._rows: dict[Key, R] = {}
        # Of each request several rows are looked up: the dictionary's own method saves a call each.
        self.get: Callable[[Key], R | None] = self._rows.get
        self.held: Mapping[Key, R] = self._rows
        self._unique: dict[Hashable, Key] = {}
        # The keys under a value in order, or the key itself where it is the only one: most are, and a dictionary each
        # would be a quarter of all that a table takes. A key is never a dictionary.
        self._indexes: dict[str, dict[Hashable, Any]] = {name: {} for name in kind.indexes}
        self.removed: dict[Key, R] = {}
        self.ghosts: dict[Key, R] = {}

    def __getitem__(self, key: Key) -> R:
        """The row of a key. Raises: KeyError."""
        return self._rows[key]

    def __contains__(self, key: Key) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows.values())

    def __reversed__(self) -> Iterator[R]:
        return reversed(self._rows.values())

    def known(self, key: Key) -> R | None:
        """The row of a key as writes know it: a ghost too."""
        return self._rows.get(key) or self.ghosts.get(key)

    def holder(self, value: Hashable) -> R | None:
        """The row that has a unique value."""
        key = self._unique.get(value)
        return None if key is None else self._rows.get(key) or self.ghosts[key]

    def where(self, index: str, value: Hashable) -> list[R]:
        """The rows that an index has under a value."""
        keys = self._indexes[index].get(value, _NO_KEYS)
        return [self._rows[key] for key in keys] if type(keys) is dict else [self._rows[keys]]

    def count(self, index: str, value: Hashable) -> int:
        """How many rows an index has under a value."""
        keys = self._indexes[index].get(value, _NO_KEYS)
        return len(keys) if type(keys) is dict else 1

    def knows_all(self, index: str, value: Hashable, keys: Set[Key]) -> bool:
        """Whether all these are keys of rows with a value of an index, as writes know them: of ghosts too."""
        found = self._indexes[index].get(value, _NO_KEYS)
        if found.keys() >= keys if type(found) is dict else keys <= {found}:
            return True
        value_of = self.kind.indexes[index]
        return all((row := self.known(key)) is not None and value_of(row) == value for key in keys)

    def put(self, row: R) -> None:
        """Take a row in, in place of the one with its key."""
        kind, key = self.kind, self.kind.key(row)
        before = self._rows.get(key)
        if before is not None:
            self._forget(key, before, after=row)
        self._rows[key] = row
        for value in kind.unique(row):
            self._unique[value] = key
        for name, value_of in kind.indexes.items():
            index, value = self._indexes[name], value_of(row)
            keys = index.setdefault(value, key)
            if type(keys) is dict:
                keys[key] = None
            elif keys != key:
                index[value] = {keys: None, key: None}
        self.removed.pop(key, None)
        self.ghosts.pop(key, None)

    def drop(self, key: Key, stamp: Stamp | None = None) -> R | None:
        """Take a row out; returns it if there was one.

        Args:
            stamp: of its removal, where that is remembered.
        """
        row = self._rows.pop(key, None) or self.ghosts.pop(key, None)
        if row is None:
            return None
        self._forget(key, row)
        if stamp is not None:
            self.bury(row, stamp)
        return row

    def outlive(self, key: Key, stamp: Stamp) -> None:
        """Take a row out whose organisation is removed, and leave of it what its kind says."""
        row = self.drop(key, stamp)
        if row is not None and self.kind.outliving is not Outliving.NOTHING:
            self.put_ghost(key, row)

    def put_ghost(self, key: Key, row: R) -> None:
        """Take a ghost in, in place of the one with its key."""
        before = self.ghosts.get(key)
        if before is not None:
            self._forget(key, before)
        self.ghosts[key] = row
        if self.kind.outliving is Outliving.WITH_NAMES:
            self._unique.update(dict.fromkeys(self.kind.unique(row), key))

    def order(self) -> None:
        """Put the rows, and those of each index, into the order of their creation."""
        rows = self._rows
        in_order = sorted(rows.items(), key=lambda item: item[1].created)
        rows.clear()
        rows.update(in_order)
        for index in self._indexes.values():
            for value, keys in index.items():
                if type(keys) is dict:
                    index[value] = dict.fromkeys(sorted(keys, key=lambda key: rows[key].created))

    def bury(self, row: R, stamp: Stamp) -> None:
        """Remember a row that is no more, and the place and instant of its removal, if anything asks for that."""
        if not self.kind.remembered:
            return
        self.removed[self.kind.key(row)] = replaced(row, sequence=stamp.sequence, changed=stamp.at)
        if len(self.removed) > _MOST_TOMBSTONES:
            del self.removed[next(iter(self.removed))]

    def copy(self) -> Table[R]:
        """The same, which later events do not change; rows are shared."""
        other = Table(self.kind)
        other._rows.update(self._rows)
        other._unique = dict(self._unique)
        other._indexes = {
            name: {value: dict(keys) if type(keys) is dict else keys for value, keys in index.items()}
            for name, index in self._indexes.items()
        }
        other.removed = dict(self.removed)
        other.ghosts = dict(self.ghosts)
        return other

    def _forget(self, key: Key, row: R, after: R | None = None) -> None:
        """Take a row out of unique values and indexes, but those that the one after it has as well.

        What stays is not touched, so that a changed row keeps its place in its indexes.
        """
        for unique in self.kind.unique(row):
            if self._unique.get(unique) == key:
                del self._unique[unique]
        for name, value_of in self.kind.indexes.items():
            value = value_of(row)
            if after is not None and value == value_of(after):
                continue
            keys = self._indexes[name].get(value)
            if type(keys) is dict:
                keys.pop(key, None)
                if len(keys) == 1:
                    self._indexes[name][value] = next(iter(keys))
            elif keys == key:
                del self._indexes[name][value]
