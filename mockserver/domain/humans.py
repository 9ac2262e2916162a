"""Decisions on adding people."""

from __future__ import annotations

from mockserver.domain.codes import HOURS_OF_INITIALISATION, made
from mockserver.domain.events import Event, RowAdded, RowChanged
from mockserver.domain.identity_providers import provider_of
from mockserver.domain.idp_links import add_link
from mockserver.domain.ids import Instant, OrganisationId, UserId
from mockserver.domain.judged import NONE, Judged
from mockserver.domain.metadata import OF_USERS, set_metadata
from mockserver.domain.passwords import OF_CHANGED, OF_NEW, NewPassword
from mockserver.domain.rows.identity_providers import IdpLink
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.users import USERS, Human, User, UserState
from mockserver.domain.state import InstanceState
from mockserver.domain.values import replaced, value
from mockserver.domain.verbs import Events, add, require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


@value
class NewEmail:
    """The address of somebody who is added, and how it is to be verified.

    Attributes:
        verify: whether a code is made for it; of no meaning where it is verified.
        returned: whether the caller gets that code.
    """

    address: Judged
    verified: bool = False
    verify: bool = True
    returned: bool = False


@value
class NewPhone:
    """The number of somebody who is added; empty for none."""

    number: Judged = NONE
    verified: bool = False
    returned: bool = False


@value
class NewHuman:
    """Somebody who is to be added.

    Attributes:
        language: as it is kept.
        links: accounts at identity providers, of whatever user they name.
        totp_secret: of an app that makes codes, which counts at once.
    """

    id: UserId
    organisation: OrganisationId
    user_name: str
    first_name: str
    last_name: str
    nick_name: str = ""
    display_name: str = ""
    language: str = "und"
    gender: int = 0
    email: NewEmail
    phone: NewPhone = NewPhone()
    password: NewPassword | None = None
    links: tuple[IdpLink, ...] = ()
    totp_secret: str = ""
    metadata: tuple[tuple[str, bytes], ...] = ()


@value
class CodeTexts:
    """Texts for the codes that may have to be made."""

    email: str
    phone: str


def add_human(state: InstanceState, new: NewHuman, texts: CodeTexts, now: Instant) -> Events:
    """Add a person as the service of v1 does, who is asked by mail to complete what is missing.

    The person stays in the state INITIAL until then, unless the address is verified and a password is given.

    Raises: EMAIL_INVALID, EMAIL_MALFORMED, HUMAN_INVALID, GIVEN_NAME_EMPTY, FAMILY_NAME_EMPTY, PHONE_INVALID,
        USER_NAME_DOMAIN_TAKEN, NEW_PASSWORD_…, NUL_IN_TEXT, USER_ALREADY_EXISTS.
    Source: recordings/id-human-add.jsonl.
    """
    new = judge_new(new)
    require_domain_allowed(state, new.organisation, new.user_name)
    if new.password is not None:
        new.password.require_complex(OF_NEW)
    initial = not new.email.verified or new.password is None
    return _events(state, new, texts, now, initial=initial)


def add_human_v2(state: InstanceState, new: NewHuman, texts: CodeTexts, now: Instant) -> Events:
    """Add a person as the services of v2 do: active at once, whatever there is to verify.

    Raises: as `add_human`, and V2_HUMAN_ID_TAKEN before the domain of the user name, V2_IDP_NOT_FOUND before what is
        unique, LINK_ALREADY_EXISTS.
    Source: recordings/id-users-v2.jsonl.
    """
    new = judge_new(new)
    if state.users.known(new.id) is not None:
        raise Refused(problems.V2_HUMAN_ID_TAKEN)
    require_domain_allowed(state, new.organisation, new.user_name)
    if new.password is not None:
        new.password.require_complex(OF_NEW)
    _require_providers(state, new, problems.V2_IDP_NOT_FOUND)
    return _events(state, new, texts, now, initial=False)


def add_linked_human(state: InstanceState, new: NewHuman, texts: CodeTexts, now: Instant) -> Events:
    """Add a person who comes from an identity provider: active at once, whatever there is to verify.

    Raises: as `add_human` but for passwords; IDP_NOT_FOUND, CREATION_NOT_ALLOWED, LINK_ALREADY_EXISTS.
    Source: recordings/logins.jsonl; the latter three are the real server's source.
    """
    new = judge_new(new)
    require_domain_allowed(state, new.organisation, new.user_name)
    _require_providers(state, new, problems.IDP_NOT_FOUND, problems.CREATION_NOT_ALLOWED)
    return _events(state, new, texts, now, initial=False)


def import_human(
    state: InstanceState, new: NewHuman, texts: CodeTexts, now: Instant, *, passwordless: bool = False
) -> Events:
    """Add a person as another system knew them: names are taken as they are, hashes of passwords are not looked at.

    An address that is said to be verified is not, where nothing is given to log in with (id-human-add.jsonl).

    Args:
        passwordless: whether the person is to log in with a key, which is registered by a link; an event of its own
            (the real server's source). No key can be registered here, so that nothing is kept of it.

    Raises: EMAIL_INVALID, EMAIL_MALFORMED, PHONE_INVALID, USER_NAME_DOMAIN_TAKEN, CHANGED_PASSWORD_…, IDP_NOT_FOUND,
        CREATION_NOT_ALLOWED (the real server's source), NUL_IN_TEXT, USER_ALREADY_EXISTS.
    Source: recordings/id-human-add.jsonl.
    """
    address, number = new.email.address.required(), new.phone.number.required()
    new = replaced(
        new,
        user_name=new.user_name.strip(),
        display_name=new.display_name or f"{new.first_name} {new.last_name}",
        email=replaced(new.email, address=Judged(address.strip())),
        phone=replaced(new.phone, number=Judged(number)),
    )
    require_domain_allowed(state, new.organisation, new.user_name)
    if new.password is not None:
        new.password.require_complex(OF_CHANGED)
    _require_providers(state, new, problems.IDP_NOT_FOUND, problems.CREATION_NOT_ALLOWED)
    initial = not new.email.verified or (new.password is None and not passwordless)
    if initial:
        new = replaced(new, email=replaced(new.email, verified=False))
    events = _events(state, new, texts, now, initial=initial)
    if not passwordless:
        return events
    last = events[-1]
    assert isinstance(last, RowAdded | RowChanged), "nothing but rows is written of somebody new"  # noqa: S101
    return (*events, RowChanged("user.human.passwordless.initialization.code.added", USERS, last.row))


