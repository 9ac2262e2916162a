"""What is told of a user: in access tokens, ID tokens, userinfo and introspection."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from mockserver.access.oauth.scopes import (
    EMAIL,
    ORGANISATION_PREFIX,
    PHONE,
    PROFILE,
    PROJECTS_ROLES,
    RESOURCE_OWNER,
    ROLE_ORGANISATION_PREFIX,
    ROLE_PREFIX,
    USER_METADATA,
    after,
    projects_of,
)
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.users import Human, User
from mockserver.domain.state import InstanceState

Claims = dict[str, Any]

_MICROS = 1_000_000
_GENDERS = ("", "female", "male", "diverse")
_ROLES = "urn:zitadel:iam:org:project:roles"
_ROLES_OF_PROJECT = "urn:zitadel:iam:org:project:{}:roles"
_UNKNOWN_LANGUAGE = "und"


class Purpose(Enum):
    """Where it is told."""

    ACCESS_TOKEN = auto()
    ID_TOKEN = auto()
    USERINFO = auto()
    INTROSPECTION = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who is told of whom, and how much.

    Attributes:
        client: the id of the client that asks; empty for a personal access token.
        project: that of the client; empty for none.
        project_asserts_roles: whether the roles of that project are told without being asked for.
        profile: whether profile, address and number are told where the scopes ask for them.
        roles: whether roles are told.
        own_project_only: whether roles of other projects are kept back, whatever the scopes ask for.
    """

    purpose: Purpose
    user: User
    client: str
    scopes: tuple[str, ...]
    project: str = ""
    project_asserts_roles: bool = False
    profile: bool = True
    roles: bool = True
    own_project_only: bool = False


@dataclass(slots=True)
class UserInfo:
    """What is told.

    Attributes:
        standard: claims of OpenID Connect; an access token does not hold them.
        claims: all others: roles, metadata, organisations, and what scripts add.
    """

    standard: Claims = field(default_factory=dict)
    claims: Claims = field(default_factory=dict)


def user_info(state: InstanceState, asking: Asking, metadata: Iterable[Metadata] | None = None) -> UserInfo:
    """What is told of a user to whom a token's scopes allow it.

    Args:
        metadata: the user's, as it is to be told; None for what it is.

    Source: recordings/runs-login.jsonl, runs-roles.jsonl, runs-organisations.jsonl, runs-claims-of-people.jsonl.
    """
    told = UserInfo()
    user, scopes = asking.user, asking.scopes
    if asking.profile:
        if PROFILE in scopes:
            told.standard |= _profile(user)
        if user.human is not None:
            told.standard |= _reached(user.human, scopes)
    if USER_METADATA in scopes:
        held = state.user_metadata.where("owner", user.id) if metadata is None else metadata
        told.claims |= _metadata(held)
    told.claims |= organisation_claims(state, user, scopes)
    if asking.roles:
        told.claims |= _role_claims(state, asking)
    return told


def role_grants(state: InstanceState, asking: Asking) -> list[UserGrant]:
    """The grants of a user that are told of, whether or not roles are asserted.

    Source: recordings/runs-roles.jsonl.
    """
    projects = _role_audience(state, asking)
    organisations = after(ROLE_ORGANISATION_PREFIX, asking.scopes)
    return [
        grant
        for grant in state.user_grants.where("user", asking.user.id)
        if grant.active and grant.project in projects and (not organisations or grant.organisation in organisations)
    ]


def organisation_claims(state: InstanceState, user: User, scopes: Iterable[str]) -> Claims:
    """Claims about organisations; empty unless the scopes ask for them."""
    claims: Claims = {}
    asked = after(ORGANISATION_PREFIX, scopes)
    if asked:
        claims["urn:zitadel:iam:org:id"] = asked[0]
    if asked or RESOURCE_OWNER in scopes:
        organisation = state.organisation(user.organisation)
        claims[f"{RESOURCE_OWNER}:id"] = organisation.id
        claims[f"{RESOURCE_OWNER}:name"] = organisation.name
        claims[f"{RESOURCE_OWNER}:primary_domain"] = organisation.primary_domain
    return claims


def _profile(user: User) -> Claims:
    claims: Claims = {"name": user.name, "preferred_username": user.user_name, "updated_at": user.changed // _MICROS}
    human = user.human
    if human is None:
        return claims
    more = {
        "given_name": human.first_name,
        "family_name": human.last_name,
        "nickname": human.nick_name,
        "gender": _GENDERS[human.gender],
    }
    claims |= {name: value for name, value in more.items() if value}
    claims["locale"] = human.language if human.language != _UNKNOWN_LANGUAGE else None
    return claims


def _reached(human: Human, scopes: tuple[str, ...]) -> Claims:
    """Where a person is reached; what is not verified is not called so, nor said not to be."""
    claims: Claims = {}
    if EMAIL in scopes and human.email:
        claims["email"] = human.email
        if human.email_verified:
            claims["email_verified"] = True
    if PHONE in scopes and human.phone:
        claims["phone_number"] = human.phone
        if human.phone_verified:
            claims["phone_number_verified"] = True
    return claims


def _metadata(entries: Iterable[Metadata]) -> Claims:
    found = {entry.key: base64.urlsafe_b64encode(entry.value).rstrip(b"=").decode("ascii") for entry in entries}
    return {USER_METADATA: found} if found else {}


def _role_audience(state: InstanceState, asking: Asking) -> list[str]:
    """The projects whose roles are told."""
    asked = PROJECTS_ROLES in asking.scopes or _asks_for_role(asking)
    audience = projects_of(asking.scopes, state.id) if asked and not asking.own_project_only else []
    own = asking.project_asserts_roles or asking.own_project_only or audience or _asks_for_role(asking)
    if own and asking.project and asking.project not in audience:
        audience.append(asking.project)
    return audience


def _asks_for_role(asking: Asking) -> bool:
    return any(scope.startswith(ROLE_PREFIX) for scope in asking.scopes)


def _role_claims(state: InstanceState, asking: Asking) -> Claims:
    """Roles by project: those that were asked for by name, or all; each with who gave it."""
    asked = after(ROLE_PREFIX, asking.scopes)
    projects: dict[str, dict[str, dict[str, str]]] = {}
    for grant in role_grants(state, asking):
        giver = state.organisation(grant.organisation)
        for role in grant.roles:
            if not asked or role in asked:
                given = projects.setdefault(grant.project, {}).setdefault(role, {})
                given[giver.id] = giver.primary_domain
    claims: Claims = {_ROLES_OF_PROJECT.format(project): roles for project, roles in projects.items()}
    if asking.project in projects:
        claims[_ROLES] = projects[asking.project]
    return claims
