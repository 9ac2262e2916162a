"""The state file: what a person writes and what an export holds, as types.

Every field that only an export needs (`id`, `sequence` and the dates) is optional: where it is missing, the server
makes it as it does for a call of the API.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Id = Annotated[
    str, Meta(min_length=1, max_length=200, description="Id of your choice, in quotes; made by the server if missing.")
]
Date = Annotated[datetime, Meta(tz=True, description="RFC 3339 with a time zone, such as 2030-01-31T12:00:00Z.")]
Sequence = Annotated[int, Meta(ge=1, description="Number of events so far; counted by the server if missing.")]
Roles = Annotated[tuple[str, ...], Meta(description="Names of roles, such as ORG_OWNER.")]


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of all parts of a state file."""


class RemovedAction(Part, frozen=True):
    """An action that was in a trigger's list when it was removed: the list is compared as it was set."""

    removed: Id


class Trigger(Part, frozen=True):
    """The actions of a trigger with its history; without a history a list of names says the same."""

    actions: Annotated[tuple[str | RemovedAction, ...], Meta(description="Names of actions, in order.")]
    sequence: Sequence | None = None
    changed: Date | None = None


Bound = Annotated[tuple[str, ...], Meta(description="Names of the organisation's actions, in order.")] | Trigger
Flows = Annotated[
    dict[str, dict[str, Bound]],
    Meta(
        description="Flow to trigger to actions. Flows: ExternalAuthentication, InternalAuthentication, CustomiseToken,"
        " CustomizeSAMLResponse. Triggers: PostAuthentication, PreCreation, PostCreation, PreUserinfoCreation,"
        " PreAccessTokenCreation, PreSAMLResponseCreation. The API's ids and names do as well."
    ),
]


class Action(Part, frozen=True):
    """A script that flows can run."""

    name: Annotated[str, Meta(description="Unique in its organisation, whatever the case.")]
    script: Annotated[str, Meta(description="JavaScript, at most 40000 bytes.")] | None = None
    script_file: Annotated[str, Meta(description="File of the script, relative to this one.")] | None = None
    timeout: Annotated[str, Meta(description="Seconds with an s, such as 10s or 1.5s; 0s to 20s.")] = "0s"
    allowed_to_fail: Annotated[bool, Meta(description="Whether the flow goes on if the script fails.")] = False
    active: bool = True
    id: Id | None = None
    sequence: Sequence | None = None
    changed: Date | None = None


class Organisation(Part, frozen=True):
    """An organisation with what belongs to it, users apart."""

    name: Annotated[str, Meta(description="Unique in the instance, whatever the case.")]
    id: Id | None = None
    active: bool = True
    default: Annotated[
        bool,
        Meta(
            description="The instance's default organisation. Where no organisation is marked so, the instance also has"
            " its usual organisation ZITADEL with the administrator."
        ),
    ] = False
    actions: tuple[Action, ...] = ()
    flows: Flows = {}
    created: Date | None = None
    changed: Date | None = None
    sequence: Sequence | None = None
    own_changed: Date | None = None
    own_sequence: Sequence | None = None


class Token(Part, frozen=True):
    """A personal access token with a fixed text, or an access token that the token endpoint issued."""

    token: Annotated[str, Meta(min_length=1, pattern="^[!-~]+$", description="What callers send, without Bearer.")]
    expires: Date | None = None
    id: Id | None = None
    issued: Date | None = None
    for_api: bool = True
    client: str = ""
    scopes: tuple[str, ...] = ()
    authenticated: Annotated[Date | None, Meta(description="When the user logged in for it.")] = None
    methods: Annotated[tuple[str, ...], Meta(description="How, as values of the claim amr.")] = ()
    sequence: Sequence | None = None


class Key(Part, frozen=True):
    """The public half of a service account key."""

    public_key: Annotated[str, Meta(description="RSA public key, PEM.")]
    expires: Date | None = None
    id: Id | None = None
    added: Date | None = None
    sequence: int | None = None


class Membership(Part, frozen=True):
    """Roles with their history; without a history a list of roles says the same."""

    roles: Roles
    sequence: Sequence | None = None
    created: Date | None = None
    changed: Date | None = None


