"""Somebody new: the option, the form, and how a user comes of it."""

from __future__ import annotations

from mockserver.access.oauth.grants import PASSWORD
from mockserver.domain import humans
from mockserver.domain.humans import NewEmail, NewHuman, NewPhone
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.judged import NONE, Judged
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.identity_providers import IdpLink
from mockserver.domain.rows.users import User
from mockserver.errors.languages import negotiate
from mockserver.errors.login_problems import (
    LOGIN_EMAIL_EMPTY,
    LOGIN_PASSWORDS_DIFFER,
    LOGIN_REGISTRATION_NOT_ALLOWED,
    LOGIN_REQUEST_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.logins.attempts import organisation_of_new
from mockserver.logins.drafts import Draft
from mockserver.logins.login_scripts import INTERNAL_AUTHENTICATION, after_creation, before_creation, pairs_of
from mockserver.operations import values
from mockserver.wire.http import Response
from mockserver.wire.login import pages
from mockserver.wire.login.next_step import adopt, ask_name, go_on
from mockserver.wire.login.providers import provider_links
from mockserver.wire.login.visit import Visit
from mockserver.wire.oauth.login_pages import ending_page


def begin(visit: Visit) -> Response:
    """The page on which registration begins: what to register with, where there is a choice, else the form."""
    policy = visit.policy
    if not policy.allow_register:
        return ask_name(visit, LOGIN_REGISTRATION_NOT_ALLOWED)
    beside = provider_links(visit)
    if beside:
        return pages.register_option_page(visit.request, beside)
    return ask_person(visit)


async def option(visit: Visit) -> Response:
    """What somebody wants to register with."""
    return ask_person(visit) if visit.field("usernamepassword") else begin(visit)


def ask_person(visit: Visit, problem: Problem | None = None) -> Response:
    """The page that asks who somebody is; what was entered stays."""
    given = {name: visit.field(name) for name in visit.call.parameters}
    given["language"] = given.get("language") or _language_of_reader(visit)
    return pages.register_page(visit.request, given, problem)


async def register(visit: Visit) -> Response:
    """Somebody new, who then has shown a password; an error of the scripts behind the creation ends the login.

    Source: recordings/logins.jsonl.
    """
    if not visit.policy.allow_register:
        return ask_name(visit, LOGIN_REGISTRATION_NOT_ALLOWED)
    text = visit.field("register-password")
    organisation, who = organisation_of_new(visit.state, visit.attempt), visit.who()
    try:
        if text != visit.field("register-password-confirmation"):
            raise Refused(LOGIN_PASSWORDS_DIFFER)
        draft, metadata = await before_creation(
            visit.site, INTERNAL_AUTHENTICATION, organisation, visit.attempt, visit.browser, _entered(visit)
        )
        visit.require_open(who)
        password = values.new_password(visit.call.instance, text)
        user = create(visit, organisation, draft, pairs_of(metadata), password)
    except Refused as refused:
        if refused.problem is LOGIN_REQUEST_NOT_FOUND:
            raise
        return ask_person(visit, refused.problem)
    try:
        await after_creation(visit.site, INTERNAL_AUTHENTICATION, organisation, visit.attempt, visit.browser, user)
        visit.require_open(who)
    except Refused as refused:
        return ending_page(refused.problem)
    attempt = visit.attempt
    adopt(visit, user)
    attempt.user_name = attempt.login_name = user.user_name
    attempt.password_verified, attempt.methods, attempt.authenticated = True, PASSWORD, visit.call.now
    return await go_on(visit)


def create(
    visit: Visit,
    organisation: OrganisationId,
    draft: Draft,
    metadata: tuple[tuple[str, bytes], ...],
    password: NewPassword | None,
    links: tuple[IdpLink, ...] = (),
) -> User:
    """Add somebody of whom all is known; a blank user name becomes the address.

    Args:
        links: accounts at identity providers, from one of which somebody comes.

    Raises: Refused, as `domain.humans.add_human` or `add_linked_human`.
    """
    instance = visit.call.instance
    new = NewHuman(
        id=UserId(instance.ids.next()),
        organisation=organisation,
        user_name=draft.user_name if draft.user_name.strip() else draft.email,
        first_name=draft.first_name,
        last_name=draft.last_name,
        nick_name=draft.nick_name,
        display_name=draft.display_name,
        language=draft.language,
        gender=values.gender(draft.gender),
        email=NewEmail(address=_address(draft.email), verified=draft.email_verified),
        phone=NewPhone(number=values.phone(draft.phone) if draft.phone else NONE, verified=draft.phone_verified),
        password=password,
        links=links,
        metadata=metadata,
    )
    add = humans.add_linked_human if links else humans.add_human
    instance.append_all(add(instance.state, new, values.code_texts(instance), visit.call.now))
    return instance.state.users[new.id]


def _address(text: str) -> Judged:
    """An address, of which an empty one has an error of its own here. Source: recordings/logins.jsonl."""
    return values.email(text) if text.strip() else Judged(text, LOGIN_EMAIL_EMPTY)


def _entered(visit: Visit) -> Draft:
    """Who somebody says to be."""
    return Draft(
        user_name=visit.field("username"),
        first_name=visit.field("firstname"),
        last_name=visit.field("lastname"),
        email=visit.field("email"),
        language=values.language(visit.field("language") or _language_of_reader(visit)),
    )


def _language_of_reader(visit: Visit) -> str:
    return negotiate(visit.browser.header("Accept-Language"))
