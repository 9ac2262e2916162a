"""Decisions on changing machine users, and on removing what they have."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.events import RowChanged, RowRemoved
from mockserver.domain.ids import KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.rows.user_facets import Facet, has_mark
from mockserver.domain.rows.users import MACHINE_KEYS, USERS, Machine, User
from mockserver.domain.state import InstanceState
from mockserver.domain.text import require_storable
from mockserver.domain.users import token_removed
from mockserver.domain.verbs import Events, require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


def as_machine(user: User | None, otherwise: Problem) -> tuple[User, Machine]:
    """A user as writes to machines see it: a person whose state was ever changed passes for a machine without a name.

    Raises: the problem, where there is nobody, or a person as it was added.
    Source: recordings/id-random-v2-*.jsonl.
    """
    found = require(user, otherwise)
    if found.machine is not None:
        return found, found.machine
    if not has_mark(found, Facet.STATE):
        raise Refused(otherwise)
    return found, Machine(name="")


def machine_changed(user: User, machine: Machine) -> RowChanged:
    """A machine as it is from now on; a person that passed for one keeps nothing of it.

    Raises: NUL_IN_TEXT.
    """
    require_storable(machine.name, machine.description)
    after = replace(user, machine=machine) if user.machine is not None else user
    return RowChanged("user.machine.changed", USERS, after)


def change_machine(user: User | None, *, name: str, description: str, access_token_type: int) -> Events:
    """Replace what is said of a machine.

    Raises: UPDATE_MACHINE_USER_NOT_FOUND, MACHINE_NOT_CHANGED, NUL_IN_TEXT.
    Source: recordings/id-machines.jsonl.
    """
    found, machine = as_machine(user, problems.UPDATE_MACHINE_USER_NOT_FOUND)
    after = replace(machine, name=name, description=description, access_token_type=access_token_type)
    if after == machine:
        raise Refused(problems.MACHINE_NOT_CHANGED)
    return (machine_changed(found, after),)


def set_secret(user: User | None, secret: str, otherwise: Problem) -> RowChanged:
    """Give a machine a client secret in place of any it had; a person that passed for a machine keeps none.

    Raises: the problem, where there is no machine.
    """
    found, machine = as_machine(user, otherwise)
    return _secret_changed("user.machine.secret.set", found, replace(machine, secret=secret))


def set_machine_secret(state: InstanceState, organisation: OrganisationId, user: UserId, secret: str) -> RowChanged:
    """The same by the service of v1, which looks for the user in the whole instance first.

    Raises: USER_NOT_FOUND, SECRET_USER_FOREIGN (the user belongs to another organisation), SECRET_USER_NOT_FOUND (it is
        a person).
    Source: recordings/setup.jsonl, edges-secrets-*.jsonl, id-machines.jsonl.
    """
    found = require(state.users.get(user), problems.USER_NOT_FOUND)
    if found.organisation != organisation:
        raise Refused(problems.SECRET_USER_FOREIGN)
    return set_secret(found, secret, problems.SECRET_USER_NOT_FOUND)


def remove_machine_secret(user: User | None) -> RowChanged:
    """Take a machine's client secret.

    Raises: SECRET_TO_REMOVE_USER_NOT_FOUND, MACHINE_SECRET_NOT_FOUND.
    Source: recordings/id-machines.jsonl.
    """
    found, machine = as_machine(user, problems.SECRET_TO_REMOVE_USER_NOT_FOUND)
    if not machine.secret:
        raise Refused(problems.MACHINE_SECRET_NOT_FOUND)
    return _secret_changed("user.machine.secret.removed", found, replace(machine, secret=""))


def remove_personal_access_token(state: InstanceState, user: User | None, token: TokenId) -> RowRemoved:
    """Remove a personal access token of a user.

    Raises: PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND.
    Source: recordings/id-machines.jsonl.
    """
    found = state.tokens.holder(token)
    if user is None or found is None or not found.personal or found.user != user.id:
        raise Refused(problems.PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND)
    return token_removed(found)


def remove_machine_key(state: InstanceState, user: User | None, key: KeyId) -> RowRemoved:
    """Remove a key of a user.

    Raises: MACHINE_KEY_TO_REMOVE_NOT_FOUND.
    Source: recordings/id-machines.jsonl.
    """
    found = state.machine_keys.get(key)
    if user is None or found is None or found.user != user.id:
        raise Refused(problems.MACHINE_KEY_TO_REMOVE_NOT_FOUND)
    return RowRemoved("user.machine.key.removed", MACHINE_KEYS, found)


def _secret_changed(event: str, user: User, machine: Machine) -> RowChanged:
    return RowChanged(event, USERS, user if user.machine is None else replace(user, machine=machine))
