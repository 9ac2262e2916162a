"""An instance of which every replica has a copy."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

import msgspec

from mockserver.access.oauth.state import OAuthState
from mockserver.access.saml.keys import SamlState
from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold import fold
from mockserver.domain.ids import Instant
from mockserver.sharing import held
from mockserver.sharing.changes import Change, ChangeKind, Changes
from mockserver.sharing.event_text import encoded, event_of
from mockserver.sharing.state_text import OtherVersion, state_of
from mockserver.store.clock import SettableClock
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.store.outward import Outward
from mockserver.store.snowflake import Snowflakes

Part = TypeVar("Part")


class Unreadable(Exception):
    """The log holds what this version does not know; the message says what."""


class _WrittenClock(msgspec.Struct, frozen=True):
    """How a clock is set: where it stands still, or microseconds that it is ahead."""

    fixed: int | None
    ahead: int


class SharedInstance(Instance):
    """An instance whose changes are collected for a log, and which takes over those of others.

    Attributes:
        changes: what was changed since the log was last written to.
    """

    def __init__(self, like: Instance, changes: Changes) -> None:
        """Take over state and settings of an instance that nobody serves."""
        super().__init__(like.state, like.log, like.clock, like.ids, like.journal, like.randomness)
        self.strict, self.unmodelled, self.script_http = like.strict, like.unmodelled, like.script_http
        self.fake, self.lagging = like.fake, like.lagging
        self.changes = changes
        self._clock_told = _set(self.clock)

    def part(self, kind: type[Part]) -> Part:
        """As of any instance; what logins hold is shared.

        Raises: NotShared.
        """
        if kind not in self._parts:
            self._parts[kind] = held.shared_part(kind, self.changes)
        return super().part(kind)

    def append_all(self, events: Sequence[Event], by: str = "") -> list[Recorded]:
        """As of any instance, of who has the turn.

        Raises: OutOfTurn.
        """
        self.changes.require_turn()
        done = super().append_all(events, by)
        self.changes.happened(done, self.ids.newest)
        return done

    def take_state(self, other: Instance) -> None:
        """As of any instance, of who has the turn; ids go on as ones of this replica.

        Raises: OutOfTurn.
        """
        self.changes.require_turn()
        # As the others will have it, in the order of their rows too.
        other.state = state_of(self.changes.replaced(other.state))
        machine = self.ids.machine
        super().take_state(other)
        self.ids = Snowflakes(self.clock, machine)
        self.lag_reads(0 if self.lagging is None else self.lagging.lag_ms)

    def take_changes(self) -> list[Change]:
        """All that was changed, for the log; from now on nothing is."""
        clock = _set(self.clock)
        made = self.changes.take()
        if clock != self._clock_told:
            self._clock_told = clock
            made.append(Change(ChangeKind.CLOCK, encoded(clock)))
        return made

    def fold_in(self, changes: Iterable[Change]) -> None:
        """Take over what another replica changed.

        Raises: Unreadable.
        """
        for kind, text in changes:
            try:
                _TAKE[kind](self, text)
            except OtherVersion as error:
                raise Unreadable(str(error)) from error
            except (msgspec.DecodeError, LookupError, TypeError) as error:
                raise Unreadable(f"an entry of kind {kind} cannot be read by this version: {error!r}") from error

    def _tell(self, outward: Outward, about: Any, recorded: Recorded) -> None:
        self.changes.once_kept(functools.partial(super()._tell, outward, about, recorded))

    def take_event(self, text: bytes) -> None:
        """Fold an event."""
        recorded, newest_id = event_of(text)
        fold(self.state, recorded)
        self.clock.reach(recorded.at)
        self.ids.reach(newest_id)
        self.log.append(recorded)
        if self.lagging is not None:
            self.lagging.add(recorded)
        self.events += 1
        self.accounted += 1

    def take_whole(self, text: bytes) -> None:
        """Go on with a whole state."""
        self.state = state_of(text)
        self._parts.clear()
        if self.outward is not None:
            self.outward.forget_waiting()
        self.lag_reads(0 if self.lagging is None else self.lagging.lag_ms)

    def take_held(self, text: bytes) -> None:
        """Take over what logins hold."""
        held.take_held(text, self.part)

    def take_key(self, text: bytes) -> None:
        """Take over the signing key."""
        held.take_key(text, self.part(OAuthState))

    def take_saml_key(self, text: bytes) -> None:
        """Take over the key that signs SAML responses."""
        cast(held.SharedSamlState, self.part(SamlState)).take(text)

    def take_clock(self, text: bytes) -> None:
        """Set the clock as it is set elsewhere."""
        self._clock_told = told = msgspec.json.decode(text, type=_WrittenClock)
        self.clock.release()
        if told.fixed is not None:
            self.clock.fix(Instant(told.fixed))
        elif told.ahead:
            self.clock.advance(told.ahead)


class SharedInstances(Instances):
    """One shared instance, which a reset leaves in its place."""

    def replace(self, host: str, fresh: Instance | None = None) -> Instance:
        """Put what another one holds in the place of what the instance holds, in all replicas.

        Journal, faults and settings of this replica start anew, as they do for any instance.

        Raises: UnknownInstance, OutOfTurn.
        """
        old = self.of(host)
        new = fresh or self._make(old.state.external_domain)
        old.take_state(new)
        old.journal.clear()
        old.faults, old.strict, old.unmodelled = new.faults, new.strict, new.unmodelled
        old.script_http, old.fake, old.lagging = new.script_http, new.fake, new.lagging
        old.settle()
        old.used_ns = self._clock_ns()
        return old


def _set(clock: SettableClock) -> _WrittenClock:
    return _WrittenClock(clock.now(), 0) if clock.fixed else _WrittenClock(None, clock.ahead)


_TAKE: Mapping[ChangeKind, Callable[[SharedInstance, bytes], None]] = {
    ChangeKind.STATE: SharedInstance.take_whole,
    ChangeKind.EVENT: SharedInstance.take_event,
    ChangeKind.HELD: SharedInstance.take_held,
    ChangeKind.KEY: SharedInstance.take_key,
    ChangeKind.SAML_KEY: SharedInstance.take_saml_key,
    ChangeKind.CLOCK: SharedInstance.take_clock,
}
