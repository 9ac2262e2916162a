"""What can be set from outside, by flag or environment variable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from mockserver.script_http import ScriptHttp

DEFAULT_ADMIN_PAT = "zitadel-mock-admin-pat"
FIRST_NAMES = "ZITADEL_FIRSTINSTANCE_ORG_"
"""With which the variables of the environment begin that name the first organisation and its owners."""
DEFAULT_BUFFERED_BYTES = 256 * 1024 * 1024
DEFAULT_JOURNAL_BYTES = 64 * 1024 * 1024


class InstanceMode(StrEnum):
    """What a host means that no instance is served under."""

    AUTO = "auto"
    """It gets a fresh instance of its own."""
    FIXED = "fixed"
    """It is not found, as on the real server."""


class TlsMode(StrEnum):
    """Where the certificate for TLS comes from, unless files are named."""

    OFF = "off"
    SELF_SIGNED = "self-signed"


class Strictness(StrEnum):
    """What becomes of what the real server silently ignores and a developer most likely got wrong."""

    OFF = "off"
    WARN = "warn"
    """It is reported in the journal, in the log and in the header `x-mock-warning`."""
    ERROR = "error"
    """The request is refused."""


class UnmodelledMode(StrEnum):
    """How methods of the real server's are answered that nobody modelled."""

    REFUSE = "refuse"
    """With UNIMPLEMENTED, once the request is judged."""
    FABRICATE = "fabricate"
    """Out of memory, by the shape of the service."""
    FORWARD = "forward"
    """By a real server."""


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """How methods that nobody modelled are answered.

    Attributes:
        url: `http://HOST[:PORT]` or `https://HOST[:PORT]` of the real server; empty but where they are forwarded.
    """

    mode: UnmodelledMode = UnmodelledMode.REFUSE
    url: str = ""

    @classmethod
    def of(cls, text: str) -> Unmodelled:
        """Read `refuse`, `fabricate` or `forward=URL`.

        Raises: ValueError, saying what can be given.
        """
        mode, separator, url = text.partition("=")
        if mode == UnmodelledMode.FORWARD:
            return cls(UnmodelledMode.FORWARD, origin_of(url))
        if separator or mode not in set(UnmodelledMode):
            raise ValueError(f"{text!r} is none of refuse, fabricate and forward=URL")
        return cls(UnmodelledMode(mode))

    def __str__(self) -> str:
        return f"{self.mode}={self.url}" if self.url else str(self.mode)


def origin_of(url: str) -> str:
    """The origin that a URL of a server means.

    Raises: ValueError.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("must be http://HOST[:PORT] or https://HOST[:PORT], without a path")
    if parts.username is not None:
        raise ValueError("must hold no user name; the clients' own tokens are passed on")
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class OwnSpec:
    """An OpenAPI document of the user's own, which is served beside ZITADEL.

    Attributes:
        file: where it stands, as YAML or JSON.
        prefix: the path below which it is served, such as `/backend`; empty: as the document says.
    """

    file: Path
    prefix: str = ""

    @classmethod
    def of(cls, text: str) -> OwnSpec:
        """Read `FILE` or `PREFIX=FILE`; what begins with a slash and has an equals sign is the latter.

        Raises: ValueError, saying what can be given.
        """
        prefix, separator, file = text.partition("=")
        if not separator or not prefix.startswith("/"):
            prefix, file = "", text
        if not file:
            raise ValueError(f"{text!r} names no file; give FILE or PREFIX=FILE, such as /backend=openapi.yaml")
        return cls(Path(file), prefix)


class StoreReads(StrEnum):
    """What reads of a server see that shares its state with others."""

    MEMORY = "memory"
    """All that this server wrote, and what others wrote until a moment ago."""
    FRESH = "fresh"
    """All that was written anywhere before; each read asks the store for it."""


class LogFormat(StrEnum):
    """How each request is logged."""

    AUTO = "auto"
    """As text where stderr is a terminal, else not at all."""
    TEXT = "text"
    JSON = "json"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class TokenLifetimes:
    """How long tokens of the token endpoint are good, in seconds; the real server's defaults."""

    access_token_s: int = 12 * 3600
    id_token_s: int = 12 * 3600
    refresh_token_idle_s: int = 30 * 24 * 3600
    """How long a refresh token may stay unused."""


@dataclass(frozen=True, slots=True)
class FirstHuman:
    """The person who owns a fresh instance beside its machine user; the defaults are the real server's.

    Attributes:
        user_name: gets the domain of the organisation where it has none.
        email: the user name where it is empty.
    """

    user_name: str = "zitadel-admin"
    first_name: str = "ZITADEL"
    last_name: str = "Admin"
    password: str = "Password1!"  # noqa: S105 (everybody's)
    email: str = ""


