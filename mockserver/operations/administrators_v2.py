"""Members of whatever kind, which the service of v2 calls administrators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from mockserver.access.permissions import reach_of
from mockserver.domain import members as decide
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.members import MemberRules
from mockserver.domain.rows.members import Member
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Stamp, Table
from mockserver.errors.catalogue import ADMINISTRATOR_RESOURCE_INVALID
from mockserver.errors.problem import Refused
from mockserver.operations import administering
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_internal_permission_v2 as messages
from mockserver.operations.searching import (
    Tests,
    equal,
    instant,
    narrowed,
    nested,
    one_of,
    searched_filtered,
    text,
)
from mockserver.spec.wellknown import Timestamp, timestamp

_COLUMN = messages.AdministratorFieldNameNumber


def create_administrator(
    context: Context, request: messages.CreateAdministratorRequest
) -> messages.CreateAdministratorResponse:
    """Make a user a member of the instance, an organisation, a project or a grant of one.

    Raises: ADMINISTRATOR_RESOURCE_INVALID, and what the functions of `administering` raise.
    """
    return messages.CreateAdministratorResponse(timestamp(_added(context, request).at))


def update_administrator(
    context: Context, request: messages.UpdateAdministratorRequest
) -> messages.UpdateAdministratorResponse:
    """Replace the roles of a member.

    Raises: ADMINISTRATOR_RESOURCE_INVALID, and what `administering.change` raises.
    """
    rules, scope = _place(context, request.resource)
    _, stamp = administering.change(context, rules, scope, UserId(request.user_id), request.roles)
    return messages.UpdateAdministratorResponse(timestamp(stamp.at))


def delete_administrator(
    context: Context, request: messages.DeleteAdministratorRequest
) -> messages.DeleteAdministratorResponse:
    """End a membership; tells of the first time where it ended already.

    Raises: ADMINISTRATOR_RESOURCE_INVALID, and what `context.require` raises.
    Source: recordings/id-project-services.jsonl; that nothing is told where there never was one is assumed.
    """
    rules, scope = _place(context, request.resource)
    removed = administering.remove(context, rules, scope, UserId(request.user_id))
    return messages.DeleteAdministratorResponse(timestamp(removed[1].at) if removed else Timestamp(""))


def list_administrators(
    context: Context, request: messages.ListAdministratorsRequest
) -> messages.ListAdministratorsResponse:
    """The members of all kinds for which all filters hold; those that the caller may not read are dropped after paging.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-project-services.jsonl.
    """
    among = _all(context.state, request.filters)
    about, rows = searched_filtered(among, request, _TESTS, _COLUMNS, may_see=lambda row: _may_read(context, row))
    return messages.ListAdministratorsResponse(
        pagination=about, administrators=tuple(_view(context.state, row) for row in rows)
    )


class _Administrator(NamedTuple):
    """A membership of some kind, and whose it is."""

    rules: MemberRules
    member: Member
    user: User


def _among(table: Table[Member], filters: Sequence[messages.AdministratorSearchFilter]) -> Iterable[Member]:
    """All members of a kind, or those users that a filter names."""
    return narrowed(
        table,
        filters,
        {
            "in_user_ids_filter": lambda asked: [
                row for user in dict.fromkeys(asked.ids) for row in table.where("user", user)
            ]
        },
    )


def _all(state: InstanceState, filters: Sequence[messages.AdministratorSearchFilter]) -> Iterator[_Administrator]:
    for rules in (decide.ORGANISATION, decide.INSTANCE, decide.PROJECT, decide.PROJECT_GRANT):
        for member in _among(state.table(rules.kind), filters):
            user = state.users.get(member.user)
            if user is not None:
                yield _Administrator(rules, member, user)


def _is_at(row: _Administrator, query: messages.ResourceFilter) -> bool:
    rules, member = row.rules, row.member
    if query.organization_id is not None:
        return rules is decide.ORGANISATION and member.scope == query.organization_id
    if query.project_id is not None:
        return rules is decide.PROJECT and member.scope == query.project_id
    if query.project_grant is not None:
        wanted = (query.project_grant.project_id, query.project_grant.organization_id)
        return rules is decide.PROJECT_GRANT and (member.project, member.granted) == wanted
    return rules is decide.INSTANCE


def _display_name(row: _Administrator) -> str | None:
    return row.user.human.display_name if row.user.human is not None else None


_TESTS: Tests[_Administrator] = nested(
    {
        "creation_date": instant(lambda row: row.member.created, "timestamp"),
        "change_date": instant(lambda row: row.member.changed, "timestamp"),
        "in_user_ids_filter": one_of(lambda row: row.member.user, "ids"),
        "user_organization_id": equal(lambda row: row.user.organisation, "id"),
        "user_preferred_login_name": text(lambda row: row.user.user_name, "preferred_login_name"),
        "user_display_name": text(_display_name, "display_name"),
        "resource": _is_at,
        "role": lambda row, query: query.role_key in row.member.roles,
    },
    all_of="and_",
    any_of="or_",
    none_of="not_",
)

_COLUMNS: dict[int, Callable[[_Administrator], Any]] = {
    _COLUMN.ADMINISTRATOR_FIELD_NAME_USER_ID: lambda row: row.member.user,
    _COLUMN.ADMINISTRATOR_FIELD_NAME_CREATION_DATE: lambda row: row.member.created,
    _COLUMN.ADMINISTRATOR_FIELD_NAME_CHANGE_DATE: lambda row: row.member.changed,
}


def _added(context: Context, request: messages.CreateAdministratorRequest) -> Stamp:
    resource, user, roles = request.resource or messages.ResourceType(), UserId(request.user_id), request.roles
    if resource.instance:
        return administering.add_to_instance(context, user, roles)
    if resource.organization_id is not None:
        return administering.add_to_organisation(context, OrganisationId(resource.organization_id), user, roles)
    if resource.project_id is not None:
        return administering.add_to_project(context, ProjectId(resource.project_id), user, roles)[1]
    if resource.project_grant is not None:
        place = resource.project_grant
        grant = administering.project_grant_to(context, place.project_id, place.organization_id)
        return administering.add_to_project_grant(context, grant, user, roles)[1]
    raise Refused(ADMINISTRATOR_RESOURCE_INVALID)


def _place(context: Context, resource: messages.ResourceType | None) -> tuple[MemberRules, str]:
    """Which kind of members a resource has, and the scope of theirs; empty for a grant that there is not."""
    if resource is not None and resource.instance:
        return decide.INSTANCE, context.state.id
    if resource is not None and resource.organization_id is not None:
        return decide.ORGANISATION, resource.organization_id
    if resource is not None and resource.project_id is not None:
        return decide.PROJECT, resource.project_id
    if resource is not None and resource.project_grant is not None:
        place = resource.project_grant
        grant = administering.project_grant_to(context, place.project_id, place.organization_id)
        return decide.PROJECT_GRANT, grant.id if grant is not None else ""
    raise Refused(ADMINISTRATOR_RESOURCE_INVALID)


def _may_read(context: Context, row: _Administrator) -> bool:
    """Whether the caller may read a membership: one's own always.

    Source: recordings/id-project-services.jsonl; for the instance and grants of projects the real server's source.
    """
    member = row.member
    if member.user == context.user.id:
        return True

    def reaches(organisation: str, permission: str, *resources: str) -> bool:
        reach = reach_of(context.state, OrganisationId(organisation), context.user.id, permission)
        return any(map(reach.includes, resources))

    if row.rules is decide.PROJECT_GRANT:
        permission = "project.grant.member.read"
        return reaches(member.organisation, permission, member.scope, member.project) or reaches(
            member.granted, permission, member.scope
        )
    if row.rules is decide.PROJECT:
        return reaches(member.organisation, "project.member.read", member.scope)
    return reaches(
        member.scope, "org.member.read" if row.rules is decide.ORGANISATION else "iam.member.read", member.scope
    )


def _view(state: InstanceState, row: _Administrator) -> messages.Administrator:
    rules, member, user = row
    organisation = project = grant = None
    if rules is decide.ORGANISATION:
        found = state.organisations[OrganisationId(member.scope)]
        organisation = messages.Organization(id=found.id, name=found.name)
    elif rules is decide.PROJECT:
        of = state.projects[ProjectId(member.scope)]
        project = messages.Project(id=of.id, name=of.name, organization_id=of.organisation)
    elif rules is decide.PROJECT_GRANT:
        granted = state.project_grants[GrantId(member.scope)]
        grant = messages.ProjectGrant(
            id=granted.id,
            project_id=granted.project,
            project_name=state.projects[granted.project].name,
            organization_id=granted.organisation,
            granted_organization_id=granted.granted,
        )
    return messages.Administrator(
        creation_date=timestamp(member.created),
        change_date=timestamp(member.changed),
        user=messages.User(
            id=user.id,
            preferred_login_name=user.user_name,
            display_name=user.human.display_name if user.human is not None else "",
            organization_id=user.organisation,
        ),
        instance=True if rules is decide.INSTANCE else None,
        organization=organisation,
        project=project,
        project_grant=grant,
        roles=member.roles,
    )
