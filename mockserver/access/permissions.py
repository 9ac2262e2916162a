"""What a user's memberships allow, and on what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mockserver.access.roles import permissions_of
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.members import Member
from mockserver.domain.state import InstanceState
from mockserver.errors.catalogue import (
    MEMBERSHIP_NOT_FOUND,
    NO_PERMISSION,
    NO_PERMISSION_ON_RESOURCE,
    NO_PERMISSION_TO_READ_PROJECT,
    NO_PERMISSION_WITHIN,
)
from mockserver.errors.problem import Refused

_OF_OWN = ":self"
"""Behind a permission that holds for what a user made alone."""


class Reach(NamedTuple):
    """How far a permission reaches in an organisation.

    Attributes:
        member: whether the user has any membership that counts there.
        everywhere: whether it holds for all that the organisation has.
        on: ids of the projects and project grants that it holds for, where it does not hold everywhere.
        somewhere: whether the user has it at all, be it for what is the user's own alone: that is nothing here.
    """

    member: bool
    everywhere: bool
    on: frozenset[str]
    somewhere: bool

    def includes(self, resource: str) -> bool:
        """Whether the permission holds for a project or project grant."""
        return self.everywhere or resource in self.on


def has_permission(state: InstanceState, organisation: OrganisationId, user: UserId, permission: str) -> bool:
    """Whether a user's roles in the instance or in an organisation give a permission on all that it has."""
    member = state.instance_members.get((state.id, user))
    if member is not None and permission in permissions_of(member.roles):
        return True
    member = state.organisation_members.get((organisation, user))
    return member is not None and permission in permissions_of(member.roles)


def reach_of(state: InstanceState, organisation: OrganisationId, user: UserId, permission: str) -> Reach:
    """How far a permission of a user reaches in an organisation.

    What counts there: memberships in the instance, in the organisation, in its projects and their grants, and in grants
    of others' projects to it.

    Source: recordings/access.jsonl, id-project-access.jsonl, id-grant-access.jsonl.
    """
    if has_permission(state, organisation, user, permission):
        return Reach(member=True, everywhere=True, on=frozenset(), somewhere=True)
    found = list(limited_memberships(state, organisation, user))
    member = bool(found) or _is_member(state, organisation, user)
    on = frozenset(each.scope for each in found if permission in permissions_of(each.roles))
    somewhere = bool(on) or has_permission(state, organisation, user, f"{permission}{_OF_OWN}")
    return Reach(member, everywhere=False, on=on, somewhere=somewhere)


def require_reach(
    state: InstanceState, organisation: OrganisationId, user: UserId, permission: str, resource: str | None
) -> None:
    """Let a caller of a service of v1 pass, which asks before it looks at anything else.

    Args:
        resource: the project or project grant that the call is about, where the method says that its roles are enough.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION, NO_PERMISSION_ON_RESOURCE.
    """
    reach = reach_of(state, organisation, user, permission)
    if reach.everywhere:
        return
    if not reach.member:
        raise Refused(MEMBERSHIP_NOT_FOUND)
    if not reach.somewhere:
        raise Refused(NO_PERMISSION)
    if resource is not None and resource not in reach.on:
        raise Refused(NO_PERMISSION_ON_RESOURCE)


def require_within(
    state: InstanceState, organisation: OrganisationId, user: UserId, permission: str, resource: str = ""
) -> None:
    """Let a caller of a service of v2 pass, whose operations ask this of the organisation that owns what they find.

    Args:
        resource: the project or project grant that the call is about; empty where it is about none.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-project-services.jsonl, id-list-users-v2.jsonl.
    """
    reach = reach_of(state, organisation, user, permission)
    if not reach.member:
        raise Refused(MEMBERSHIP_NOT_FOUND)
    if not reach.somewhere:
        raise Refused(NO_PERMISSION_WITHIN)
    if resource and not reach.includes(resource):
        raise Refused(NO_PERMISSION_TO_READ_PROJECT)


def _is_member(state: InstanceState, organisation: OrganisationId, user: UserId) -> bool:
    return (state.id, user) in state.instance_members or (organisation, user) in state.organisation_members


def limited_memberships(state: InstanceState, organisation: OrganisationId, user: UserId) -> Iterator[Member]:
    """Memberships of a user that count in an organisation for one project or project grant each."""
    for table in (state.project_members, state.project_grant_members):
        for member in table.where("user", user):
            if organisation in (member.organisation, member.granted):
                yield member
