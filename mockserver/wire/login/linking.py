"""A user who is here proves who they are, and is linked to the account at a provider that somebody came from."""

from __future__ import annotations

from mockserver.domain import external_users
from mockserver.domain.rows.identity_providers import IdpLink
from mockserver.domain.rows.users import User
from mockserver.errors.problem import Refused
from mockserver.wire.http import Response
from mockserver.wire.login import external_pages
from mockserver.wire.login.visit import Visit


def link(visit: Visit, user: User) -> Response:
    """Link the user; from then on the login is one at the provider, of which no method is told.

    Source: recordings/logins.jsonl.
    """
    attempt = visit.attempt
    links = [
        IdpLink(user=user.id, idp=each.provider, external_user=each.id, display_name=each.draft.user_name)
        for each in attempt.linking
    ]
    attempt.linking = ()
    visit.touch()
    try:
        visit.call.instance.append_all(external_users.link_accounts(visit.state, user, links))
    except Refused as refused:
        return external_pages.linked_page(visit.request, user, refused.problem)
    attempt.provider_verified, attempt.methods = True, ()
    return external_pages.linked_page(visit.request, user)
