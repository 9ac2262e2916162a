"""Decisions on credentials of service accounts of any organisation, as the user service of v2 makes them."""

from __future__ import annotations

from typing import NamedTuple

from mockserver.domain import machines
from mockserver.domain.events import RowChanged, RowRemoved
from mockserver.domain.ids import KeyId, TokenId, UserId
from mockserver.domain.machines import as_machine
from mockserver.domain.rows.users import Machine, User
from mockserver.domain.state import InstanceState
from mockserver.errors.catalogue import (
    KEY_USER_NOT_FOUND,
    SECRET_USER_NOT_FOUND,
    TOKEN_USER_IS_NO_MACHINE,
    TOKEN_USER_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


class _Found(NamedTuple):
    user: User
    machine: Machine


def _machine(state: InstanceState, user: UserId, otherwise: Problem, no_machine: Problem) -> _Found:
    """A service account, whatever its state.

    Raises: the problem for a user that there is not, or the one for a person.
    """
    found = state.users.get(user)
    if found is None:
        raise Refused(otherwise)
    if found.machine is None:
        raise Refused(no_machine)
    return _Found(found, found.machine)


def user_for_secret(state: InstanceState, user: UserId) -> User:
    """The service account that is to have a client secret, or who passes for one. Raises: SECRET_USER_NOT_FOUND."""
    return as_machine(state.users.get(user), SECRET_USER_NOT_FOUND)[0]


def set_secret(state: InstanceState, user: UserId, secret: str) -> RowChanged:
    """Give a service account a client secret in place of any it had.

    Raises: SECRET_USER_NOT_FOUND.
    Source: recordings/id-credentials-v2.jsonl.
    """
    return machines.set_secret(state.users.get(user), secret, SECRET_USER_NOT_FOUND)


def remove_secret(state: InstanceState, user: UserId) -> RowChanged:
    """Take a service account's client secret away.

    Raises: SECRET_TO_REMOVE_USER_NOT_FOUND (a person too), MACHINE_SECRET_NOT_FOUND.
    Source: recordings/id-credentials-v2.jsonl.
    """
    return machines.remove_machine_secret(state.users.get(user))


def user_for_key(state: InstanceState, user: UserId) -> User:
    """The service account that is to have a key. Raises: KEY_USER_NOT_FOUND (a person too)."""
    return _machine(state, user, KEY_USER_NOT_FOUND, KEY_USER_NOT_FOUND).user


def user_for_token(state: InstanceState, user: UserId) -> User:
    """The service account that is to have a personal access token.

    Raises: TOKEN_USER_NOT_FOUND, TOKEN_USER_IS_NO_MACHINE.
    """
    return _machine(state, user, TOKEN_USER_NOT_FOUND, TOKEN_USER_IS_NO_MACHINE).user


def remove_key(state: InstanceState, user: UserId, key: KeyId) -> RowRemoved:
    """Remove a key of a user.

    Raises: MACHINE_KEY_TO_REMOVE_NOT_FOUND.
    Source: recordings/id-credentials-v2.jsonl.
    """
    return machines.remove_machine_key(state, state.users.get(user), key)


def remove_token(state: InstanceState, user: UserId, token: TokenId) -> RowRemoved:
    """End a personal access token of a user.

    Raises: PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND.
    Source: recordings/id-credentials-v2.jsonl.
    """
    return machines.remove_personal_access_token(state, state.users.get(user), token)
