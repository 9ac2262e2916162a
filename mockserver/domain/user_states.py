"""Decisions on what people and machines have in common: user name, state, removal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from mockserver.domain.cascades import without_user
from mockserver.domain.events import RowChanged
from mockserver.domain.humans import require_domain_allowed
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.users import USERS, User, UserState
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, change, owned, remove, require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


class Switch(NamedTuple):
    """What leads from one state to another.

    Attributes:
        event: its name.
        refused: by the state of a user whom it does not fit.
    """

    event: str
    becomes: UserState
    not_found: Problem
    refused: Mapping[UserState, Problem]


def _only_from(problem: Problem, *allowed: UserState) -> Mapping[UserState, Problem]:
    return {state: problem for state in UserState if state not in allowed}


DEACTIVATE = Switch(
    "user.deactivated",
    UserState.INACTIVE,
    problems.DEACTIVATE_USER_USER_NOT_FOUND,
    {
        UserState.INITIAL: problems.USER_INITIAL_NOT_DEACTIVATABLE,
        UserState.INACTIVE: problems.DEACTIVATE_USER_USER_ALREADY_INACTIVE,
    },
)
REACTIVATE = Switch(
    "user.reactivated",
    UserState.ACTIVE,
    problems.REACTIVATE_USER_USER_NOT_FOUND,
    _only_from(problems.REACTIVATE_USER_USER_NOT_INACTIVE, UserState.INACTIVE),
)
LOCK = Switch(
    "user.locked",
    UserState.LOCKED,
    problems.LOCK_USER_USER_NOT_FOUND,
    _only_from(problems.LOCK_USER_USER_NOT_ACTIVE_OR_INITIAL, UserState.ACTIVE, UserState.INITIAL),
)
UNLOCK = Switch(
    "user.unlocked",
    UserState.ACTIVE,
    problems.UNLOCK_USER_USER_NOT_FOUND,
    _only_from(problems.UNLOCK_USER_USER_NOT_LOCKED, UserState.LOCKED),
)
DEACTIVATE_V2 = DEACTIVATE._replace(
    not_found=problems.V2_DEACTIVATE_USER_USER_NOT_FOUND,
    refused={
        UserState.INITIAL: problems.V2_DEACTIVATE_USER_USER_INITIAL,
        UserState.INACTIVE: problems.V2_DEACTIVATE_USER_USER_ALREADY_INACTIVE,
    },
)
REACTIVATE_V2 = REACTIVATE._replace(
    not_found=problems.V2_REACTIVATE_USER_USER_NOT_FOUND,
    refused=_only_from(problems.V2_REACTIVATE_USER_USER_NOT_INACTIVE, UserState.INACTIVE),
)
LOCK_V2 = LOCK._replace(
    not_found=problems.V2_LOCK_USER_USER_NOT_FOUND,
    refused=_only_from(problems.V2_LOCK_USER_USER_NOT_ACTIVE_OR_INITIAL, UserState.ACTIVE, UserState.INITIAL),
)
UNLOCK_V2 = UNLOCK._replace(
    not_found=problems.V2_UNLOCK_USER_USER_NOT_FOUND,
    refused=_only_from(problems.V2_UNLOCK_USER_USER_NOT_LOCKED, UserState.LOCKED),
)


def user_of(state: InstanceState, organisation: OrganisationId, user: UserId) -> User | None:
    """A user of an organisation as writes know it: of a removed organisation too."""
    return owned(state.users.known(user), organisation)


def switch(user: User | None, by: Switch) -> RowChanged:
    """Lead a user into another state. Being deactivated or locked ends all its tokens for good.

    Raises: the problems of the switch, that nobody was found first.
    Source: recordings/id-user-life.jsonl (every state with every switch), id-users-v2.jsonl.
    """
    found = require(user, by.not_found)
    refused = by.refused.get(found.state)
    if refused is not None:
        raise Refused(refused)
    human = found.human
    if human is not None and found.state is UserState.LOCKED:
        human = replace(human, password_failures=0)
    return RowChanged(by.event, USERS, replace(found, state=by.becomes, human=human))


def change_user_name(state: InstanceState, organisation: OrganisationId, user: UserId, name: str) -> Events:
    """Give a user of an organisation another name, which is trimmed; another case of the same is another one.

    Raises: USER_NAME_MISSING, UPDATE_USER_NAME_USER_NOT_FOUND, USER_NAME_NOT_CHANGED, USER_NAME_DOMAIN_TAKEN,
        NUL_IN_TEXT, USER_ALREADY_EXISTS.
    Source: recordings/id-user-life.jsonl.
    """
    name = name.strip()
    if not name:
        raise Refused(problems.USER_NAME_MISSING)
    found = require(user_of(state, organisation, user), problems.UPDATE_USER_NAME_USER_NOT_FOUND)
    if found.user_name == name:
        raise Refused(problems.USER_NAME_NOT_CHANGED)
    require_domain_allowed(state, organisation, name)
    return name_changed(state, found, name)


def name_changed(state: InstanceState, user: User, name: str) -> tuple[RowChanged, ...]:
    """Another user name, where it is another one.

    Raises: NUL_IN_TEXT, USER_ALREADY_EXISTS.
    """
    after = replace(user, user_name=name)
    return change(state, USERS, user, after, name="user.username.changed", taken=problems.USER_ALREADY_EXISTS)


def remove_user(state: InstanceState, user: User | None, otherwise: Problem) -> Events:
    """Remove a user with its grants and memberships, each an event where it is counted; the user name is free again.

    The last of these is what the answer tells of.

    Raises: the problem where nobody was found.
    Source: recordings/id-user-grant-search.jsonl, id-memberships.jsonl, id-machines.jsonl.
    """
    found = require(user, otherwise)
    return (remove(USERS, found, name="user.removed"), *without_user(state, found.id))
