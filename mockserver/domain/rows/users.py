"""Users: machines (service accounts) and people, with their tokens and keys."""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum

from mockserver.domain.ids import Instant, KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.rows.user_facets import Mark, stamped
from mockserver.domain.tables import History, Kind, Outliving, Row
from mockserver.domain.text import unique_name
from mockserver.domain.values import value


class UserState(IntEnum):
    """Numbers of zitadel.user.v1.UserState."""

    ACTIVE = 1
    INACTIVE = 2
    LOCKED = 4
    INITIAL = 6


@value
class Machine:
    """What only machines have.

    Attributes:
        access_token_type: number of zitadel.user.v1.AccessTokenType.
        secret: its client secret; empty for none.
    """

    name: str
    description: str = ""
    access_token_type: int = 0
    secret: str = ""


@value
class Code:
    """A code that was sent.

    Attributes:
        expires: when it is no longer good.
        returned: whether it was handed to the caller and not to its user.
        failures: how often another one was shown since.
    """

    text: str
    made: Instant
    expires: Instant
    returned: bool = False
    failures: int = 0


@value
class Human:
    """What only people have.

    Attributes:
        language: as it is kept: canonical, or `und`.
        gender: number of zitadel.user.v1.Gender.
        phone: in the form E.164; empty for none.
        password: what it is compared with, as access/passwords.py knows it; empty for none.
        password_failures: how often in a row another one was shown.
        uninitialised: whether the person has yet to follow the mail that a new user is sent. Being locked and unlocked
            makes the user active, but does not end this.
        email_code: which verifies the address, where one is open; the other codes likewise.
        invite_returned: whether a code of an invitation was handed to the caller, after which none is sent.
        email_was_verified: whether any address was, since the user is there.
        phone_was_verified: whether any number was, since one was removed.
        totp_secret: of the app that makes codes; empty for none.
        totp_ready: whether such a code was shown, so that it counts.
    """

    first_name: str
    last_name: str
    nick_name: str = ""
    display_name: str = ""
    language: str = "und"
    gender: int = 0
    email: str = ""
    email_verified: bool = False
    phone: str = ""
    phone_verified: bool = False
    password: str = ""
    password_failures: int = 0
    password_change_required: bool = False
    uninitialised: bool = False
    initial_code: Code | None = None
    email_code: Code | None = None
    phone_code: Code | None = None
    password_code: Code | None = None
    invite_code: Code | None = None
    invite_returned: bool = False
    email_was_verified: bool = False
    phone_was_verified: bool = False
    otp_email: bool = False
    otp_sms: bool = False
    totp_secret: str = ""
    totp_ready: bool = False


@value
class User(Row):
    """A user proper; its `sequence` and dates are those of its own last event that reads tell of.

    Exactly one of `machine` and `human` is there.

    Attributes:
        marks: the last events of its facets, where those are not its first event.
        tokens_ended: the place of the last event that ended all tokens that it had; 0 for none.
        password_changed: when its password was last set; 0 for never.
        mfa_skipped: when setting up a second factor was last put off; 0 for never.
    """

    id: UserId
    organisation: OrganisationId
    user_name: str
    state: UserState = UserState.ACTIVE
    machine: Machine | None = None
    human: Human | None = None
    marks: tuple[Mark, ...] = field(default=(), compare=False)
    tokens_ended: int = field(default=0, compare=False)
    password_changed: Instant = field(default=Instant(0), compare=False)
    mfa_skipped: Instant = field(default=Instant(0), compare=False)

    @property
    def name(self) -> str:
        """What the user is called where people read it."""
        if self.machine is not None:
            return self.machine.name
        return self.human.display_name if self.human is not None else ""

    @property
    def access_token_type(self) -> int:
        """Number of zitadel.user.v1.AccessTokenType; people are given bearer tokens."""
        return self.machine.access_token_type if self.machine is not None else 0

    @property
    def secret(self) -> str:
        """The client secret of a machine; empty for none."""
        return self.machine.secret if self.machine is not None else ""


USERS: Kind[User] = Kind(
    name="users",
    row=User,
    key=lambda user: user.id,
    history=History.USER,
    aggregate=lambda user: user.id,
    unique=lambda user: (unique_name(user.user_name),),
    indexes={"organisation": lambda user: user.organisation},
    parents={"organisations": "organisation"},
    outliving=Outliving.WITHOUT_NAMES,
    stamped=stamped,
)


@value
class Token(Row):
    """A personal access token, or an access token that the token endpoint issued; `created` is when.

    Attributes:
        secret: what its bearer shows.
        for_api: whether the API takes it, beside the endpoints of OAuth.
        client: the client that it was issued to; empty for a personal access token.
        scopes: what the client asked for.
        authenticated: when the user logged in; 0 for a personal access token.
        methods: how, as values of the claim `amr`.
        audience: whom it is for, where an application asked for it; empty for other clients.
    """

    id: TokenId
    secret: str
    user: UserId
    expires: Instant
    for_api: bool = True
    client: str = ""
    scopes: tuple[str, ...] = ()
    authenticated: Instant = Instant(0)
    methods: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether it is a personal access token."""
        return not self.client


TOKENS: Kind[Token] = Kind(
    name="tokens",
    row=Token,
    key=lambda token: token.secret,
    history=History.USER,
    aggregate=lambda token: token.user,
    unique=lambda token: (token.id,),
    indexes={"user": lambda token: token.user},
    parents={"users": "user"},
)


@value
class MachineKey(Row):
    """The public half of a service account's key.

    Attributes:
        public_key: PEM.
    """

    id: KeyId
    user: UserId
    public_key: bytes
    expires: Instant


MACHINE_KEYS: Kind[MachineKey] = Kind(
    name="machine_keys",
    row=MachineKey,
    key=lambda key: key.id,
    history=History.USER,
    aggregate=lambda key: key.user,
    indexes={"user": lambda key: key.user},
    parents={"users": "user"},
)
