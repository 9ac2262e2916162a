"""Decisions on memberships: which user has which roles in an organisation, the instance, a project or a project grant.

The four kinds are alike but for their errors, their roles and the order in which they are judged, which is what
`MemberRules` holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.grants import ProjectGrant
from mockserver.domain.rows.members import (
    INSTANCE_MEMBERS,
    ORGANISATION_MEMBERS,
    PROJECT_GRANT_MEMBERS,
    PROJECT_MEMBERS,
    Member,
)
from mockserver.domain.rows.projects import Project
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Kind
from mockserver.domain.verbs import Events, change, remove, require
from mockserver.errors.catalogue import (
    INSTANCE_MEMBER_ALREADY_EXISTS,
    INSTANCE_MEMBER_ROLES_INVALID,
    INSTANCE_MEMBER_ROLES_TO_CHANGE_INVALID,
    INSTANCE_MEMBER_TO_CHANGE_INVALID,
    INSTANCE_MEMBER_TO_CHANGE_NOT_FOUND,
    INSTANCE_MEMBER_USER_NOT_FOUND,
    MEMBER_ALREADY_EXISTS,
    MEMBER_ORGANISATION_REMOVED,
    MEMBER_ROLES_INVALID,
    MEMBER_ROLES_MISSING,
    MEMBER_ROLES_TO_CHANGE_INVALID,
    MEMBER_TO_CHANGE_INVALID,
    MEMBER_TO_CHANGE_NOT_FOUND,
    MEMBER_USER_NOT_FOUND,
    PROJECT_GRANT_MEMBER_INVALID,
    PROJECT_GRANT_MEMBER_KNOWN,
    PROJECT_GRANT_MEMBER_ROLES_INVALID,
    PROJECT_GRANT_MEMBER_ROLES_TO_CHANGE_INVALID,
    PROJECT_GRANT_MEMBER_TO_CHANGE_INVALID,
    PROJECT_GRANT_MEMBER_TO_CHANGE_NOT_FOUND,
    PROJECT_MEMBER_ALREADY_EXISTS,
    PROJECT_MEMBER_INVALID,
    PROJECT_MEMBER_ROLES_INVALID,
    PROJECT_MEMBER_ROLES_TO_CHANGE_INVALID,
    PROJECT_MEMBER_TO_CHANGE_INVALID,
    PROJECT_MEMBER_TO_CHANGE_NOT_FOUND,
    USER_CHECKED_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MemberRules:
    """In what one kind of members differs from the others.

    Attributes:
        event: what the names of its events begin with.
        prefix: what its roles begin with.
        untold: what roles begin with that it takes as well, but that are not told among its roles.
        other_roles: a role that new members can have beside those, but not together with them.
        missing: for a new member without roles; None where that is no fault.
        invalid: for a new member with a role that there is not.
        user_missing: for a new member who is no user.
        taken: for a user who is a member already.
        change_missing, change_invalid, change_unknown: what is wrong with new roles of a member, likewise.
    """

    kind: Kind[Member]
    event: str
    prefix: str
    untold: str = ""
    other_roles: str = ""
    missing: Problem | None
    invalid: Problem
    user_missing: Problem
    taken: Problem
    change_missing: Problem
    change_invalid: Problem
    change_unknown: Problem

    def allows(self, role: str) -> bool:
        """Whether members of the kind can have a role, as far as its name says."""
        return role.startswith(self.prefix)


ORGANISATION = MemberRules(
    kind=ORGANISATION_MEMBERS,
    event="org.member",
    prefix="ORG_",
    other_roles="SELF_MANAGEMENT_GLOBAL",
    missing=MEMBER_ROLES_MISSING,
    invalid=MEMBER_ROLES_INVALID,
    user_missing=MEMBER_USER_NOT_FOUND,
    taken=MEMBER_ALREADY_EXISTS,
    change_missing=MEMBER_ROLES_TO_CHANGE_INVALID,
    change_invalid=MEMBER_TO_CHANGE_INVALID,
    change_unknown=MEMBER_TO_CHANGE_NOT_FOUND,
)
INSTANCE = MemberRules(
    kind=INSTANCE_MEMBERS,
    event="instance.member",
    prefix="IAM_",
    missing=None,
    invalid=INSTANCE_MEMBER_ROLES_INVALID,
    user_missing=INSTANCE_MEMBER_USER_NOT_FOUND,
    taken=INSTANCE_MEMBER_ALREADY_EXISTS,
    change_missing=INSTANCE_MEMBER_ROLES_TO_CHANGE_INVALID,
    change_invalid=INSTANCE_MEMBER_TO_CHANGE_INVALID,
    change_unknown=INSTANCE_MEMBER_TO_CHANGE_NOT_FOUND,
)
PROJECT = MemberRules(
    kind=PROJECT_MEMBERS,
    event="project.member",
    prefix="PROJECT_",
    untold="PROJECT_GRANT_",
    missing=PROJECT_MEMBER_INVALID,
    invalid=PROJECT_MEMBER_ROLES_INVALID,
    user_missing=USER_CHECKED_NOT_FOUND,
    taken=PROJECT_MEMBER_ALREADY_EXISTS,
    change_missing=PROJECT_MEMBER_ROLES_TO_CHANGE_INVALID,
    change_invalid=PROJECT_MEMBER_TO_CHANGE_INVALID,
    change_unknown=PROJECT_MEMBER_TO_CHANGE_NOT_FOUND,
)
PROJECT_GRANT = MemberRules(
    kind=PROJECT_GRANT_MEMBERS,
    event="project.grant.member",
    prefix="PROJECT_GRANT_",
    missing=PROJECT_GRANT_MEMBER_INVALID,
    invalid=PROJECT_GRANT_MEMBER_ROLES_INVALID,
    user_missing=USER_CHECKED_NOT_FOUND,
    taken=PROJECT_GRANT_MEMBER_KNOWN,
    change_missing=PROJECT_GRANT_MEMBER_ROLES_TO_CHANGE_INVALID,
    change_invalid=PROJECT_GRANT_MEMBER_TO_CHANGE_INVALID,
    change_unknown=PROJECT_GRANT_MEMBER_TO_CHANGE_NOT_FOUND,
)


def of_organisation(organisation: OrganisationId, user: UserId, roles: Sequence[str]) -> Member:
    """A membership in an organisation."""
    return Member(scope=organisation, user=user, organisation=organisation, roles=tuple(roles))


def of_instance(state: InstanceState, user: UserId, roles: Sequence[str]) -> Member:
    """A membership in the whole instance, which reaches every organisation."""
    return Member(scope=state.id, user=user, organisation=OrganisationId(state.id), roles=tuple(roles))


def of_project(project: Project, user: UserId, roles: Sequence[str]) -> Member:
    """A membership in a project."""
    return Member(scope=project.id, user=user, organisation=project.organisation, roles=tuple(roles))


def of_project_grant(grant: ProjectGrant, user: UserId, roles: Sequence[str]) -> Member:
    """A membership in a grant of a project."""
    return Member(
        scope=grant.id,
        user=user,
        organisation=grant.organisation,
        roles=tuple(roles),
        project=grant.project,
        granted=grant.granted,
    )


def judge_roles(rules: MemberRules, roles: Sequence[str], known_roles: Collection[str]) -> None:
    """Let the roles of a new member pass.

    Raises: the problems of the rules.
    Source: recordings/setup.jsonl, id-memberships.jsonl; that roles of an organisation and SELF_MANAGEMENT_GLOBAL do
        not go together is the real server's source.
    """
    if not roles and rules.missing is not None:
        raise Refused(rules.missing)
    if roles and rules.other_roles and all(role == rules.other_roles for role in roles):
        return
    if not _valid(rules, roles, known_roles):
        raise Refused(rules.invalid)


def judge_user(state: InstanceState, rules: MemberRules, user: UserId) -> None:
    """Let a user of any organisation pass, one that was removed too.

    Raises: the problem of the rules.
    Source: recordings/edges-removed-*.jsonl.
    """
    require(state.users.known(user), rules.user_missing)


def new_member(state: InstanceState, rules: MemberRules, member: Member, taken: Problem | None = None) -> RowAdded:
    """Make a user a member, whose roles and whose existence were judged.

    Raises: `taken`, or the problem of the rules, where the user is one already.
    """
    if rules.kind.key(member) in state.table(rules.kind):
        raise Refused(taken or rules.taken)
    return _added(rules, member)


def member_added(organisation: OrganisationId, user: UserId, roles: Sequence[str]) -> RowAdded:
    """A membership in an organisation that nobody needs to judge."""
    return _added(ORGANISATION, of_organisation(organisation, user, roles))


def add_member(
    state: InstanceState, organisation: OrganisationId, user: UserId, roles: Sequence[str], known_roles: Collection[str]
) -> RowAdded:
    """Make a user of any organisation a member of this one. Roles are judged before the user.

    Raises: MEMBER_ORGANISATION_REMOVED, MEMBER_ROLES_MISSING, MEMBER_ROLES_INVALID, MEMBER_USER_NOT_FOUND,
        MEMBER_ALREADY_EXISTS.
    Source: recordings/setup.jsonl, edges-removed-*.jsonl (users of removed organisations pass).
    """
    require(state.organisations.get(organisation), MEMBER_ORGANISATION_REMOVED)
    judge_roles(ORGANISATION, roles, known_roles)
    judge_user(state, ORGANISATION, user)
    return new_member(state, ORGANISATION, of_organisation(organisation, user, roles))


def add_instance_member(
    state: InstanceState, user: UserId, roles: Sequence[str], known_roles: Collection[str]
) -> RowAdded:
    """Make a user a member of the whole instance, which reaches every organisation.

    Raises: INSTANCE_MEMBER_ROLES_INVALID, INSTANCE_MEMBER_USER_NOT_FOUND, INSTANCE_MEMBER_ALREADY_EXISTS.
    Source: recordings/setup.jsonl, id-memberships.jsonl (no roles are no fault).
    """
    judge_roles(INSTANCE, roles, known_roles)
    judge_user(state, INSTANCE, user)
    return new_member(state, INSTANCE, of_instance(state, user, roles))


def judge_new_roles(rules: MemberRules, roles: Sequence[str], known_roles: Collection[str]) -> None:
    """Let new roles of a member pass, which come before the member.

    Raises: the problems of the rules.
    Source: recordings/id-memberships.jsonl.
    """
    if not roles:
        raise Refused(rules.change_missing)
    if not _valid(rules, roles, known_roles):
        raise Refused(rules.change_invalid)


def member_of(state: InstanceState, rules: MemberRules, scope: str, user: UserId) -> Member:
    """A member to change.

    Raises: the problem of the rules.
    """
    return require(state.table(rules.kind).get((scope, user)), rules.change_unknown)


def change_member(state: InstanceState, rules: MemberRules, before: Member, roles: Sequence[str]) -> Events:
    """Replace a member's roles, whose order counts; nothing happens where they are the same.

    Source: recordings/id-memberships.jsonl.
    """
    after = replace(before, roles=tuple(roles))
    return change(state, rules.kind, before, after, name=f"{rules.event}.changed")


def remove_member(rules: MemberRules, member: Member) -> Events:
    """End a membership."""
    return (remove(rules.kind, member, name=f"{rules.event}.removed"),)


def role_names(rules: MemberRules, known_roles: Collection[str]) -> tuple[str, ...]:
    """The roles that members of a kind can have, in the order in which the real server tells them.

    Source: recordings/id-memberships.jsonl, id-project-grants.jsonl.
    """
    return tuple(
        role for role in known_roles if rules.allows(role) and not (rules.untold and role.startswith(rules.untold))
    )


def _added(rules: MemberRules, member: Member) -> RowAdded:
    return RowAdded(f"{rules.event}.added", rules.kind, member)


def _valid(rules: MemberRules, roles: Sequence[str], known_roles: Collection[str]) -> bool:
    return all(rules.allows(role) and role in known_roles for role in roles)
