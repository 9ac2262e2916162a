"""Decisions of the domain on what a state file says, recorded as events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold import happen
from mockserver.domain.ids import Instant
from mockserver.errors import catalogue
from mockserver.errors.problem import Problem, Refused
from mockserver.errors.texts import problem_texts
from mockserver.seeds.problems import Place, Unusable
from mockserver.spec.wellknown import EARLIEST_US, LATEST_US
from mockserver.store.instance import Instance

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DUPLICATE = "choose another name"
_FIXES: Mapping[Problem, str] = {
    catalogue.ACTION_ALREADY_EXISTS: "an action of the organisation has this name; choose another",
    catalogue.ORGANISATION_ALREADY_EXISTS: f"{_DUPLICATE}, or mark it default: true if you mean the default one",
    catalogue.ORGANISATION_DOMAIN_TAKEN: _DUPLICATE,
    catalogue.ORGANISATION_DOMAIN_EMPTY: "use a name with letters or digits",
    catalogue.USER_ALREADY_EXISTS: _DUPLICATE,
    catalogue.TARGET_ALREADY_EXISTS: _DUPLICATE,
    catalogue.NEW_TARGET_WITHOUT_TIMEOUT: 'write a timeout of more than nothing, such as "10s"',
    catalogue.NEW_TARGET_ENDPOINT_INVALID: "write an address such as http://localhost:3000/claims",
    catalogue.USER_ID_TAKEN: "choose another id",
    catalogue.NO_CHANGES: "leave the trigger out",
    catalogue.ACTION_IDS_DO_NOT_EXIST: "name each action once",
    catalogue.EXPIRATION_BEFORE_NOW: "choose a later date",
    catalogue.MEMBER_ROLES_MISSING: "name at least one role, or leave the organisation out",
    catalogue.MEMBER_ROLES_INVALID: "use roles that begin with ORG_, or SELF_MANAGEMENT_GLOBAL alone",
    catalogue.INSTANCE_MEMBER_ROLES_INVALID: "use roles that begin with IAM_",
    catalogue.NUL_IN_TEXT: "remove the character U+0000",
    catalogue.NUL_IN_TEXT_V2: "remove the character U+0000",
}


class Recorder:
    """Writes what a state file says into an instance that nobody uses yet."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.state = instance.state
        self._used: set[str] = set()
        self.hashes: dict[str, str] = {}
        """What is kept of passwords, by what they are."""

    def record(self, *events: Event, sequence: int | None = None, at: datetime | None = None) -> Recorded:
        """Record events of one write; the last one at the sequence that is given, all at the instant that is given."""
        moment = self.instance.clock.now() if at is None else instant(at)
        recorded = []
        for event in events:
            done = happen(self.state, event, moment, sequence if event is events[-1] else None)
            self.instance.log.append(done)
            recorded.append(done)
        return recorded[-1]

    def id_of(self, given: str | None, kind: str, place: Place) -> str:
        """An id: the one that was given, kept from being made again, or a fresh one.

        Raises: Unusable where it was given to two things of a kind.
        """
        if given is None:
            return self.instance.ids.next()
        self.once(f"{kind} id {given}", (*place, "id"), "choose another id")
        self.instance.ids.reserve(given)
        return given

    def once(self, text: str, place: Place, fix: str) -> None:
        """Refuse what comes a second time.

        Raises: Unusable.
        """
        if text in self._used:
            raise Unusable(place, "is taken already", fix)
        self._used.add(text)


@contextmanager
def deciding(place: Place) -> Iterator[None]:
    """Turn what the domain refuses into what is wrong at a place.

    Raises: Unusable.
    """
    try:
        yield
    except Refused as refusal:
        text, _ = problem_texts(refusal.problem, "en")
        raise Unusable(place, text, _FIXES.get(refusal.problem, "change it, the API refuses it as well")) from None


def instant(date: datetime) -> Instant:
    """A date in microseconds since 1970."""
    return Instant((date - _EPOCH) // timedelta(microseconds=1))


def date(moment: int) -> datetime:
    """An instant as a date; outside the years 1 to 9999 the nearest one."""
    return _EPOCH + timedelta(microseconds=min(max(moment, EARLIEST_US), LATEST_US))