@dataclass(frozen=True, slots=True)
class FirstNames:
    """What a fresh instance's organisation and owners are called.

    Attributes:
        human: a person who owns it too; None for none.
    """

    organisation: str = "ZITADEL"
    machine_user_name: str = "zitadel-admin-sa"
    machine_name: str = "Admin"
    human: FirstHuman | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """One server's settings; immutable once it runs."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = 8080
    """TCP port; 0 picks a free one."""
    port_file: Path | None = None
    """File that receives the port once the server listens."""
    admin_pat: str = DEFAULT_ADMIN_PAT
    """Personal access token of the machine user with the role IAM_OWNER."""
    first_names: FirstNames = FirstNames()
    """What a fresh instance's organisation and owners are called."""
    external_domain: str = "localhost"
    """Domain of the first instance; organisations' primary domains end with it."""
    instances: InstanceMode = InstanceMode.AUTO
    """What an unknown host means."""
    max_instances: int = 1000
    """Most instances held at a time."""
    pat_path: Path | None = None
    """File that receives the administrator's token at start."""
    machine_key_path: Path | None = None
    """File that receives a service account key of the administrator at start."""
    login_client_pat_path: Path | None = None
    """File that receives the token of a machine user with the role IAM_LOGIN_CLIENT, which is made for it."""
    token_lifetimes: TokenLifetimes = TokenLifetimes()
    """How long tokens are good."""
    auto_login: str = ""
    """User name that `/oauth/v2/authorize` logs in without asking; empty asks."""
    open_clients: bool = True
    """Whether a client id that no application has is good, with any redirect URI."""
    tls_self_signed: bool = False
    """Serve TLS with a certificate of our own making."""
    tls_cert: Path | None = None
    """Certificate chain (PEM) to serve TLS with."""
    tls_key: Path | None = None
    """Private key (PEM) of `tls_cert`."""
    max_message_bytes: int = 4 * 1024 * 1024
    """Largest request message, in protobuf encoding, as on the real server."""
    max_body_bytes: int = 64 * 1024 * 1024
    """Largest HTTP body that is read at all; the real server has no such limit, a mock must not run out of memory."""
    max_buffered_bytes: int = DEFAULT_BUFFERED_BYTES
    """What all connections together may hold of unfinished requests and unread answers."""
    max_kept_events: int = 100
    """Events kept for inspection; state does not depend on them, so older ones are dropped. A reset frees them all."""
    state_file: Path | None = None
    """State file (YAML or JSON) that the first instance starts with."""
    seed: int | None = None
    """Makes ids, dates, tokens and secrets the same in every run; None: they differ."""
    persist: Path | None = None
    """File in which the first instance's state outlives the process; where it is there, it is started with."""
    store: str = ""
    """Connection string of PostgreSQL, in which several servers keep one state; empty: it is in this process alone."""
    store_reads: StoreReads = StoreReads.MEMORY
    """What reads see where there are several servers."""
    watch: bool = False
    """Load the state file again whenever it changes."""
    fake: int = 0
    """Number of made-up actions that the first instance starts with."""
    demo: bool = False
    """Whether the first instance starts with people, a project and an application, where no state file is given."""
    max_journal_entries: int = 10_000
    """Requests kept for inspection by an instance; 0 keeps none."""
    journal_bytes: int = DEFAULT_JOURNAL_BYTES
    """What all instances' kept requests may take together."""
    admin_token: str = ""
    """Bearer token that the control API asks for; empty: only loopback peers may use it."""
    strict: Strictness = Strictness.OFF
    """What becomes of what the real server silently ignores."""
    consistency_lag_ms: int = 0
    """How long reads lag behind writes; 0: not at all."""
    unmodelled: Unmodelled = Unmodelled()
    """How methods that nobody modelled are answered."""
    deny_loopback_targets: bool = False
    """Whether targets of executions must not have addresses of this machine."""
    script_http: ScriptHttp = ScriptHttp()
    """What calls of scripts come to."""
    specs: tuple[OwnSpec, ...] = ()
    """OpenAPI documents that are served beside ZITADEL."""
    log: LogFormat = LogFormat.AUTO
    """How each request is logged."""
    traces: bool = False
    """Whether each request becomes a span of OpenTelemetry."""
    quiet: bool = False
    """Say nothing but where the server listens."""
