"""Adding, changing and removing members of whatever kind, as the services of v1 and v2 both do it.

The real server asks for permissions here too, though those of v1 were asked before: for v1 nothing comes of it, but for
members of project grants, whose permission it looks for in the organisation that the project was granted to.
"""

from __future__ import annotations

from collections.abc import Sequence

from mockserver.access.roles import role_permissions
from mockserver.domain import members as decide
from mockserver.domain import project_grants
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.members import MemberRules
from mockserver.domain.projects import project_of
from mockserver.domain.rows.grants import ProjectGrant
from mockserver.domain.rows.members import Member
from mockserver.domain.rows.projects import Project
from mockserver.domain.tables import Stamp
from mockserver.domain.verbs import owned, require
from mockserver.errors.catalogue import (
    MEMBER_ORGANISATION_REMOVED,
    PARENT_PROJECT_NOT_FOUND,
    PROJECT_GRANT_MEMBER_TAKEN,
    PROJECT_GRANT_TO_CHANGE_NOT_FOUND,
)
from mockserver.operations.context import Context


def add_to_organisation(context: Context, organisation: OrganisationId, user: UserId, roles: Sequence[str]) -> Stamp:
    """Make a user a member of an organisation.

    Raises: MEMBER_ORGANISATION_REMOVED, MEMBER_ROLES_MISSING, MEMBER_ROLES_INVALID, MEMBER_USER_NOT_FOUND,
        MEMBER_ALREADY_EXISTS, and what `context.require` raises.
    """
    require(context.state.organisations.get(organisation), MEMBER_ORGANISATION_REMOVED)
    context.require("org.member.write", organisation, organisation)
    return context.write((decide.add_member(context.state, organisation, user, roles, role_permissions()),))


def add_to_instance(context: Context, user: UserId, roles: Sequence[str]) -> Stamp:
    """Make a user a member of the instance.

    Raises: INSTANCE_MEMBER_ROLES_INVALID, INSTANCE_MEMBER_USER_NOT_FOUND, INSTANCE_MEMBER_ALREADY_EXISTS, and what
        `context.require` raises.
    """
    context.require("iam.member.write", context.state.id)
    return context.write((decide.add_instance_member(context.state, user, roles, role_permissions()),))


def add_to_project(
    context: Context, project: ProjectId, user: UserId, roles: Sequence[str], organisation: OrganisationId | None = None
) -> tuple[Project, Stamp]:
    """Make a user a member of a project.

    Args:
        organisation: that the project must belong to, where one is given.

    Raises: PROJECT_MEMBER_INVALID, PROJECT_MEMBER_ROLES_INVALID, USER_CHECKED_NOT_FOUND, PARENT_PROJECT_NOT_FOUND,
        PROJECT_MEMBER_ALREADY_EXISTS, and what `context.require` raises.
    """
    state = context.state
    decide.judge_roles(decide.PROJECT, roles, role_permissions())
    decide.judge_user(state, decide.PROJECT, user)
    found = project_of(state, organisation, project, PARENT_PROJECT_NOT_FOUND)
    context.require("project.member.write", found.organisation, found.id)
    event = decide.new_member(state, decide.PROJECT, decide.of_project(found, user, roles))
    return found, context.write((event,))


def add_to_project_grant(
    context: Context,
    grant: ProjectGrant | None,
    user: UserId,
    roles: Sequence[str],
    organisation: OrganisationId | None = None,
) -> tuple[ProjectGrant, Stamp]:
    """Make a user a member of a grant of a project.

    Args:
        organisation: of the request; where the grant belongs to another one, another error tells of members.

    Raises: PROJECT_GRANT_MEMBER_INVALID, PROJECT_GRANT_MEMBER_ROLES_INVALID, USER_CHECKED_NOT_FOUND,
        PROJECT_GRANT_TO_CHANGE_NOT_FOUND, PROJECT_GRANT_MEMBER_KNOWN, PROJECT_GRANT_MEMBER_TAKEN, and what
        `context.require` raises.
    Source: recordings/id-project-grants.jsonl.
    """
    decide.judge_roles(decide.PROJECT_GRANT, roles, role_permissions())
    decide.judge_user(context.state, decide.PROJECT_GRANT, user)
    found = require(grant, PROJECT_GRANT_TO_CHANGE_NOT_FOUND)
    member = decide.of_project_grant(found, user, roles)
    if organisation in (None, found.organisation):
        event = decide.new_member(context.state, decide.PROJECT_GRANT, member)
        context.require("project.grant.member.write", found.granted, found.id)
    else:
        context.require("project.grant.member.write", found.granted, found.id)
        event = decide.new_member(context.state, decide.PROJECT_GRANT, member, taken=PROJECT_GRANT_MEMBER_TAKEN)
    return found, context.write((event,))


def change(
    context: Context,
    rules: MemberRules,
    scope: str,
    user: UserId,
    roles: Sequence[str],
    organisation: OrganisationId | None = None,
) -> tuple[Member, Stamp]:
    """Replace the roles of a member.

    Args:
        organisation: that the membership must belong to, where one is given.

    Raises: the problems of the rules, and what `context.require` raises.
    """
    decide.judge_new_roles(rules, roles, role_permissions())
    before = decide.member_of(context.state, rules, scope, user)
    require(owned(before, organisation), rules.change_unknown)
    _require(context, rules, before, "write")
    return before, context.write(decide.change_member(context.state, rules, before, roles), unchanged=before)


def remove(
    context: Context, rules: MemberRules, scope: str, user: UserId, organisation: OrganisationId | None = None
) -> tuple[Member, Stamp] | None:
    """End a membership; tells of the first time where it ended already, and nothing where there never was one.

    Source: recordings/id-memberships.jsonl.
    """
    table = context.state.table(rules.kind)
    member = table.get((scope, user))
    known = owned(member or table.removed.get((scope, user)), organisation)
    if known is None:
        return None
    if member is None:
        return known, Stamp(known.sequence, known.changed)
    _require(context, rules, member, "delete")
    return member, context.write(decide.remove_member(rules, member))


def project_grant(context: Context, grant: str, project: str) -> ProjectGrant | None:
    """A grant of a project, of whatever organisation."""
    return project_grants.grant_of(context.state, GrantId(grant), ProjectId(project))


def project_grant_to(context: Context, project: str, granted: str) -> ProjectGrant | None:
    """The grant of a project to an organisation."""
    return project_grants.grant_to(context.state, ProjectId(project), OrganisationId(granted))


def _require(context: Context, rules: MemberRules, member: Member, verb: str) -> None:
    permission = f"{_PERMISSIONS[rules]}.member.{verb}"
    context.require(permission, member.granted or member.organisation, member.scope)


_PERMISSIONS = {
    decide.ORGANISATION: "org",
    decide.INSTANCE: "iam",
    decide.PROJECT: "project",
    decide.PROJECT_GRANT: "project.grant",
}
