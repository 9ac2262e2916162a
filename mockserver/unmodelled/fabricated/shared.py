"""What is modelled, as things: so that methods that nobody modelled know the same users and organisations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mockserver.domain.rows.members import Member
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.rows.users import Human, MachineKey, Token, User
from mockserver.domain.state import InstanceState
from mockserver.domain.things import Thing
from mockserver.operations.user_view_v2 import GENDERS
from mockserver.unmodelled.fabricated.kinds import OWN
from mockserver.unmodelled.fabricated.view import SHAPE

_ACCESS_TOKEN_TYPES = ("ACCESS_TOKEN_TYPE_BEARER", "ACCESS_TOKEN_TYPE_JWT")


def _user(user: User) -> Thing:
    facts = {"username": user.user_name, **(_machine(user) if user.human is None else _human(user.human))}
    address = {OWN: user.id}
    place = (user.sequence, user.created, user.changed)
    return Thing("User", (user.id,), user.organisation, address, facts, user.state.name, *place)


def _machine(user: User) -> Mapping[str, Any]:
    return {
        SHAPE: "machine",
        "machine.name": user.name,
        "machine.description": user.machine.description if user.machine is not None else "",
        "machine.accesstokentype": _ACCESS_TOKEN_TYPES[user.access_token_type],
        "machine.hassecret": bool(user.secret),
    }


def _human(human: Human) -> Mapping[str, Any]:
    """What is told of a person, by the names of v1 and of v2 where `fields` in kinds.yaml does not join them."""
    return {
        SHAPE: "human",
        "human.profile.firstname": human.first_name,
        "human.profile.lastname": human.last_name,
        "human.profile.nickname": human.nick_name,
        "human.profile.displayname": human.display_name,
        "human.profile.preferredlanguage": human.language,
        "human.profile.gender": GENDERS[human.gender],
        "human.email.email": human.email,
        "human.email.isemailverified": human.email_verified,
        "human.email.isverified": human.email_verified,
        "human.phone.phone": human.phone,
        "human.phone.isphoneverified": human.phone_verified,
        "human.phone.isverified": human.phone_verified,
    }


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
        organisation.sequence,
        organisation.created,
        organisation.changed,
    )


def _users(state: InstanceState) -> Iterator[Thing]:
    return map(_user, state.users)


def _organisations(state: InstanceState) -> Iterator[Thing]:
    return map(_organisation, state.organisations)


def _member(kind: str, row: Member) -> Thing:
    facts = {"roles": list(row.roles)}
    place = (row.sequence, row.created, row.changed)
    return Thing(kind, (row.scope, row.user), row.scope, {"user": row.user}, facts, "ACTIVE", *place)


def _org_members(state: InstanceState) -> Iterator[Thing]:
    return (_member("OrgMember", row) for row in state.organisation_members)


def _instance_members(state: InstanceState) -> Iterator[Thing]:
    return (_member("IamMember", row) for row in state.instance_members)


def _org_domains(state: InstanceState) -> Iterator[Thing]:
    for row in state.organisation_domains:
        facts = {"isverified": True, "isprimary": row.primary}
        key, place = (row.organisation, row.name), (row.sequence, row.created, row.changed)
        yield Thing("OrgDomain", key, row.organisation, {OWN: row.name}, facts, "ACTIVE", *place)


def _tokens(state: InstanceState) -> Iterator[Thing]:
    for token in state.tokens:
        yield from _credential(state, "PersonalAccessToken", token.id, token, {})


def _keys(state: InstanceState) -> Iterator[Thing]:
    for key in state.machine_keys:
        yield from _credential(state, "MachineKey", key.id, key, {"type": "KEY_TYPE_JSON"})


def _credential(
    state: InstanceState, kind: str, id_: str, row: Token | MachineKey, facts: dict[str, Any]
) -> Iterator[Thing]:
    user = state.users.get(row.user)
    if user is not None:
        place = (row.sequence, row.created, row.changed)
        yield Thing(kind, (id_,), user.organisation, {OWN: id_, "user": user.id}, facts, "ACTIVE", *place)


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
