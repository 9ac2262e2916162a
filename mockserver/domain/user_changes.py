"""Decisions of the user service of v2 on changing users as a whole: what is left out stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mockserver.domain.codes import wrong_with
from mockserver.domain.events import RowChanged
from mockserver.domain.human_parts import (
    email_set,
    email_verified,
    event,
    password_changed,
    phone_set,
    phone_verified,
    require_password_settable,
)
from mockserver.domain.humans import NewEmail, NewPhone, require_domain_allowed
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.machines import as_machine, machine_changed
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.user_facets import Facet, has_mark, last_of
from mockserver.domain.rows.users import Human, User
from mockserver.domain.session_checks import require_password
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Stamp
from mockserver.domain.text import require_storable
from mockserver.domain.user_states import name_changed
from mockserver.domain.verbs import Events, require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Refused

Matches = Callable[[str, str], bool]
"""`matches(kept, given)` compares a password with what is kept of it."""
_BASE = (Facet.NAME, Facet.STATE, Facet.INITIALISATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedProfile:
    """What is to be changed of a profile; None for what stays."""

    first_name: str | None = None
    last_name: str | None = None
    nick_name: str | None = None
    display_name: str | None = None
    language: str | None = None
    gender: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that somebody may set a password; nothing is needed of who has the permission."""

    code: str = ""
    current: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPassword:
    """A password to be set, and what shows that it may be."""

    password: NewPassword
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanChange:
    """What is to be changed of a person; None for what stays."""

    user_name: str | None = None
    profile: ChangedProfile | None = None
    email: NewEmail | None = None
    phone: NewPhone | None = None
    password: ChangedPassword | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is to be changed, for which nobody needs a permission."""
        return all(part is None for part in (self.user_name, self.profile, self.email, self.phone, self.password))

    def facets(self) -> Iterator[Facet]:
        """What is looked at for it, of which the last event is told where nothing changes."""
        yield from _BASE
        parts = (
            (Facet.PROFILE, self.profile),
            (Facet.EMAIL, self.email),
            (Facet.PHONE, self.phone),
            (Facet.PASSWORD, self.password),
        )
        yield from (facet for facet, part in parts if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Texts for codes that may have to be made, and when that is."""

    email: str
    phone: str
    now: Instant


def as_human(state: InstanceState, user: UserId) -> tuple[User, Human]:
    """A user of any organisation as changes to people see it: a machine whose state was ever changed passes for one.

    Raises: V2_UPDATE_USER_USER_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl, id-random-v2-*.jsonl.
    """
    found = require(state.users.known(user), problems.V2_UPDATE_USER_USER_NOT_FOUND)
    if found.human is not None:
        return found, found.human
    if not has_mark(found, Facet.STATE):
        raise Refused(problems.V2_UPDATE_USER_USER_NOT_FOUND)
    return found, Human(first_name="", last_name="")


def judge(change: HumanChange) -> None:
    """Refuse a change that cannot be right, before anybody is looked for.

    Raises: EMAIL_INVALID, EMAIL_MALFORMED, PHONE_INVALID, V2_CHANGED_PASSWORD_HASH_UNSUPPORTED.
    """
    if change.email is not None:
        change.email.address.required()
    if change.phone is not None:
        change.phone.number.required()
    if change.password is not None:
        change.password.password.require_supported()


def change_human(
    state: InstanceState, user: User, human: Human, change: HumanChange, codes: Codes, matches: Matches
) -> tuple[RowChanged, ...]:
    """Change what is said of a person, each part an event of its own; none of what is so already.

    A new address or number is an event with a code or with its verification, a password always one.

    Raises: V2_USER_NAME_DOMAIN_TAKEN, NUL_IN_TEXT, USER_ALREADY_EXISTS, and what `set_password` does.
    Source: recordings/id-users-v2.jsonl.
    """
    person = replace(user, human=human)
    events: list[RowChanged] = []

    def so_far() -> User:
        row = events[-1].row if events else person
        assert isinstance(row, User), "all events are of this user"  # noqa: S101
        return row

    if change.user_name is not None and change.user_name != user.user_name:
        require_domain_allowed(state, user.organisation, change.user_name, problems.V2_USER_NAME_DOMAIN_TAKEN)
        events.extend(name_changed(state, person, change.user_name))
    if change.profile is not None:
        events.extend(_profile(so_far(), change.profile))
    if change.email is not None:
        events.extend(_email(so_far(), change.email, codes))
    if change.phone is not None:
        events.extend(_phone(so_far(), change.phone, codes))
    if change.password is not None:
        events.append(set_password(so_far(), change.password, codes.now, matches))
    if user.human is None:
        # A machine that passed for a person keeps nothing of it but the name.
        named = replace(user, user_name=so_far().user_name)
        return tuple(each._replace(row=named) for each in events)
    return tuple(events)


