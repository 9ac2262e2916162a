"""What the service of v2 is given of people, as decisions take it."""

from __future__ import annotations

from mockserver.domain.humans import NewHuman
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.user_changes import ChangedPassword, ChangedProfile, Proof
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Refused
from mockserver.operations import values
from mockserver.operations.context import Context
from mockserver.operations.idp_links import idp_link
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.spec.wellknown import parse_base64


def new_human(context: Context, organisation: OrganisationId, request: messages.AddHumanUserRequest) -> NewHuman:
    """Somebody who is to be added to an organisation."""
    assert request.profile is not None, "a field rule"  # noqa: S101 (rules are held before)
    assert request.email is not None, "a field rule"  # noqa: S101
    metadata = tuple((entry.key, parse_base64(entry.value)) for entry in request.metadata)
    return human_of(context, organisation, request, request.profile, request.email, metadata)


def human_of(
    context: Context,
    organisation: OrganisationId,
    given: messages.AddHumanUserRequest,
    profile: messages.SetHumanProfile,
    email: messages.SetHumanEmail,
    metadata: tuple[tuple[str, bytes], ...],
) -> NewHuman:
    """Somebody who is to be added, of whom each service tells profile, address and metadata in a form of its own."""
    return NewHuman(
        id=UserId(given.user_id or context.instance.ids.next()),
        organisation=organisation,
        user_name=email.email if given.username is None else given.username,
        first_name=profile.given_name,
        last_name=profile.family_name,
        nick_name=profile.nick_name or "",
        display_name=profile.display_name or "",
        language=values.language(profile.preferred_language or ""),
        gender=values.gender(profile.gender or 0),
        email=values.new_email(email),
        phone=values.new_phone(given.phone),
        password=values.password_of(context.instance, given.password, given.hashed_password),
        links=tuple(idp_link(UserId(""), link) for link in given.idp_links),
        totp_secret=given.totp_secret or "",
        metadata=metadata,
    )


def changed_profile(given: messages.SetHumanProfile | messages.UpdateUserRequestHumanProfile) -> ChangedProfile:
    """What is to be changed of a profile."""
    return ChangedProfile(
        first_name=given.given_name,
        last_name=given.family_name,
        nick_name=given.nick_name,
        display_name=given.display_name,
        language=None if given.preferred_language is None else values.language(given.preferred_language),
        gender=None if given.gender is None else values.gender(given.gender),
    )


def changed_password(context: Context, given: messages.SetPassword | None) -> ChangedPassword | None:
    """A password that is to be set.

    Raises: V2_PASSWORD_EMPTY (the real server's source).
    """
    if given is None:
        return None
    password = values.password_of(
        context.instance, given.password, given.hashed_password, problems.V2_CHANGED_PASSWORD_HASH_UNSUPPORTED
    )
    if password is None:
        raise Refused(problems.V2_PASSWORD_EMPTY)
    return ChangedPassword(
        password=password, proof=Proof(code=given.verification_code or "", current=given.current_password or "")
    )
