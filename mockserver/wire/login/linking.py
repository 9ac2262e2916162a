"""Somebody came from a provider whom nobody here is linked to: the choice, and the link."""

from __future__ import annotations

from mockserver.domain import external_users
from mockserver.domain.rows.identity_providers import IdentityProvider, IdpLink
from mockserver.domain.rows.users import User
from mockserver.errors.login_problems import LOGIN_NO_OPTION_ALLOWED
from mockserver.errors.problem import Problem, Refused
from mockserver.logins.drafts import Draft
from mockserver.wire.http import Response
from mockserver.wire.login import external_pages
from mockserver.wire.login.providers import allowed_provider
from mockserver.wire.login.visit import Visit
from mockserver.wire.oauth.login_pages import ending_page


def ask_option(visit: Visit, provider: IdentityProvider, draft: Draft, problem: Problem | None = None) -> Response:
    """The page that asks whether to add somebody or to link a user; an error where the provider allows neither."""
    if not provider.options.is_creation_allowed and not provider.options.is_linking_allowed:
        return ending_page(problem or LOGIN_NO_OPTION_ALLOWED)
    visit.attempt.offered = draft
    return external_pages.option_page(visit.request, provider, draft, problem)


def ask_again(visit: Visit) -> Response | None:
    """The same for whom a provider told of before, if it still can be chosen."""
    attempt = visit.attempt
    provider = allowed_provider(visit, attempt.provider) if attempt.linking else None
    return ask_option(visit, provider, attempt.linking[-1].draft) if provider is not None else None


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