def machine_to_change(state: InstanceState, user: UserId) -> User:
    """A machine of any organisation; a person whose state was ever changed passes for one.

    Raises: V2_UPDATE_USER_USER_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl, id-random-v2-*.jsonl.
    """
    return as_machine(state.users.known(user), problems.V2_UPDATE_USER_USER_NOT_FOUND)[0]


def change_machine(
    state: InstanceState, user: User, *, user_name: str | None, name: str | None, description: str | None
) -> Events:
    """Change what is said of a machine; no event of what is so already.

    Raises: V2_USER_NAME_DOMAIN_TAKEN, NUL_IN_TEXT, USER_ALREADY_EXISTS.
    Source: recordings/id-users-v2.jsonl.
    """
    found, machine = as_machine(user, problems.V2_UPDATE_USER_USER_NOT_FOUND)
    events: Events = ()
    if user_name is not None and user_name != user.user_name:
        require_domain_allowed(state, user.organisation, user_name, problems.V2_USER_NAME_DOMAIN_TAKEN)
        events = name_changed(state, found, user_name)
        found = replace(found, user_name=user_name)
    after = replace(
        machine,
        name=machine.name if name is None else name,
        description=machine.description if description is None else description,
    )
    return events if after == machine else (*events, machine_changed(found, after))


def unchanged_human(user: User, change: HumanChange) -> Stamp:
    """What a change that changes nothing tells: the last event of what it looked at."""
    return last_of(user, change.facets())


def unchanged_machine(user: User) -> Stamp:
    """The same of a machine."""
    return last_of(user, (Facet.NAME, Facet.STATE, Facet.MACHINE))


def set_password(user: User | None, change: ChangedPassword, now: Instant, matches: Matches) -> RowChanged:
    """Set a password. A wrong current one is an event of the user; a code is good once.

    Raises: PASSWORD_NOT_FOUND, SET_HUMAN_PASSWORD_USER_NOT_INITIALISED, PASSWORD_CODE_NOT_FOUND, CODE_INVALID,
        CODE_EXPIRED, PASSWORD_NOT_SET, CHANGED_PASSWORD_…; CheckFailed with PASSWORD_INVALID.
    Source: recordings/id-users-v2.jsonl, id-my-self.jsonl; PASSWORD_NOT_SET is assumed.
    """
    found, human = require_password_settable(user)
    if change.proof.current:
        require_password(found, human, change.proof.current, matches)
    elif change.proof.code:
        if human.password_code is None:
            raise Refused(problems.PASSWORD_CODE_NOT_FOUND)
        wrong = wrong_with(human.password_code, change.proof.code, now)
        if wrong is not None:
            raise Refused(wrong)
    return password_changed(found, human, change.password)


def _profile(user: User, change: ChangedProfile) -> tuple[RowChanged, ...]:
    human = _human(user)
    after = replace(
        human,
        first_name=human.first_name if change.first_name is None else change.first_name,
        last_name=human.last_name if change.last_name is None else change.last_name,
        nick_name=human.nick_name if change.nick_name is None else change.nick_name,
        display_name=human.display_name if change.display_name is None else change.display_name,
        language=human.language if change.language is None else change.language,
        gender=human.gender if change.gender is None else change.gender,
    )
    if after == human:
        return ()
    require_storable(after.first_name, after.last_name, after.nick_name, after.display_name)
    return (event("user.human.profile.changed", user, after),)


def _email(user: User, change: NewEmail, codes: Codes) -> tuple[RowChanged, ...]:
    human = _human(user)
    address = change.address.value
    if address == human.email:
        return (email_verified(user, human),) if change.verified and not human.email_verified else ()
    return email_set(user, address, verified=change.verified, code=codes.email, now=codes.now, returned=change.returned)


def _phone(user: User, change: NewPhone, codes: Codes) -> tuple[RowChanged, ...]:
    human = _human(user)
    number = change.number.value
    if number == human.phone:
        return (phone_verified(user, human),) if change.verified and not human.phone_verified else ()
    return phone_set(user, number, verified=change.verified, code=codes.phone, now=codes.now, returned=change.returned)


def _human(user: User) -> Human:
    assert user.human is not None, "it passes for a person"  # noqa: S101 (the caller's mistake)
    return user.human
