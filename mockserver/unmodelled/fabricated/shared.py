"""What is modelled, as things: so that methods that nobody modelled know the same users and organisations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mockserver.domain.ids import Instant
from mockserver.domain.state import InstanceState, Organisation, User
from mockserver.domain.things import Thing
from mockserver.unmodelled.fabricated.kinds import OWN
from mockserver.unmodelled.fabricated.view import SHAPE

_ACCESS_TOKEN_TYPES = ("ACCESS_TOKEN_TYPE_BEARER", "ACCESS_TOKEN_TYPE_JWT")


def _user(user: User) -> Thing:
    facts: Mapping[str, Any] = {
        SHAPE: "machine",
        "username": user.user_name,
        "machine.name": user.name,
        "machine.description": user.description,
        "machine.accesstokentype": _ACCESS_TOKEN_TYPES[user.access_token_type],
        "machine.hassecret": bool(user.secret),
    }
    address = {OWN: user.id}
    return Thing(
        "User", (user.id,), user.organisation, address, facts, "ACTIVE", user.sequence, user.created, user.own_changed
    )


def _organisation(organisation: Organisation) -> Thing:
    facts = {"name": organisation.name, "primarydomain": organisation.primary_domain}
    state = "ACTIVE" if organisation.active else "INACTIVE"
    return Thing(
        "Org",
        (organisation.id,),
        organisation.id,
        {OWN: organisation.id},
        facts,
        state,
        organisation.own_sequence,
        organisation.created,
        organisation.own_changed,
    )


def _users(state: InstanceState) -> Iterator[Thing]:
    return map(_user, state.users.values())


def _organisations(state: InstanceState) -> Iterator[Thing]:
    return map(_organisation, state.organisations.values())


def _member(kind: str, owner: str, user: str, roles: tuple[str, ...], at: Instant) -> Thing:
    # Of memberships only the roles are kept, not when they were given.
    return Thing(kind, (owner, user), owner, {"user": user}, {"roles": list(roles)}, "ACTIVE", 1, at, at)


def _org_members(state: InstanceState) -> Iterator[Thing]:
    for organisation in state.organisations.values():
        for user, roles in organisation.members.items():
            yield _member("OrgMember", organisation.id, user, roles, organisation.changed)


def _instance_members(state: InstanceState) -> Iterator[Thing]:
    changed = state.organisations[state.default_organisation].changed if state.default_organisation else Instant(0)
    for user, roles in state.members.items():
        yield _member("IamMember", state.id, user, roles, changed)


def _org_domains(state: InstanceState) -> Iterator[Thing]:
    for organisation in state.organisations.values():
        for domain in sorted(organisation.domains):
            facts = {"isverified": True, "isprimary": domain == organisation.primary_domain}
            yield Thing(
                "OrgDomain",
                (organisation.id, domain),
                organisation.id,
                {OWN: domain},
                facts,
                "ACTIVE",
                organisation.sequence,
                organisation.created,
                organisation.changed,
            )


def _tokens(state: InstanceState) -> Iterator[Thing]:
    # Of access tokens it is not kept when they were made.
    for user in state.users.values():
        for id_ in user.tokens:
            yield _credential("PersonalAccessToken", id_, user, {}, user.sequence, user.created)


def _keys(state: InstanceState) -> Iterator[Thing]:
    for user in state.users.values():
        for id_, key in user.keys.items():
            yield _credential("MachineKey", id_, user, {"type": "KEY_TYPE_JSON"}, key.sequence, key.added)


def _credential(kind: str, id_: str, user: User, facts: dict[str, Any], sequence: int, added: Instant) -> Thing:
    address = {OWN: id_, "user": user.id}
    return Thing(kind, (id_,), user.organisation, address, facts, "ACTIVE", sequence, added, added)


MODELLED: Mapping[str, Callable[[InstanceState], Iterator[Thing]]] = {
    "User": _users,
    "Org": _organisations,
    "OrgMember": _org_members,
    "IamMember": _instance_members,
    "OrgDomain": _org_domains,
    "PersonalAccessToken": _tokens,
    "MachineKey": _keys,
}
"""By kind: the things of a kind of which the modelled state has some."""
