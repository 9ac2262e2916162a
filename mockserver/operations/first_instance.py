"""The state that an instance starts with."""

from __future__ import annotations

from random import Random, SystemRandom

from mockserver.access import keys
from mockserver.access.oauth.scopes import OPENID
from mockserver.access.roles import role_permissions
from mockserver.domain import humans, members, organisations, users
from mockserver.domain.events import Noted
from mockserver.domain.humans import NewEmail, NewHuman
from mockserver.domain.ids import KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.rows.users import Token
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import History
from mockserver.operations import values
from mockserver.settings import FirstHuman, Settings
from mockserver.spec.wellknown import timestamp
from mockserver.store.clock import SettableClock
from mockserver.store.instance import Instance
from mockserver.store.journal import Journal
from mockserver.store.log import EventLog, InMemoryEventLog
from mockserver.store.snowflake import Snowflakes
from mockserver.store.stepping import SteppingClock, SteppingLog

OWNER_ROLE = "IAM_OWNER"
LOGIN_CLIENT_USER_NAME = "login-client"
LOGIN_CLIENT_ROLE = "IAM_LOGIN_CLIENT"


def first_instance(settings: Settings, machine: int = 1) -> Instance:
    """An instance with the organisation ZITADEL and a machine user that owns both, as the real server sets it up.

    Args:
        machine: stands in the instance's ids, so that two instances never make the same one.
    """
    instance = empty_instance(settings, machine)
    set_up(instance, settings)
    instance.lag_reads(settings.consistency_lag_ms)
    instance.settle()
    return instance


def empty_instance(settings: Settings, machine: int, clock: SettableClock | None = None, id_: str = "") -> Instance:
    """An instance without organisation and user.

    Args:
        clock: to go on with; a fresh one where none is given.
        id_: the instance's id; made here where it is empty.
    """
    log: EventLog = InMemoryEventLog(settings.max_kept_events)
    randomness: Random = SystemRandom()
    if settings.seed is not None:
        clock = stepping = SteppingClock()
        log = SteppingLog(settings.max_kept_events, stepping)
        randomness = Random(f"{settings.seed} {settings.external_domain}")  # noqa: S311 (the same in every run)
    clock = clock or SettableClock()
    ids = Snowflakes(clock, machine)
    state = InstanceState(id=id_ or ids.next(), external_domain=settings.external_domain)
    journal: Journal[object] = Journal(settings.max_journal_entries)
    instance = Instance(state, log, clock, ids, journal, randomness)
    instance.strict = settings.strict
    instance.unmodelled = settings.unmodelled
    instance.script_http = settings.script_http
    instance.fake = bool(settings.fake)
    return instance


_SCOPES_OF_SETUP = (OPENID,)
"""That of a token that is made with the instance, other than of one that the API makes.

Source: recordings/actions-v2-payloads.jsonl, case best-match.
"""


def set_up(instance: Instance, settings: Settings) -> None:
    """Add the organisation ZITADEL, or what else it is to be called, and the administrators to an empty instance.

    All of it happens at one instant, and the organisation's history counts a person as well, whom the real server
    always adds: recordings/actions-v2-payloads.jsonl, case best-match.

    Raises: Refused, where the API would refuse what they are to be called.
    """
    clock = instance.clock
    if type(clock) is not SettableClock or clock.fixed:
        _set_up(instance, settings)
        return
    clock.fix(clock.now())
    try:
        _set_up(instance, settings)
    finally:
        clock.release()


def _set_up(instance: Instance, settings: Settings) -> None:
    state = instance.state
    organisation = OrganisationId(instance.ids.next())
    admin = UserId(instance.ids.next())
    instance.append_all(organisations.add_organisation_v2(state, organisation, settings.first_names.organisation))
    state.default_organisation = organisation
    add_administrator(instance, admin, settings)
    if settings.first_names.human is not None:
        _add_human(instance, settings.first_names.human)
    else:
        instance.append(Noted("org.member.added", History.ORGANISATION, organisation))