class User(Part, frozen=True):
    """A machine user (service account)."""

    organisation: Annotated[str, Meta(description="Name of the organisation that it belongs to.")]
    user_name: Annotated[str, Meta(description="Also its client id; unique in the instance, whatever the case.")]
    name: str
    description: str = ""
    state: Literal["active", "inactive", "locked", "initial"] = "active"
    access_token_type: Literal["bearer", "jwt"] = "bearer"  # noqa: S105 (a kind of token)
    roles: Annotated[dict[str, Roles | Membership], Meta(description="Name of an organisation to roles there.")] = {}
    instance_roles: Roles | Membership | None = None
    tokens: tuple[Token, ...] = ()
    keys: tuple[Key, ...] = ()
    secret: Annotated[str, Meta(description="Client secret.")] = ""
    id: Id | None = None
    created: Date | None = None
    changed: Annotated[Date | None, Meta(description="Of the user proper: tokens and keys do not count.")] = None
    sequence: Sequence | None = None
    own_sequence: Sequence | None = None


class Person(Part, frozen=True):
    """A person, who logs in with a password and whose e-mail address is verified."""

    user_name: Annotated[str, Meta(description="The login name; unique in the instance, whatever the case.")]
    first_name: str
    last_name: str
    organisation: Annotated[str, Meta(description="Name of the person's organisation; the default one if missing.")] = (
        ""
    )
    nick_name: str = ""
    display_name: Annotated[str, Meta(description="First and last name if missing.")] = ""
    language: Annotated[str, Meta(description="Tag of the preferred language, such as en.")] = ""
    email: Annotated[str, Meta(description="The user name if missing.")] = ""
    email_verified: bool = True
    phone: Annotated[str, Meta(description="Number, verified; best in international form: +41791234567.")] = ""
    password: Annotated[
        str,
        Meta(
            description="As it is typed: at least eight characters, with a small and a capital letter, a digit and a"
            " symbol. Without one nobody can log in as this person."
        ),
    ] = ""
    password_change_required: bool = False
    state: Literal["active", "inactive", "locked"] = "active"
    roles: Annotated[dict[str, Roles], Meta(description="Name of an organisation to roles there.")] = {}
    instance_roles: Roles | None = None
    id: Id | None = None


RoleNames = (
    Annotated[tuple[str, ...], Meta(description="Keys of roles.")]
    | Annotated[dict[str, str], Meta(description="Key of a role to the name that people read.")]
)
Uris = Annotated[tuple[str, ...], Meta(description="Absolute addresses.")]


class App(Part, frozen=True):
    """An application of a project, into which people log in by OpenID Connect, or an API that introspects tokens."""

    name: Annotated[str, Meta(description="Unique in its project, whatever the case.")]
    type: Annotated[
        Literal["user_agent", "web", "native", "api"],
        Meta(description="Where it runs: in a browser, on a server, on a device; api introspects tokens."),
    ] = "user_agent"
    client_id: Id | None = None
    client_secret: Annotated[
        str, Meta(description="Where the auth method takes one; made by the server if missing.")
    ] = ""
    auth_method: Annotated[
        Literal["none", "basic", "post", "private_key_jwt"] | None,
        Meta(description="none (with PKCE) if missing, basic for an API."),
    ] = None
    redirect_uris: Uris = ()
    post_logout_redirect_uris: Uris = ()
    dev_mode: Annotated[bool, Meta(description="Whether addresses may be http and hold patterns.")] = True
    response_types: tuple[Literal["code", "id_token", "id_token_token"], ...] = ("code",)
    grant_types: tuple[
        Literal["authorization_code", "implicit", "refresh_token", "device_code", "token_exchange"], ...
    ] = ("authorization_code", "refresh_token")
    access_token_type: Literal["bearer", "jwt"] = "bearer"  # noqa: S105 (a kind of token)
    roles_in_tokens: Annotated[bool, Meta(description="Whether access and ID tokens tell roles.")] = True
    userinfo_in_id_token: Annotated[bool, Meta(description="Whether ID tokens tell name and e-mail.")] = True
    id: Id | None = None


