"""Organisations that come with their first person, in the admin service."""

from __future__ import annotations

from mockserver.access.roles import role_permissions
from mockserver.domain import domains, humans, members, organisations
from mockserver.domain.events import PrimaryDomainSet
from mockserver.domain.ids import OrganisationId
from mockserver.operations import details, values
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_admin_v1 as messages
from mockserver.operations.new_humans import password_v1, person_v1


def set_up_org(context: Context, request: messages.SetUpOrgRequest) -> messages.SetUpOrgResponse:
    """Add an organisation with a person who is a member of it; an owner, where no roles are named.

    Raises: MEMBER_ROLES_INVALID, what `organisations.add_organisation_v2` raises, DOMAIN_INVALID, DOMAIN_ALREADY_ADDED,
        and what `humans.add_human` raises.
    Source: recordings/id-orgs-and-domains.jsonl; the order of what is judged is the real server's source.
    """
    assert request.org is not None, "a field rule"  # noqa: S101 (rules are held before)
    assert request.human is not None, "a field rule"  # noqa: S101
    state, roles = context.state, request.roles or organisations.CREATOR_ROLES
    organisation = OrganisationId(context.instance.ids.next())
    members.judge_roles(members.ORGANISATION, roles, role_permissions())
    added = organisations.add_organisation_v2(state, organisation, request.org.name)
    given = next(event.domain for event in added if isinstance(event, PrimaryDomainSet))
    own = domains.add_domain(state, organisation, request.org.domain, besides=given) if request.org.domain else ()
    password = password_v1(context, request.human.password, change_required=True)
    person = person_v1(context, organisation, request.human, password)
    now, texts = context.instance.clock.now(), values.code_texts(context.instance)
    events = (
        *added,
        *own,
        *humans.add_human(state, person, texts, now),
        members.member_added(organisation, person.id, roles),
    )
    stamp = context.write(events)
    return messages.SetUpOrgResponse(
        details=details.created(stamp, organisation), org_id=organisation, user_id=person.id
    )
