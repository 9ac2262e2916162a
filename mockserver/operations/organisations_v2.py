"""Organisations, in the v2 service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mockserver.access.permissions import has_permission
from mockserver.access.roles import role_permissions
from mockserver.domain import humans, members, organisations
from mockserver.domain.events import Event
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.organisations import CREATOR_ROLES
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.text import unique_name
from mockserver.errors.catalogue import (
    MEMBER_ALREADY_EXISTS,
    ORGANISATION_ADMIN_UNSUPPORTED,
    ORGANISATION_SEARCH_FAILED,
    USER_ALREADY_EXISTS,
)
from mockserver.errors.problem import Refused
from mockserver.operations import details_v2, people_given_v2, values
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_org_v2 as messages
from mockserver.operations.messages.zitadel_user_v2 import AddHumanUserRequest
from mockserver.operations.organisation_queries import COLUMNS, tests
from mockserver.operations.searching import find, listed_v2, ordered, visible

_MOST_ROWS = 2**63 - 1
"""A larger offset is more than the real server's database counts to."""


def add_organization(context: Context, request: messages.AddOrganizationRequest) -> messages.AddOrganizationResponse:
    """Add an organisation, under an id of the caller's choice if there is one, with users as its owners: such as there
    are, and people who are added on the way.

    Raises: ORGANISATION_ID_INVALID, ORGANISATION_ID_TAKEN, ORGANISATION_V2_INVALID, ORGANISATION_DOMAIN_EMPTY,
        NUL_IN_TEXT_V2, ORGANISATION_ALREADY_EXISTS, ORGANISATION_DOMAIN_TAKEN, ORGANISATION_ADMIN_UNSUPPORTED,
        MEMBER_ROLES_INVALID, MEMBER_USER_NOT_FOUND, MEMBER_ALREADY_EXISTS, and what `humans.add_human_v2` raises.
    """
    organisation = OrganisationId(request.org_id or context.instance.ids.next())
    admins = _Admins(context, organisation)
    events = (
        *organisations.add_organisation_v2(context.state, organisation, request.name),
        *[event for admin in request.admins for event in admins.add(admin)],
    )
    last = context.instance.append_all(events, context.user.id)[-1]
    return messages.AddOrganizationResponse(
        details=details_v2.changed(last, organisation),
        organization_id=organisation,
        created_admins=tuple(admins.created),
    )


def list_organizations(
    context: Context, request: messages.ListOrganizationsRequest
) -> messages.ListOrganizationsResponse:
    """The organisations for which all queries hold; those that the caller may not read are dropped after paging.

    Raises: ORGANISATION_SEARCH_FAILED.
    Source: recordings/setup.jsonl, connect-unary.jsonl; permissions and sorting are the real server's source.
    """
    offset, ascending = (request.query.offset, request.query.asc) if request.query else (0, False)
    if offset > _MOST_ROWS or any(map(_has_nul, request.queries)):
        raise Refused(ORGANISATION_SEARCH_FAILED)
    state = context.state
    found = find(state.organisations, request.queries, tests(state))
    told, rows = listed_v2(context, ordered(found, request.sorting_column, COLUMNS, ascending=ascending), request.query)
    seen = visible(rows, lambda each: has_permission(state, each.id, context.user.id, "org.read"))
    return messages.ListOrganizationsResponse(details=told, result=tuple(map(_view, seen)))


def _has_nul(query: messages.SearchQuery) -> bool:
    """Whether a query asks for a text that the real server's database cannot hold."""
    texts = (
        query.name_query and query.name_query.name,
        query.domain_query and query.domain_query.domain,
        query.id_query and query.id_query.id,
    )
    return any("\0" in text for text in texts if text)


class _Admins:
    """Those who get roles in an organisation with it, one by one.

    Attributes:
        created: the people who were added for it.
    """

    def __init__(self, context: Context, organisation: OrganisationId) -> None:
        self._context = context
        self._organisation = organisation
        self._users: set[UserId] = set()
        self._names: set[str] = set()
        self.created: list[messages.AddOrganizationResponseCreatedAdmin] = []

    def add(self, admin: messages.AddOrganizationRequestAdmin) -> Iterator[Event]:
        """The events that make somebody a member.

        Source: recordings/setup.jsonl; for people the real server's source.
        """
        roles = admin.roles or CREATOR_ROLES
        if admin.human is not None:
            yield from self._person(admin.human, roles)
            return
        if admin.user_id is None:
            raise Refused(ORGANISATION_ADMIN_UNSUPPORTED)
        user = UserId(admin.user_id)
        members.judge_roles(members.ORGANISATION, roles, role_permissions())
        members.judge_user(self._context.state, members.ORGANISATION, user)
        yield members.member_added(self._organisation, user, roles)
        if user in self._users:
            raise Refused(MEMBER_ALREADY_EXISTS)
        self._users.add(user)

    def _person(self, human: AddHumanUserRequest, roles: Sequence[str]) -> Iterator[Event]:
        context, instance = self._context, self._context.instance
        members.judge_roles(members.ORGANISATION, roles, role_permissions())
        new, texts = people_given_v2.new_human(context, self._organisation, human), values.code_texts(instance)
        yield from humans.add_human_v2(context.state, new, texts, instance.clock.now())
        if unique_name(new.user_name) in self._names or new.id in self._users:
            # The first of them is not there yet while the second one is judged.
            raise Refused(USER_ALREADY_EXISTS)
        self._names.add(unique_name(new.user_name))
        self._users.add(new.id)
        yield members.member_added(self._organisation, new.id, roles)
        self.created.append(
            messages.AddOrganizationResponseCreatedAdmin(
                user_id=new.id,
                email_code=texts.email if new.email.returned else None,
                phone_code=texts.phone if new.phone.returned else None,
            )
        )


def _view(organisation: Organisation) -> messages.Organization:
    return messages.Organization(
        id=organisation.id,
        details=details_v2.of_row(organisation, organisation.id),
        state="ORGANIZATION_STATE_ACTIVE" if organisation.active else "ORGANIZATION_STATE_INACTIVE",
        name=organisation.name,
        primary_domain=organisation.primary_domain,
    )
