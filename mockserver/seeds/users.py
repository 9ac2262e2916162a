"""Users of a state file, with their tokens, keys, secrets and roles."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import datetime

from mockserver.access import keys
from mockserver.access.roles import role_permissions
from mockserver.domain import machines, members
from mockserver.domain import users as decide
from mockserver.domain.events import HistoryRestored, RowAdded, RowRestored
from mockserver.domain.ids import Instant, KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.rows.users import USERS, Token, UserState
from mockserver.domain.tables import History
from mockserver.domain.text import unique_name
from mockserver.seeds import model
from mockserver.seeds.contract import Contract
from mockserver.seeds.problems import Place, Unusable
from mockserver.seeds.recorder import Recorder, deciding, instant

ACCESS_TOKEN_TYPES = ("bearer", "jwt")
"""By number of zitadel.user.v1.AccessTokenType."""


def add_user(recorder: Recorder, contract: Contract, seed: model.User, place: Place) -> None:
    """Add a user to its organisation.

    Raises: Unusable.
    """
    organisation = organisation_named(recorder, seed.organisation, (*place, "organisation"))
    fields = {"userName": ("user_name", seed.user_name), "name": ("name", seed.name)}
    contract.check(
        "zitadel.management.v1.AddMachineUserRequest",
        place,
        fields | {"description": ("description", seed.description)},
    )
    user = UserId(recorder.id_of(seed.id, "user", place))
    with deciding((*place, "user_name")):
        added = decide.add_machine(
            recorder.state,
            organisation,
            user,
            user_name=seed.user_name,
            name=seed.name,
            description=seed.description,
            access_token_type=ACCESS_TOKEN_TYPES.index(seed.access_token_type),
        )
    recorder.record(added, at=seed.created)
    if seed.secret:
        recorder.record(machines.set_machine_secret(recorder.state, organisation, user, seed.secret))
    for index, token in enumerate(seed.tokens):
        _add_token(recorder, user, token, (*place, "tokens", index))
    for index, key in enumerate(seed.keys):
        _add_key(recorder, organisation, user, key, (*place, "keys", index))
    add_roles(recorder, user, seed, place)
    _restore_history(recorder, user, seed)


def _restore_history(recorder: Recorder, user: UserId, seed: model.User) -> None:
    state = UserState[seed.state.upper()]
    made = recorder.state.users[user]
    if (seed.sequence, seed.own_sequence, seed.changed, state) == (None, None, None, made.state):
        return
    changed = made.changed if seed.changed is None else instant(seed.changed)
    row = replace(made, state=state, sequence=seed.own_sequence or made.sequence, changed=changed)
    recorder.record(RowRestored(USERS, row))
    counted = recorder.state.histories[History.USER][user]
    recorder.record(HistoryRestored(History.USER, user), sequence=seed.sequence or counted)


def _add_token(recorder: Recorder, user: UserId, seed: model.Token, place: Place) -> None:
    if seed.token in recorder.state.tokens:
        raise Unusable((*place, "token"), "is a token already", "choose another text")
    token = TokenId(recorder.id_of(seed.id, "token", place))
    # Tokens that have expired are part of a state; the rule on dates is one for callers.
    row = Token(
        id=token,
        secret=seed.token,
        user=user,
        expires=_expiry(seed.expires),
        for_api=seed.for_api,
        client=seed.client,
        scopes=seed.scopes,
        authenticated=Instant(0) if seed.authenticated is None else instant(seed.authenticated),
        methods=seed.methods,
    )
    recorder.record(decide.token_added(row), sequence=seed.sequence, at=seed.issued)


def _add_key(recorder: Recorder, organisation: OrganisationId, user: UserId, seed: model.Key, place: Place) -> None:
    pem = keys.readable_public_key(base64.b64encode(seed.public_key.encode()).decode("ascii"))
    if pem is None:
        fix = "paste what openssl rsa -pubout prints, with its first and last line"
        raise Unusable((*place, "public_key"), "is no RSA public key in PEM", fix)
    with deciding(place):
        now = recorder.instance.clock.now()
        decide.require_key_allowed(recorder.state, organisation, user, expires=None, now=now)
    key = KeyId(recorder.id_of(seed.id, "key", place))
    added = decide.add_machine_key(user, key, public_key=pem, expires=_expiry(seed.expires))
    recorder.record(added, sequence=seed.sequence, at=seed.added)


def add_roles(recorder: Recorder, user: UserId, seed: model.User | model.Person, place: Place) -> None:
    """Give a user the roles that it is said to have in organisations and in the instance.

    Raises: Unusable.
    """
    known = role_permissions()
    for name, given in seed.roles.items():
        at = (*place, "roles", name)
        organisation = organisation_named(recorder, name, at)
        with deciding(at):
            _record_member(
                recorder, members.add_member(recorder.state, organisation, user, _roles(given), known), given
            )
    if seed.instance_roles is not None:
        given = seed.instance_roles
        with deciding((*place, "instance_roles")):
            _record_member(recorder, members.add_instance_member(recorder.state, user, _roles(given), known), given)


def _roles(given: tuple[str, ...] | model.Membership) -> tuple[str, ...]:
    return given.roles if isinstance(given, model.Membership) else given


def _record_member(recorder: Recorder, added: RowAdded, given: tuple[str, ...] | model.Membership) -> None:
    if not isinstance(given, model.Membership):
        recorder.record(added)
        return
    recorder.record(added, at=given.created)
    made = recorder.state.table(added.kind)[added.kind.key(added.row)]
    changed = made.changed if given.changed is None else instant(given.changed)
    row = replace(made, sequence=given.sequence or made.sequence, changed=changed)
    recorder.record(RowRestored(added.kind, row))


def organisation_named(recorder: Recorder, name: str, place: Place) -> OrganisationId:
    """The organisation of a name, whatever its case.

    Raises: Unusable where there is none.
    """
    found = recorder.state.organisations.holder(unique_name(name.strip()))
    if found is None:
        raise Unusable(place, f"there is no organisation named {name}", "add it under organisations, or correct it")
    return found.id


def _expiry(expires: datetime | None) -> Instant:
    return decide.NEVER if expires is None else instant(expires)
