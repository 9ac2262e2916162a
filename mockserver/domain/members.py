"""Decisions on memberships: which user has which roles where."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.members import INSTANCE_MEMBERS, ORGANISATION_MEMBERS, Member
from mockserver.domain.state import InstanceState, Organisation
from mockserver.errors.catalogue import (
    INSTANCE_MEMBER_ALREADY_EXISTS,
    INSTANCE_MEMBER_ROLES_INVALID,
    INSTANCE_MEMBER_USER_NOT_FOUND,
    MEMBER_ALREADY_EXISTS,
    MEMBER_ORGANISATION_REMOVED,
    MEMBER_ROLES_INVALID,
    MEMBER_ROLES_MISSING,
    MEMBER_USER_NOT_FOUND,
)
from mockserver.errors.problem import Refused


def add_member(
    state: InstanceState, organisation: Organisation, user: UserId, roles: Sequence[str], known_roles: Collection[str]
) -> RowAdded:
    """Make a user of any organisation a member of this one. Roles are judged before the user.

    Roles are either all ORG roles or all SELF_MANAGEMENT_GLOBAL.

    Raises: MEMBER_ROLES_MISSING, MEMBER_ROLES_INVALID, MEMBER_ORGANISATION_REMOVED, MEMBER_USER_NOT_FOUND,
        MEMBER_ALREADY_EXISTS.
    Source: recordings/setup.jsonl, edges-removed-*.jsonl (users of removed organisations pass); the rule on mixed
        roles is the real server's source.
    """
    if not roles:
        raise Refused(MEMBER_ROLES_MISSING)
    if not (_valid(roles, "ORG", known_roles) or _valid(roles, "SELF_MANAGEMENT_GLOBAL", known_roles)):
        raise Refused(MEMBER_ROLES_INVALID)
    if organisation.removed:
        raise Refused(MEMBER_ORGANISATION_REMOVED)
    if state.users.known(user) is None:
        raise Refused(MEMBER_USER_NOT_FOUND)
    if (organisation.id, user) in state.organisation_members:
        raise Refused(MEMBER_ALREADY_EXISTS)
    return member_added(organisation.id, user, roles)


def add_instance_member(
    state: InstanceState, user: UserId, roles: Sequence[str], known_roles: Collection[str]
) -> RowAdded:
    """Make a user a member of the whole instance, which reaches every organisation.

    Raises: INSTANCE_MEMBER_ROLES_INVALID, INSTANCE_MEMBER_USER_NOT_FOUND, INSTANCE_MEMBER_ALREADY_EXISTS.
    Source: recordings/setup.jsonl; that an empty list of roles passes is the real server's source.
    """
    if not _valid(roles, "IAM", known_roles):
        raise Refused(INSTANCE_MEMBER_ROLES_INVALID)
    if state.users.known(user) is None:
        raise Refused(INSTANCE_MEMBER_USER_NOT_FOUND)
    if (state.id, user) in state.instance_members:
        raise Refused(INSTANCE_MEMBER_ALREADY_EXISTS)
    row = Member(scope=state.id, user=user, organisation=OrganisationId(state.id), roles=tuple(roles))
    return RowAdded("instance.member.added", INSTANCE_MEMBERS, row)


def member_added(organisation: OrganisationId, user: UserId, roles: Sequence[str]) -> RowAdded:
    """A membership in an organisation that nobody needs to judge."""
    row = Member(scope=organisation, user=user, organisation=organisation, roles=tuple(roles))
    return RowAdded("org.member.added", ORGANISATION_MEMBERS, row)


def _valid(roles: Sequence[str], prefix: str, known_roles: Collection[str]) -> bool:
    return all(role.startswith(prefix) and role in known_roles for role in roles)
