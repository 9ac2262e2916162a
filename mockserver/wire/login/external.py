"""Somebody comes from an identity provider: is known, is linked, is added, or is asked which of these is meant.

Source: recordings/logins.jsonl; the order of what they do not show is the real server's source.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mockserver.access.oauth.admission import requested_organisation
from mockserver.domain import external_users
from mockserver.domain.external_users import Account
from mockserver.domain.human_parts import Profile
from mockserver.domain.judged import NONE
from mockserver.domain.rows.identity_providers import IdentityProvider, IdpLink
from mockserver.domain.rows.users import User, UserState
from mockserver.errors.codes import Code
from mockserver.errors.login_problems import (
    LOGIN_CREATION_NOT_ALLOWED,
    LOGIN_LINKING_NOT_ALLOWED,
    LOGIN_PROVIDER_NOT_ALLOWED,
    LOGIN_REQUEST_NOT_FOUND,
    LOGIN_USER_NOT_ACTIVE,
    PROVIDER_FAILED,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.errors.texts import text
from mockserver.logins.attempts import organisation_of_new
from mockserver.logins.drafts import Draft, ExternalUser
from mockserver.logins.login_scripts import (
    EXTERNAL_AUTHENTICATION,
    ProviderAnswer,
    after_creation,
    after_provider,
    before_creation,
    keep_metadata,
    pairs_of,
)
from mockserver.logins.provider_calls import ProviderFailed, Told
from mockserver.logins.provider_users import external_user, provider_answer
from mockserver.operations import values
from mockserver.scripts.model import ListedMetadata
from mockserver.spec.language_tags import UNKNOWN, canonical
from mockserver.wire.http import Response
from mockserver.wire.login.linking import ask_option
from mockserver.wire.login.next_step import adopt, ask_name, ask_password, forget_user, go_on, send_to
from mockserver.wire.login.providers import allowed_provider, who_came
from mockserver.wire.login.registering import create
from mockserver.wire.login.visit import Visit
from mockserver.wire.oauth.login_pages import ending_page

_NOBODY: Final = ExternalUser()
_log = logging.getLogger(__name__)


async def start(visit: Visit) -> Response:
    """The choice of a provider, to which the browser is sent."""
    provider = allowed_provider(visit, visit.field("idpConfigID"))
    return await send_to(visit, provider) if provider is not None else ask_name(visit, LOGIN_PROVIDER_NOT_ALLOWED)


async def callback(visit: Visit) -> Response:
    """A provider sent the browser back: with a code, for which it tells who it is, or without."""
    provider = allowed_provider(visit, visit.attempt.provider)
    if provider is None:
        return ask_name(visit, LOGIN_PROVIDER_NOT_ALLOWED)
    who = visit.who()
    try:
        told = await who_came(visit, provider, visit.field("code"))
        if not external_user(provider, told).id:
            raise ProviderFailed("the identity provider told no id")
    except ProviderFailed as failed:
        return await _failed(visit, str(failed))
    try:
        visit.require_open(who)
        return await _came(visit, provider, told)
    except Refused as refused:
        return ending_page(refused.problem)


async def option(visit: Visit) -> Response:
    """What somebody chose whom nobody here is linked to: to link a user, or to be added as the form says."""
    attempt = visit.attempt
    provider = allowed_provider(visit, attempt.provider)
    if provider is None or not attempt.linking:
        return await go_on(visit)
    if visit.field("resetlinking"):
        attempt.linking = ()
        return ask_name(visit)
    if visit.field("linkbutton"):
        if not provider.options.is_linking_allowed:
            return ask_option(visit, provider, attempt.linking[-1].draft, LOGIN_LINKING_NOT_ALLOWED)
        forget_user(visit)
        return ask_name(visit)
    if not provider.options.is_creation_allowed:
        return ask_option(visit, provider, attempt.linking[-1].draft, LOGIN_CREATION_NOT_ALLOWED)
    return await _add(visit, provider, _entered(visit), ())


async def linked(visit: Visit) -> Response:
    """That somebody has read that a user is linked."""
    return await go_on(visit)


async def _failed(visit: Visit, error: str) -> Response:
    """A provider failed: scripts run all the same, but nothing comes of them; there are other ways to log in."""
    attempt = visit.attempt
    requested = requested_organisation(visit.state, attempt.request)
    organisation = requested.id if requested else attempt.organisation or visit.state.default_organisation
    who = visit.who()
    try:
        await after_provider(visit.site, organisation, attempt, visit.browser, _NOBODY, ProviderAnswer(), error)
        visit.require_open(who)
    except Refused as refused:
        if refused.problem is LOGIN_REQUEST_NOT_FOUND:
            raise
        _log.info("scripts behind a provider that failed, failed as well: %s", refused.problem.key)
    user = visit.state.users.get(attempt.user) if attempt.user else None
    if user is not None and user.human is not None and user.human.password and visit.policy.allow_username_password:
        words = text(PROVIDER_FAILED.key)
        return ask_password(visit, replace(PROVIDER_FAILED, key=f"{words} Error details: {error}"))
    return ask_name(visit, Problem("", Code.UNKNOWN, error))


async def _came(visit: Visit, provider: IdentityProvider, told: Told) -> Response:
    """Somebody is known at a provider; the scripts run before anything comes of it.

    Raises: Refused, which ends the login.
    """
    attempt, state = visit.attempt, visit.state
    external = external_user(provider, told)
    requested = requested_organisation(state, attempt.request)
    user = external_users.linked_user(state, provider.id, external.id, requested.id if requested else None)
    if user is None:
        forget_user(visit)
        same = (external.provider, external.id)
        others = tuple(each for each in attempt.linking if (each.provider, each.id) != same)
        attempt.linking = (*others, external)
    else:
        if user.state != UserState.ACTIVE:
            raise Refused(LOGIN_USER_NOT_ACTIVE)
        adopt(visit, user)
        attempt.user_name = attempt.login_name = user.user_name
    own = user.organisation if user is not None else state.default_organisation
    organisation = requested.id if requested else own
    answer = provider_answer(provider, told)
    who = visit.who()
    changed, kept, was_set = await after_provider(visit.site, organisation, attempt, visit.browser, external, answer)
    visit.require_open(who)
    if user is not None:
        return await _known(visit, provider, user, changed, kept, follows=was_set)
    return await _unknown(visit, provider, changed, kept, was_set=was_set)


async def _known(
    visit: Visit,
    provider: IdentityProvider,
    user: User,
    external: ExternalUser,
    metadata: Sequence[ListedMetadata],
    *,
    follows: bool,
    just_linked: bool = False,
) -> Response:
    """Somebody whom a user is linked to logs in as that user, who becomes as the provider tells if that is wanted.

    Args:
        just_linked: what cannot be kept of somebody who was linked unasked does not matter (the real server's source).

    Raises: LOGIN_METADATA_KEY_EMPTY, NUL_IN_TEXT.
    """
    instance = visit.call.instance
    if follows or provider.options.is_auto_update:
        events = external_users.follow(
            visit.state, user.id, _account(external), lambda: values.code(instance), visit.call.now
        )
        if events:
            instance.append_all(events)
    try:
        keep_metadata(visit.site, visit.person()[0], metadata)
    except Refused:
        if not just_linked:
            raise
    _verified(visit)
    return await go_on(visit)


async def _unknown(
    visit: Visit,
    provider: IdentityProvider,
    external: ExternalUser,
    metadata: Sequence[ListedMetadata],
    *,
    was_set: bool,
) -> Response:
    """Somebody whom nobody is linked to is linked unasked, added unasked, or asked.

    Raises: Refused, where somebody cannot be linked who should be.
    """
    attempt, state, options = visit.attempt, visit.state, provider.options
    requested = requested_organisation(state, attempt.request)
    draft = external.draft
    user = external_users.user_to_link(
        state, options.auto_linking, draft.user_name, draft.email, requested.id if requested else None
    )
    if user is not None:
        visit.call.instance.append_all(external_users.link_accounts(state, user, [_link(external)]))
        adopt(visit, user)
        attempt.user_name = attempt.login_name = user.user_name
        attempt.linking = ()
        return await _known(visit, provider, user, external, metadata, follows=was_set, just_linked=True)
    if not options.is_auto_creation:
        return ask_option(visit, provider, draft)
    attempt.linking = (*attempt.linking[:-1], external)
    return await _add(visit, provider, external, metadata)


async def _add(
    visit: Visit, provider: IdentityProvider, external: ExternalUser, metadata: Sequence[ListedMetadata]
) -> Response:
    """Somebody new, who is linked from the start; an error of the scripts behind the creation ends the login."""
    attempt = visit.attempt
    organisation, who, offered = organisation_of_new(visit.state, attempt), visit.who(), attempt.linking[-1].draft
    try:
        draft, kept = await before_creation(
            visit.site, EXTERNAL_AUTHENTICATION, organisation, attempt, visit.browser, external.draft, metadata
        )
        visit.require_open(who)
    except Refused as refused:
        if refused.problem is LOGIN_REQUEST_NOT_FOUND:
            raise
        return ask_option(visit, provider, offered, refused.problem)
    try:
        user = create(visit, organisation, draft, pairs_of(kept), None, (_link(external),))
    except Refused as refused:
        return ask_option(visit, provider, draft, refused.problem)
    adopt(visit, user)
    attempt.user_name = attempt.login_name = user.user_name
    attempt.linking = ()
    _verified(visit)
    who = visit.who()
    try:
        await after_creation(visit.site, EXTERNAL_AUTHENTICATION, organisation, attempt, visit.browser, user)
        visit.require_open(who)
    except Refused as refused:
        return ending_page(refused.problem)
    return await go_on(visit)


def _verified(visit: Visit) -> None:
    """Let somebody have logged in at a provider, of which no method is told."""
    attempt = visit.attempt
    attempt.provider_verified, attempt.methods, attempt.authenticated = True, (), visit.call.now
    visit.touch()


def _entered(visit: Visit) -> ExternalUser:
    """Who is to be added, by the form: an address that is another is not verified, nor is the number.

    Source: recordings/logins.jsonl.
    """
    offered, email = visit.attempt.offered, visit.field("email")
    language = visit.field("language")
    draft = Draft(
        user_name=visit.field("username"),
        first_name=visit.field("firstname"),
        last_name=visit.field("lastname"),
        nick_name=visit.field("nickname"),
        display_name=email,
        language=canonical(language) if language else UNKNOWN,
        email=email,
        email_verified=offered.email_verified and email == offered.email,
        phone=visit.field("phone"),
    )
    return replace(visit.attempt.linking[-1], draft=draft)


def _link(external: ExternalUser) -> IdpLink:
    return IdpLink(
        user=external_users.NOBODY_YET,
        idp=external.provider,
        external_user=external.id,
        display_name=external.draft.user_name,
    )


def _account(external: ExternalUser) -> Account:
    draft = external.draft
    return Account(
        idp=external.provider,
        external_user=external.id,
        user_name=draft.user_name,
        profile=Profile(
            first_name=draft.first_name,
            last_name=draft.last_name,
            nick_name=draft.nick_name,
            display_name=draft.display_name,
            language=draft.language,
            gender=0,
        ),
        email=values.email(draft.email) if draft.email else NONE,
        email_verified=draft.email_verified,
        phone=values.phone(draft.phone) if draft.phone else NONE,
        phone_verified=draft.phone_verified,
    )
