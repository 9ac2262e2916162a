"""What the steps of one turn change: collected, to be written to the log together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from mockserver.domain.events import Recorded
from mockserver.domain.state import InstanceState
from mockserver.sharing.event_text import event_text
from mockserver.sharing.state_text import state_text


class ChangeKind(StrEnum):
    """What an entry of the log tells."""

    STATE = "state"
    """All that there is, in place of all that was before it."""
    EVENT = "event"
    HELD = "held"
    """Something that logins hold beside the state."""
    KEY = "key"
    """The key that signs JWTs."""
    SAML_KEY = "saml_key"
    """The key that signs SAML responses, and its certificate."""
    CLOCK = "clock"


class Change(NamedTuple):
    """An entry of the log; the text is JSON."""

    kind: ChangeKind
    text: bytes


class OutOfTurn(RuntimeError):
    """Something was written by who has not the turn: another replica could not know of it."""


class Changes:
    """Collects what is changed.

    Attributes:
        open: whether somebody has the turn, and may change something.
        in_hand: what whoever has the turn found that is changed in place; None where that is not asked.
    """

    def __init__(self) -> None:
        self.open = False
        self.in_hand: dict[object, Callable[[], Change | None]] | None = None
        self._made: list[Change] = []
        self._touched: dict[object, Callable[[], Change | None]] = {}
        self._once_kept: deque[Callable[[], None]] = deque()

    def __bool__(self) -> bool:
        return bool(self._made or self._touched)

    def require_turn(self) -> None:
        """Refuse a change that nobody would hear of.

        Raises: OutOfTurn.
        """
        if not self.open:
            raise OutOfTurn("this request was taken for one that reads, but it writes")

    def happened(self, events: Iterable[Recorded], newest_id: int) -> None:
        """Take events that were folded already, and the newest id that was made before them."""
        self._made.extend(Change(ChangeKind.EVENT, event_text(recorded, newest_id)) for recorded in events)

    def replaced(self, state: InstanceState) -> bytes:
        """Take a state for one that is put in the place of all that there was; returns its text."""
        text = state_text(state)
        self._made.append(Change(ChangeKind.STATE, text))
        self._touched.clear()
        return text

    def touched(self, what: object, change: Callable[[], Change | None]) -> None:
        """Ask for a change at the end of the turn, once for each thing that it is of; None: there is none."""
        self._touched.setdefault(what, change)

    def found(self, what: object, change: Callable[[], Change | None]) -> None:
        """Likewise, of what may be changed in place: now, and in later steps of whoever found it."""
        self.touched(what, change)
        if self.in_hand is not None:
            self.in_hand[what] = change

    def once_kept(self, told: Callable[[], None]) -> None:
        """Call something once the log has what was changed so far; never, if it does not come to have it."""
        self._once_kept.append(told)

    def take(self) -> list[Change]:
        """All changes, in order; from now on there are none."""
        last = [change for made in self._touched.values() if (change := made()) is not None]
        made, self._made = [*self._made, *last], []
        self._touched.clear()
        return made

    def kept(self) -> None:
        """Call who waits for it, as the log has all that was taken."""
        while self._once_kept:
            self._once_kept.popleft()()

    def lost(self) -> None:
        """Forget all changes, as the log has not got them."""
        self._made.clear()
        self._touched.clear()
        self._once_kept.clear()