def add_administrator(instance: Instance, admin: UserId, settings: Settings) -> None:
    """Add the machine user that owns the default organisation and the instance, with the token of the settings.

    Raises: Refused: USER_ALREADY_EXISTS.
    """
    state = instance.state
    organisation = state.default_organisation
    instance.append(
        users.add_machine(
            state,
            organisation,
            admin,
            user_name=settings.first_names.machine_user_name,
            name=settings.first_names.machine_name,
            description="Administrator of this instance",
            access_token_type=0,
        )
    )
    add_admin_token(instance, admin, settings)
    instance.append(members.member_added(organisation, admin, organisations.CREATOR_ROLES))
    instance.append(members.add_instance_member(state, admin, [OWNER_ROLE], role_permissions()))


def _add_human(instance: Instance, first: FirstHuman) -> None:
    """Add the person who owns the default organisation and the instance, active and with a verified address.

    Raises: Refused.
    Source: the real server's defaults (cmd/setup/steps.yaml) for the domain and the address; that the password need not
    be changed at the first login is this server's own choice.
    """
    state = instance.state
    organisation = state.organisations[state.default_organisation]
    name = first.user_name if "@" in first.user_name else f"{first.user_name}@{organisation.primary_domain}"
    user = UserId(instance.ids.next())
    new = NewHuman(
        id=user,
        organisation=organisation.id,
        user_name=name,
        first_name=first.first_name,
        last_name=first.last_name,
        email=NewEmail(address=values.email(first.email or name), verified=True),
        password=values.new_password(instance, first.password),
    )
    events = humans.add_human_v2(state, new, values.code_texts(instance), instance.clock.now())
    instance.append_all(events)
    instance.append(members.member_added(organisation.id, user, organisations.CREATOR_ROLES))
    instance.append(members.add_instance_member(state, user, [OWNER_ROLE], role_permissions()))


def add_admin_token(instance: Instance, admin: UserId, settings: Settings) -> None:
    """Give a user the token of the settings."""
    instance.append(
        users.token_added(
            Token(
                id=TokenId(instance.ids.next()),
                secret=settings.admin_pat,
                user=admin,
                expires=users.NEVER,
                scopes=_SCOPES_OF_SETUP,
            )
        )
    )


def issue_admin_key(instance: Instance) -> bytes:
    """Give the administrator a service account key; returns its key file."""
    admin = next(member.user for member in instance.state.instance_members if OWNER_ROLE in member.roles)
    key = KeyId(instance.ids.next())
    pair = keys.new_key_pair()
    instance.append(users.add_machine_key(admin, key, public_key=pair.public, expires=users.NEVER))
    return keys.key_file(key, admin, pair.private, timestamp(users.NEVER))


def issue_login_client_token(instance: Instance) -> bytes:
    """A token of the machine user with which a login page of one's own works, and a line's end.

    The user is added where the instance has none of that name yet, as a state that was kept has.
    """
    known = instance.state.user_named(LOGIN_CLIENT_USER_NAME)
    user = _add_login_client(instance) if known is None else known.id
    secret = keys.new_token(instance.randomness)
    instance.append(
        users.token_added(Token(id=TokenId(instance.ids.next()), secret=secret, user=user, expires=users.NEVER))
    )
    return f"{secret}\n".encode("ascii")


def _add_login_client(instance: Instance) -> UserId:
    state = instance.state
    user = UserId(instance.ids.next())
    instance.append(
        users.add_machine(
            state,
            state.default_organisation,
            user,
            user_name=LOGIN_CLIENT_USER_NAME,
            name="Login client",
            description="Login pages act as this user",
            access_token_type=0,
        )
    )
    instance.append(members.add_instance_member(state, user, [LOGIN_CLIENT_ROLE], role_permissions()))
    return user