class Project(Part, frozen=True):
    """A project with its roles and applications, and who has which of the roles."""

    name: Annotated[str, Meta(description="Unique in its organisation, whatever the case.")]
    organisation: Annotated[str, Meta(description="Name of the organisation; the default one if missing.")] = ""
    roles: RoleNames = ()
    role_assertion: Annotated[bool, Meta(description="Whether userinfo tells roles.")] = True
    role_check: Annotated[bool, Meta(description="Whether only who has a role of it may log in.")] = False
    has_project_check: Annotated[
        bool, Meta(description="Whether only people of organisations that have the project may log in.")
    ] = False
    apps: tuple[App, ...] = ()
    grants: Annotated[dict[str, Roles], Meta(description="User name to the roles that it has, by their keys.")] = {}
    id: Id | None = None


class Target(Part, frozen=True):
    """An HTTP endpoint that executions call. It belongs to the instance."""

    name: Annotated[str, Meta(description="Unique in the instance, whatever the case.")]
    endpoint: Annotated[str, Meta(description="Address that is called, such as http://localhost:3000/claims.")]
    type: Annotated[
        Literal["webhook", "call", "async"],
        Meta(
            description="call: its answer takes the place of the message, or adds claims; webhook: only whether it"
            " succeeds counts; async: nobody waits for it."
        ),
    ] = "call"
    timeout: Annotated[str, Meta(description="Seconds with an s, such as 10s or 1.5s; more than 0s, at most 270s.")] = (
        "10s"
    )
    interrupt_on_error: Annotated[bool, Meta(description="Whether what it was called for fails with it.")] = False
    signing_key: Annotated[
        str, Meta(description="Key of ZITADEL-Signature, that your webhook knows; made by the server if missing.")
    ] = ""
    id: Id | None = None


class Instance(Part, frozen=True):
    """The instance itself; only exports say something of it."""

    id: Id | None = None
    sequence: Annotated[int, Meta(ge=0)] | None = None


class Thing(Part, frozen=True):
    """A thing of a kind that nobody modelled; exports say so much of it, people hardly need to."""

    kind: Annotated[str, Meta(description="Such as Project; made of the names of the API's methods.")]
    key: Annotated[tuple[str, ...], Meta(description="What tells it apart from others of its kind: mostly its id.")]
    owner: Annotated[str, Meta(description="Id of its organisation or of the instance.")]
    address: Annotated[dict[str, str], Meta(description="What requests name it by; its own id has no name.")] = {}
    facts: Annotated[dict[str, Any], Meta(description="What requests told of it, by the paths of their fields.")] = {}
    state: str = "ACTIVE"
    created: Date | None = None
    changed: Date | None = None
    sequence: Sequence = 1


class Removed(Part, frozen=True):
    """An example of a document of one's own (`--spec`) that was removed."""

    kind: str
    key: tuple[str, ...]


class Seed(Part, frozen=True):
    """A state file."""

    instance: Instance = Instance()
    organisations: tuple[Organisation, ...] = ()
    users: tuple[User, ...] = ()
    people: tuple[Person, ...] = ()
    projects: tuple[Project, ...] = ()
    targets: tuple[Target, ...] = ()
    executions: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description="Condition to names of the targets that it calls, in order. Conditions: function/preuserinfo,"
            " event/user.human.added, event/user.*, event, request/SERVICE/METHOD, request/SERVICE, request, and"
            " response likewise."
        ),
    ] = {}
    rows: Annotated[
        dict[str, tuple[Any, ...]],
        Meta(description="All else that is kept, by kind; exports say so much of it. Bytes are in base64."),
    ] = {}
    histories: Annotated[
        dict[str, dict[str, Sequence]],
        Meta(description="How many events there are of what has rows: project, user, user_grant and so on, by id."),
    ] = {}
    things: Annotated[tuple[Thing, ...], Meta(description="What `--unmodelled fabricate` and `--spec` keep.")] = ()
    removed: tuple[Removed, ...] = ()
