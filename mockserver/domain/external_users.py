"""Decisions on people who come from identity providers: who they are here, how they are linked and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from mockserver.domain.events import Event, RowChanged
from mockserver.domain.human_parts import Profile, change_email, change_phone, change_profile
from mockserver.domain.identity_providers import provider_of
from mockserver.domain.idp_links import add_link, link_of
from mockserver.domain.ids import Instant, OrganisationId, UserId
from mockserver.domain.judged import Judged
from mockserver.domain.rows.identity_providers import IDP_LINKS, AutoLinking, IdpLink
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, require
from mockserver.errors import catalogue as problems
from mockserver.errors.login_problems import LINKING_NOT_ALLOWED
from mockserver.errors.problem import Refused

NOBODY_YET: Final = UserId("")
"""The user of a link whose user is still to be found or added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a provider, and the scripts behind it, tell of somebody whom a user is to follow.

    Attributes:
        gender: nothing is told of it, and it stays.
    """

    idp: str
    external_user: str
    user_name: str
    profile: Profile
    email: Judged
    email_verified: bool
    phone: Judged
    phone_verified: bool


def linked_user(state: InstanceState, idp: str, external_user: str, requested: OrganisationId | None) -> User | None:
    """Whom an account at a provider is linked to, if that is somebody of the organisation that is asked for.

    Source: the real server's source; recordings/logins.jsonl.
    """
    link = link_of(state, idp, external_user)
    user = state.users.get(link.user) if link is not None else None
    if user is None or (requested is not None and user.organisation != requested):
        return None
    return user


def user_to_link(
    state: InstanceState, how: int, user_name: str, email: str, requested: OrganisationId | None
) -> User | None:
    """The one person whom somebody from outside can be linked to unasked; None for nobody, and for several.

    Args:
        how: number of `AutoLinking`: by the verified address, or by the user name.

    Source: recordings/logins.jsonl for the address; the rest is the real server's source.
    """
    if how == AutoLinking.USER_NAME:
        found = [user] if user_name and (user := state.user_named(user_name)) is not None else []
    elif how == AutoLinking.EMAIL and email:
        wanted = email.lower()
        found = [user for user in state.users if _has_address(user, wanted)]
    else:
        return None
    fitting = [
        user for user in found if user.human is not None and (requested is None or user.organisation == requested)
    ]
    return fitting[0] if len(fitting) == 1 else None


def link_accounts(state: InstanceState, user: User, links: Iterable[IdpLink]) -> Events:
    """Link a user to accounts at providers that allow it.

    Raises: IDP_NOT_FOUND, LINKING_NOT_ALLOWED, LINK_ALREADY_EXISTS, NUL_IN_TEXT.
    Source: the real server's source.
    """
    return tuple(_linked(state, user, links))


def follow(state: InstanceState, user: UserId, account: Account, codes: Callable[[], str], now: Instant) -> Events:
    """Let a user be as a provider tells: address, number, profile and the link's name, each of which may be refused.

    What is refused, as it is invalid or not new, is passed over.

    Args:
        codes: makes the text of a code that is needed.

    Source: recordings/logins.jsonl.
    """
    found = state.users[user]
    if found.human is None:
        return ()
    events: list[RowChanged] = []
    current = found

    def keep(decide: Callable[[User], Events]) -> None:
        nonlocal current
        try:
            made = [each for each in decide(current) if isinstance(each, RowChanged)]
        except Refused:
            return
        for each in made:
            if isinstance(each.row, User):
                current = each.row
        events.extend(made)

    if account.email.problem is not None or account.email.value:
        keep(lambda user: change_email(user, account.email, verified=account.email_verified, code=codes(), now=now))
    if account.phone.problem is not None or account.phone.value:
        keep(lambda user: change_phone(user, account.phone, verified=account.phone_verified, code=codes(), now=now))
    if account.profile.first_name.strip() and account.profile.last_name.strip():
        keep(lambda user: change_profile(user, replace(account.profile, gender=_gender(user))))
    link = state.idp_links.get((user, account.idp, account.external_user))
    if link is not None and link.display_name != account.user_name:
        renamed = replace(link, display_name=account.user_name)
        keep(lambda _: (RowChanged("user.human.externalidp.username.changed", IDP_LINKS, renamed),))
    return tuple(events)


def _gender(user: User) -> int:
    return user.human.gender if user.human is not None else 0


def _has_address(user: User, wanted: str) -> bool:
    human = user.human
    return human is not None and human.email_verified and human.email.lower() == wanted


def _linked(state: InstanceState, user: User, links: Iterable[IdpLink]) -> Iterator[Event]:
    for link in links:
        provider = require(provider_of(state, link.idp, user.organisation), problems.IDP_NOT_FOUND)
        if not provider.options.is_linking_allowed:
            raise Refused(LINKING_NOT_ALLOWED)
        yield add_link(state, replace(link, user=user.id), user.organisation, problems.IDP_NOT_FOUND)
