"""Decisions on the accounts that people have at identity providers."""

from __future__ import annotations

from mockserver.domain.events import RowAdded, RowRemoved
from mockserver.domain.identity_providers import provider_of
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.identity_providers import IDP_LINKS, IdpLink
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import add, remove, require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem


def link_of(state: InstanceState, idp: str, external_user: str) -> IdpLink | None:
    """Whose account at a provider it is."""
    found = state.idp_links.where("account", (idp, external_user))
    return found[0] if found else None


def add_link(
    state: InstanceState,
    link: IdpLink,
    organisation: OrganisationId,
    missing: Problem = problems.V2_IDP_NOT_FOUND,
) -> RowAdded:
    """Link a user of an organisation to an account at one of its providers, or of the instance's.

    Raises: V2_IDP_NOT_FOUND or the problem given for it, LINK_ALREADY_EXISTS, NUL_IN_TEXT.
    Source: recordings/id-users-v2.jsonl; LINK_ALREADY_EXISTS is the real server's source.
    """
    require(provider_of(state, link.idp, organisation), missing)
    return add(state, IDP_LINKS, link, name="user.human.externalidp.added", taken=problems.LINK_ALREADY_EXISTS)


def remove_link(state: InstanceState, user: UserId, idp: str, external_user: str) -> RowRemoved:
    """Take a link away.

    Raises: LINK_NOT_FOUND (the real server's source).
    """
    link = require(state.idp_links.get((user, idp, external_user)), problems.LINK_NOT_FOUND)
    return remove(IDP_LINKS, link, name="user.human.externalidp.removed")


def user_to_link(state: InstanceState, user: UserId) -> User:
    """The user who is to be linked.

    Raises: USER_TO_LINK_NOT_FOUND (the real server's source).
    """
    return require(state.users.get(user), problems.USER_TO_LINK_NOT_FOUND)
