"""People as they are added, by the services of v1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from mockserver.domain import humans
from mockserver.domain.human_parts import Profile
from mockserver.domain.humans import NewEmail, NewHuman, NewPhone
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.identity_providers import IdpLink
from mockserver.operations import details, values
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.spec.wellknown import duration

if TYPE_CHECKING:
    from mockserver.operations.messages import zitadel_admin_v1 as admin
    from mockserver.operations.messages import zitadel_auth_v1 as auth

    Person = messages.AddHumanUserRequest | messages.ImportHumanUserRequest | admin.SetUpOrgRequestHuman
    NamedAnew = messages.UpdateHumanProfileRequest | auth.UpdateMyProfileRequest

_REGISTRATION = duration(3_600_000_000_000)
"""How long a link for registering a key is good, by the real server's default."""


def add_human_user(context: Context, request: messages.AddHumanUserRequest) -> messages.AddHumanUserResponse:
    """Add a person, who is asked by mail to complete what is missing.

    Raises: as `domain.humans.add_human`.
    """
    password = password_v1(context, request.initial_password, change_required=True)
    new = person_v1(context, context.organisation.id, request, password)
    texts = values.code_texts(context.instance)
    stamp = context.write(humans.add_human(context.state, new, texts, context.instance.clock.now()))
    return messages.AddHumanUserResponse(user_id=new.id, details=details.created(stamp, new.organisation))


def import_human_user(context: Context, request: messages.ImportHumanUserRequest) -> messages.ImportHumanUserResponse:
    """Add a person as another system has it.

    What is given for second factors is taken and not kept (assumed: no recording shows what becomes of it).

    Raises: as `domain.humans.import_human`.
    """
    password = password_v1(context, request.password, change_required=request.password_change_required)
    if request.hashed_password is not None and request.hashed_password.value:
        password = NewPassword("", request.hashed_password.value, request.password_change_required)
    new = replace(person_v1(context, context.organisation.id, request, password), links=_links(request.idps))
    texts = values.code_texts(context.instance)
    passwordless = request.request_passwordless_registration
    now = context.instance.clock.now()
    stamp = context.write(humans.import_human(context.state, new, texts, now, passwordless=passwordless))
    return messages.ImportHumanUserResponse(
        user_id=new.id,
        details=details.created(stamp, new.organisation),
        passwordless_registration=_registration(context, new) if passwordless else None,
    )


def _links(given: Sequence[messages.ImportHumanUserRequestIDP]) -> tuple[IdpLink, ...]:
    return tuple(
        IdpLink(
            user=UserId(""), idp=each.config_id, external_user=each.external_user_id, display_name=each.display_name
        )
        for each in given
    )


def _registration(context: Context, new: NewHuman) -> messages.ImportHumanUserResponsePasswordlessRegistration:
    """The link by which a key would be registered, in the form of the real server's; there is no such page here."""
    query = {
        "userID": new.id,
        "orgID": new.organisation,
        "codeID": context.instance.ids.next(),
        "code": values.code(context.instance),
    }
    return messages.ImportHumanUserResponsePasswordlessRegistration(
        link=f"http://{context.state.external_domain}/ui/login/login/passwordless/init?{urlencode(query)}",
        lifetime=_REGISTRATION,
        expiration=_REGISTRATION,
    )


def person_v1(context: Context, organisation: OrganisationId, given: Person, password: NewPassword | None) -> NewHuman:
    """Somebody who is to be added, as the services of v1 are told of people."""
    profile, email, phone = given.profile, given.email, given.phone
    assert profile is not None, "a field rule"  # noqa: S101 (rules are held before)
    assert email is not None, "a field rule"  # noqa: S101
    return NewHuman(
        id=UserId(context.instance.ids.next()),
        organisation=organisation,
        user_name=given.user_name,
        first_name=profile.first_name,
        last_name=profile.last_name,
        nick_name=profile.nick_name,
        display_name=profile.display_name,
        language=values.language(profile.preferred_language),
        gender=values.gender(profile.gender),
        email=NewEmail(address=values.email(email.email), verified=email.is_email_verified),
        phone=NewPhone()
        if phone is None
        else NewPhone(number=values.phone(phone.phone), verified=phone.is_phone_verified),
        password=password,
    )


def password_v1(context: Context, text: str, *, change_required: bool) -> NewPassword | None:
    """A password that somebody is added with; None for an empty text."""
    return values.new_password(context.instance, text, change_required=change_required) if text else None


def profile_v1(given: NamedAnew) -> Profile:
    """A profile that is to take the place of another, as the services of v1 are told of it."""
    return Profile(
        first_name=given.first_name,
        last_name=given.last_name,
        nick_name=given.nick_name,
        display_name=given.display_name,
        language=values.language(given.preferred_language),
        gender=values.gender(given.gender),
    )
