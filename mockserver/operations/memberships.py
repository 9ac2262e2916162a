"""What users are members of."""

from __future__ import annotations

from collections.abc import Iterator

from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.rows.members import INSTANCE_MEMBERS, ORGANISATION_MEMBERS, PROJECT_MEMBERS, Member
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Table
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_user_v1 import Membership
from mockserver.operations.searching import Tests, find, listed

INSTANCE_NAME = "ZITADEL"
"""What the first instance of a real server is called."""

Placed = tuple[Table[Member], Member]
"""A membership and the table that it is in, which tells its kind."""


def list_user_memberships(
    context: Context, request: messages.ListUserMembershipsRequest
) -> messages.ListUserMembershipsResponse:
    """All that a user is a member of, in whatever organisation, for which all queries hold.

    Source: recordings/id-memberships.jsonl.
    """
    state = context.state
    found = find(memberships_of(state, UserId(request.user_id)), request.queries, TESTS)
    about, rows = listed(context, found, request.query)
    return messages.ListUserMembershipsResponse(details=about, result=tuple(view(state, row) for row in rows))


def memberships_of(state: InstanceState, user: UserId) -> Iterator[Placed]:
    """The memberships of a user, those in organisations first."""
    tables = (state.organisation_members, state.instance_members, state.project_members, state.project_grant_members)
    for table in tables:
        for member in table.where("user", user):
            yield table, member


TESTS: Tests[Placed] = {
    "org_query": lambda row, query: row[0].kind is ORGANISATION_MEMBERS and row[1].scope == query.org_id,
    "project_query": lambda row, query: row[0].kind is PROJECT_MEMBERS and row[1].scope == query.project_id,
    "project_grant_query": lambda row, query: bool(row[1].granted) and row[1].scope == query.project_grant_id,
    "iam_query": lambda row, _: row[0].kind is INSTANCE_MEMBERS,
}
"""Members of the instance are asked for whatever the query says of it."""


def view(state: InstanceState, placed: Placed) -> Membership:
    """A membership as the services of v1 answer it.

    Source: recordings/id-memberships.jsonl; for grants of projects that the project's name is told is assumed.
    """
    table, member = placed
    kind, scope = table.kind, member.scope
    if kind is INSTANCE_MEMBERS:
        name, place = INSTANCE_NAME, Membership(iam=True)
    elif kind is ORGANISATION_MEMBERS:
        name, place = state.organisations[OrganisationId(scope)].name, Membership(org_id=scope)
    elif kind is PROJECT_MEMBERS:
        name, place = state.projects[ProjectId(scope)].name, Membership(project_id=scope)
    else:
        grant = state.project_grants[GrantId(scope)]
        name, place = state.projects[grant.project].name, Membership(project_grant_id=scope)
    return Membership(
        user_id=member.user,
        details=details.of_row(member, member.organisation),
        roles=member.roles,
        display_name=name,
        iam=place.iam,
        org_id=place.org_id,
        project_id=place.project_id,
        project_grant_id=place.project_grant_id,
    )