def _require_providers(
    state: InstanceState, new: NewHuman, missing: Problem, not_allowed: Problem | None = None
) -> None:
    """Refuse links to providers that the organisation has not, or, if asked, that let nobody be created.

    Raises: `missing`, `not_allowed`.
    """
    for link in new.links:
        provider = require(provider_of(state, link.idp, new.organisation), missing)
        if not_allowed is not None and not provider.options.is_creation_allowed:
            raise Refused(not_allowed)


def require_domain_allowed(
    state: InstanceState,
    organisation: OrganisationId,
    user_name: str,
    otherwise: Problem = problems.USER_NAME_DOMAIN_TAKEN,
) -> None:
    """Refuse a user name at a domain that another organisation has.

    Raises: USER_NAME_DOMAIN_TAKEN, or the problem given for it.
    Source: the real server's source; recordings/id-human-add.jsonl for the organisation's own domain.
    """
    _, at, domain = user_name.rpartition("@")
    holder = state.organisation_with_domain(domain) if at else None
    if holder is not None and holder.id != organisation:
        raise Refused(otherwise)


def judge_new(new: NewHuman) -> NewHuman:
    """The same with its texts as they are kept, judged in the order of the real server.

    Raises: EMAIL_INVALID, EMAIL_MALFORMED, HUMAN_INVALID, GIVEN_NAME_EMPTY, FAMILY_NAME_EMPTY, PHONE_INVALID,
        METADATA_KEY_EMPTY, PASSWORD_HASH_UNSUPPORTED.
    """
    address = new.email.address.required()
    user_name, first_name, last_name = new.user_name.strip(), new.first_name.strip(), new.last_name.strip()
    if not user_name:
        raise Refused(problems.HUMAN_INVALID)
    if not first_name:
        raise Refused(problems.GIVEN_NAME_EMPTY)
    if not last_name:
        raise Refused(problems.FAMILY_NAME_EMPTY)
    number = new.phone.number.required()
    metadata = tuple((key.strip(), value) for key, value in new.metadata)
    if not all(key for key, _ in metadata):
        raise Refused(problems.METADATA_KEY_EMPTY)
    if new.password is not None:
        new.password.require_supported()
    return replaced(
        new,
        metadata=metadata,
        user_name=user_name,
        first_name=first_name,
        last_name=last_name,
        display_name=new.display_name if new.display_name.strip() else f"{first_name} {last_name}",
        email=replaced(new.email, address=Judged(address)),
        phone=replaced(new.phone, number=Judged(number)),
    )


def _events(state: InstanceState, new: NewHuman, texts: CodeTexts, now: Instant, *, initial: bool) -> Events:
    password = new.password
    human = Human(
        first_name=new.first_name,
        last_name=new.last_name,
        nick_name=new.nick_name,
        display_name=new.display_name,
        language=new.language,
        gender=new.gender,
        email=new.email.address.value,
        phone=new.phone.number.value,
        password=password.stored if password is not None else "",
        password_change_required=password.change_required if password is not None else False,
    )
    user = User(id=new.id, organisation=new.organisation, user_name=new.user_name, human=human)
    events: list[Event] = [add(state, USERS, user, name="user.human.added", taken=problems.USER_ALREADY_EXISTS)]

    def then(name: str, human: Human, state: UserState = UserState.ACTIVE) -> Human:
        events.append(RowChanged(name, USERS, replaced(user, human=human, state=state)))
        return human

    state_of = UserState.INITIAL if initial else UserState.ACTIVE
    if new.email.verified:
        human = then("user.human.email.verified", replaced(human, email_verified=True, email_was_verified=True))
    if initial:
        code = made(texts.email, now, hours=HOURS_OF_INITIALISATION)
        human = replaced(human, uninitialised=True, initial_code=code)
        human = then("user.human.initialization.code.added", human, state_of)
    elif not new.email.verified and new.email.verify:
        code = made(texts.email, now, returned=new.email.returned)
        human = then("user.human.email.code.added", replaced(human, email_code=code))
    if human.phone and new.phone.verified:
        human = replaced(human, phone_verified=True, phone_was_verified=True)
        human = then("user.human.phone.verified", human, state_of)
    elif human.phone:
        code = made(texts.phone, now, returned=new.phone.returned)
        human = then("user.human.phone.code.added", replaced(human, phone_code=code), state_of)
    rows = [Metadata(owner=new.id, organisation=new.organisation, key=key, value=value) for key, value in new.metadata]
    events.extend(set_metadata(state, OF_USERS, rows))
    events.extend(add_link(state, replaced(link, user=new.id), new.organisation) for link in new.links)
    if new.totp_secret:
        human = then("user.human.mfa.otp.added", replaced(human, totp_secret=new.totp_secret), state_of)
        then("user.human.mfa.otp.verified", replaced(human, totp_ready=True), state_of)
    return tuple(events)
