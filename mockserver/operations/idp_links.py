"""The accounts that people have at identity providers."""

from __future__ import annotations

from mockserver.domain import idp_links as decide
from mockserver.domain.ids import UserId
from mockserver.domain.rows.identity_providers import IdpLink
from mockserver.errors.catalogue import LINK_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.identity_provider_views import user_link
from mockserver.operations.messages import zitadel_management_v1 as management
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.people_v2 import for_credentials, written
from mockserver.operations.searching import listed, listed_v2

_READ, _WRITE = "user.read", "user.write"


def list_human_linked_idps(
    context: Context, request: management.ListHumanLinkedIDPsRequest
) -> management.ListHumanLinkedIDPsResponse:
    """A person's accounts at providers, of the organisation of the request; none of whom is not there."""
    user = context.state.users.get(UserId(request.user_id))
    of_this = user is not None and user.organisation == context.organisation.id
    links = context.state.idp_links.where("user", request.user_id) if of_this else []
    about, page = listed(context, links, request.query)
    return management.ListHumanLinkedIDPsResponse(
        details=about, result=tuple(user_link(context.state, link) for link in page)
    )


def remove_human_linked_idp(
    context: Context, request: management.RemoveHumanLinkedIDPRequest
) -> management.RemoveHumanLinkedIDPResponse:
    """Take a link away.

    Raises: LINK_NOT_FOUND.
    """
    user = context.state.users.get(UserId(request.user_id))
    if user is None or user.organisation != context.organisation.id:
        raise Refused(LINK_NOT_FOUND)
    event = decide.remove_link(context.state, UserId(request.user_id), request.idp_id, request.linked_user_id)
    stamp = context.write((event,))
    return management.RemoveHumanLinkedIDPResponse(details=details.changed(stamp, context.organisation.id))


def list_idp_links(context: Context, request: messages.ListIDPLinksRequest) -> messages.ListIDPLinksResponse:
    """The accounts of a person at identity providers."""
    for_credentials(context, request.user_id, _READ)
    told, page = listed_v2(context, context.state.idp_links.where("user", request.user_id), request.query)
    links = tuple(
        messages.IDPLink(idp_id=link.idp, user_id=link.external_user, user_name=link.display_name) for link in page
    )
    return messages.ListIDPLinksResponse(details=told, result=links)


def add_idp_link(context: Context, request: messages.AddIDPLinkRequest) -> messages.AddIDPLinkResponse:
    """Link a person to an account at a provider.

    Raises: USER_TO_LINK_NOT_FOUND, what a missing permission does, V2_IDP_NOT_FOUND, LINK_ALREADY_EXISTS.
    """
    user = decide.user_to_link(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, user)
    link = idp_link(user.id, request.idp_link or messages.IDPLink())
    return messages.AddIDPLinkResponse(
        details=written(context, user, (decide.add_link(context.state, link, user.organisation),))
    )


def remove_idp_link(context: Context, request: messages.RemoveIDPLinkRequest) -> messages.RemoveIDPLinkResponse:
    """Take a link away.

    Raises: LINK_NOT_FOUND, and what a missing permission does.
    """
    event = decide.remove_link(context.state, UserId(request.user_id), request.idp_id, request.linked_user_id)
    user = context.state.users[UserId(request.user_id)]
    context.require_unless_own(_WRITE, user)
    return messages.RemoveIDPLinkResponse(details=written(context, user, (event,)))


def idp_link(user: UserId, given: messages.IDPLink) -> IdpLink:
    """A link as the services of v2 are told of it."""
    return IdpLink(user=user, idp=given.idp_id, external_user=given.user_id, display_name=given.user_name)
