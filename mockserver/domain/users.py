"""Decisions on adding machine users, tokens and keys."""

from __future__ import annotations

from mockserver.domain.events import RowAdded, RowForgotten, RowIssued, RowRemoved
from mockserver.domain.ids import Instant, KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.rows.users import MACHINE_KEYS, TOKENS, USERS, Machine, MachineKey, Token, User
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import add, owned, require
from mockserver.errors.catalogue import (
    EXPIRATION_BEFORE_NOW,
    KEY_USER_NOT_FOUND,
    TOKEN_USER_IS_NO_MACHINE,
    TOKEN_USER_NOT_FOUND,
    USER_ALREADY_EXISTS,
    USER_ID_TAKEN,
)
from mockserver.errors.problem import Problem, Refused

NEVER = Instant(253402300799_000000)
"""9999-12-31T23:59:59Z: when a token or key expires that was given no expiration."""
_UNSET = Instant(-62135596800_000000)
"""0001-01-01T00:00:00Z: Go's zero, no expiration too (recordings/edges-expirations-*.jsonl)."""


def add_machine(
    state: InstanceState,
    organisation: OrganisationId,
    user: UserId,
    *,
    user_name: str,
    name: str,
    description: str,
    access_token_type: int,
) -> RowAdded:
    """Add a machine user under a user name that is free in the whole instance, whatever its case.

    An id that a user of another organisation has can be used all the same. That it then belongs to the new one, with
    its tokens and keys, is assumed.

    Raises: USER_ID_TAKEN, NUL_IN_TEXT, USER_ALREADY_EXISTS.
    Source: recordings/setup.jsonl, edges-machines-*.jsonl.
    """
    known = state.users.known(user)
    if known is not None and known.organisation == organisation:
        raise Refused(USER_ID_TAKEN)
    machine = Machine(name=name, description=description, access_token_type=access_token_type)
    row = User(id=user, organisation=organisation, user_name=user_name, machine=machine)
    return add(state, USERS, row, name="user.machine.added", taken=USER_ALREADY_EXISTS)


def add_token(
    state: InstanceState,
    organisation: OrganisationId,
    user: UserId,
    token: TokenId,
    *,
    secret: str,
    expires: Instant | None,
    now: Instant,
) -> RowAdded:
    """Issue a personal access token; its expiration is judged before its user.

    Raises: EXPIRATION_BEFORE_NOW, TOKEN_USER_NOT_FOUND, TOKEN_USER_IS_NO_MACHINE.
    Source: recordings/setup.jsonl, id-machines.jsonl.
    """
    valid_until = expiration_of(expires, now)
    if _of_organisation(state, organisation, user, TOKEN_USER_NOT_FOUND).machine is None:
        raise Refused(TOKEN_USER_IS_NO_MACHINE)
    return token_added(Token(id=token, secret=secret, user=user, expires=valid_until))


def token_added(token: Token) -> RowAdded:
    """A personal access token that nobody needs to judge."""
    return RowAdded("user.pat.added", TOKENS, token)


def token_removed(token: Token) -> RowRemoved:
    """The end of a personal access token before its time."""
    return RowRemoved("user.pat.removed", TOKENS, token)


def token_issued(token: Token) -> RowIssued:
    """A token of a login, which no history of its user counts.

    Source: recordings/runs-login.jsonl.
    """
    return RowIssued("oidc_session.access_token.added", TOKENS, token)


def token_forgotten(token: Token) -> RowForgotten:
    """A token of a login is no longer there, whether it expired or was taken back; no history counts that either."""
    return RowForgotten(TOKENS, token)


def require_key_allowed(
    state: InstanceState, organisation: OrganisationId, user: UserId, *, expires: Instant | None, now: Instant
) -> Instant:
    """When a new key of the user expires.

    Raises: EXPIRATION_BEFORE_NOW, KEY_USER_NOT_FOUND (a person too).
    Source: recordings/setup.jsonl, id-machines.jsonl.
    """
    valid_until = expiration_of(expires, now)
    require(_of_organisation(state, organisation, user, KEY_USER_NOT_FOUND).machine, KEY_USER_NOT_FOUND)
    return valid_until


def add_machine_key(user: UserId, key: KeyId, *, public_key: bytes, expires: Instant) -> RowAdded:
    """Register the public half (PEM) of a key; `require_key_allowed` comes first, since making a key is slow."""
    row = MachineKey(id=key, user=user, public_key=public_key, expires=expires)
    return RowAdded("user.machine.key.added", MACHINE_KEYS, row)


def expiration_of(expires: Instant | None, now: Instant) -> Instant:
    """Until when a token or key is good that was given an expiration or none.

    Raises: EXPIRATION_BEFORE_NOW.
    """
    if expires is None or expires == _UNSET:
        return NEVER
    if expires < now:
        raise Refused(EXPIRATION_BEFORE_NOW)
    return expires


def _of_organisation(state: InstanceState, organisation: OrganisationId, user: UserId, otherwise: Problem) -> User:
    return require(owned(state.users.known(user), organisation), otherwise)
