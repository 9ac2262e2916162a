"""The command `zitadel-mock serve`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockserver.cli_announcing import announcer
from mockserver.cli_first_names import first_names
from mockserver.cli_options import FILE, OWN_SPEC, one_of, option, refusal, seconds
from mockserver.control.durations import microseconds
from mockserver.later import Later
from mockserver.script_http import ScriptHttp
from mockserver.settings import (
    DEFAULT_ADMIN_PAT,
    DEFAULT_BUFFERED_BYTES,
    DEFAULT_JOURNAL_BYTES,
    InstanceMode,
    LogFormat,
    OwnSpec,
    Settings,
    Strictness,
    TlsMode,
    TokenLifetimes,
    Unmodelled,
)
from mockserver.store.hosts import MAX_LENGTH

if TYPE_CHECKING:
    from mockserver import app
else:
    app = Later("mockserver.app")

_MOST_FAKE = 100_000
"""More take minutes to make up."""
_MAX_LAG_US = 60_000_000
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


@click.command()
@option("--host", envvar="ZITADEL_MOCK_HOST", default="127.0.0.1", help="Address to listen on.")
@option(
    "--port",
    type=click.IntRange(0, 65535),
    envvar="ZITADEL_PORT",
    default=8080,
    help="TCP port; 0 picks a free one.",
)
@option("--port-file", type=FILE, envvar="ZITADEL_MOCK_PORT_FILE", help="File that receives the port when ready.")
@option(
    "--admin-pat",
    envvar="ZITADEL_MOCK_ADMIN_PAT",
    default=DEFAULT_ADMIN_PAT,
    help="Token of the user with the role IAM_OWNER.",
)
@option(
    "--external-domain",
    envvar="ZITADEL_EXTERNALDOMAIN",
    default="localhost",
    help="Domain that organisations' domains end with.",
)
@option(
    "--instances",
    type=one_of(InstanceMode),
    envvar="ZITADEL_MOCK_INSTANCES",
    default=InstanceMode.AUTO.value,
    help="auto: an unknown host gets a fresh instance; fixed: 404.",
)
@option(
    "--max-instances",
    type=click.IntRange(1),
    envvar="ZITADEL_MOCK_MAX_INSTANCES",
    default=1000,
    help="Most instances held at a time.",
)
@option(
    "--auto-login",
    envvar="ZITADEL_MOCK_AUTO_LOGIN",
    default="",
    help="User name that browsers are logged in as, unasked.",
)
@option(
    "--open-clients/--no-open-clients",
    envvar="ZITADEL_MOCK_OPEN_CLIENTS",
    default=True,
    help="Whether a client id that no application has may log people in, with any redirect URI.",
)
@option(
    "--deny-loopback-targets",
    is_flag=True,
    envvar="ZITADEL_MOCK_DENY_LOOPBACK_TARGETS",
    help="Call no target of an execution that has an address of this machine.",
)
@option(
    "--tls",
    type=one_of(TlsMode),
    envvar="ZITADEL_MOCK_TLS",
    default=TlsMode.OFF.value,
    help="self-signed: TLS with a certificate made here.",
)
@option("--tls-cert", type=FILE, envvar="ZITADEL_TLS_CERTPATH", help="Certificate chain (PEM) to serve TLS with.")
@option("--tls-key", type=FILE, envvar="ZITADEL_TLS_KEYPATH", help="Private key (PEM) of --tls-cert.")
@option(
    "--pat-path",
    type=FILE,
    envvar="ZITADEL_FIRSTINSTANCE_PATPATH",
    help="File that receives the administrator's token.",
)
@option(
    "--machine-key-path",
    type=FILE,
    envvar="ZITADEL_FIRSTINSTANCE_MACHINEKEYPATH",
    help="File that receives the administrator's key (JSON).",
)
@option(
    "--login-client-pat-path",
    type=FILE,
    envvar="ZITADEL_FIRSTINSTANCE_LOGINCLIENTPATPATH",
    help="File that receives the token of a user with the role IAM_LOGIN_CLIENT.",
)
@option(
    "--access-token-lifetime",
    type=seconds,
    envvar="ZITADEL_DEFAULTINSTANCE_OIDCSETTINGS_ACCESSTOKENLIFETIME",
    default="12h",
    help="How long access tokens are good: 90s, 5m, 12h.",
)
@option(
    "--id-token-lifetime",
    type=seconds,
    envvar="ZITADEL_DEFAULTINSTANCE_OIDCSETTINGS_IDTOKENLIFETIME",
    default="12h",
    help="How long ID tokens are good.",
)
@option(
    "--refresh-token-idle",
    type=seconds,
    envvar="ZITADEL_DEFAULTINSTANCE_OIDCSETTINGS_REFRESHTOKENIDLEEXPIRATION",
    default="720h",
    help="How long a refresh token may stay unused.",
)
@option("--state", type=FILE, envvar="ZITADEL_MOCK_STATE", help="State file (YAML or JSON) to start with.")
@option(
    "--seed",
    type=int,
    envvar="ZITADEL_MOCK_SEED",
    help="Makes ids, dates, tokens and secrets the same in every run.",
)
@option(
    "--persist",
    type=FILE,
    envvar="ZITADEL_MOCK_PERSIST",
    help="File in which the state survives a restart; what it holds comes before --state.",
)
@option("--watch", is_flag=True, envvar="ZITADEL_MOCK_WATCH", help="Load --state again whenever it changes.")
@option(
    "--fake",
    type=click.IntRange(0, _MOST_FAKE),
    envvar="ZITADEL_MOCK_FAKE",
    default=0,
    help="Number of made-up actions to start with.",
)
@option(
    "--demo/--no-demo",
    envvar="ZITADEL_MOCK_DEMO",
    default=True,
    help="Start with two people, a project with roles and an app for http://localhost:3000, unless --state is given.",
)
@option(
    "--admin-token",
    envvar="ZITADEL_MOCK_ADMIN_TOKEN",
    default="",
    help="Token that /__admin asks for; without one, only this machine may.",
)
@option(
    "--max-journal-entries",
    type=click.IntRange(0),
    envvar="ZITADEL_MOCK_MAX_JOURNAL_ENTRIES",
    default=10_000,
    help="Requests kept by each instance.",
)
@option(
    "--journal-bytes",
    type=click.IntRange(0),
    envvar="ZITADEL_MOCK_JOURNAL_BYTES",
    default=DEFAULT_JOURNAL_BYTES,
    help="What the kept requests of all instances may take together.",
)
@option(
    "--max-buffered-bytes",
    type=click.IntRange(1),
    envvar="ZITADEL_MOCK_MAX_BUFFERED_BYTES",
    default=DEFAULT_BUFFERED_BYTES,
    help="Most that all connections hold of unfinished requests and unread answers.",
)
@option(
    "--strict",
    type=one_of(Strictness),
    is_flag=False,
    flag_value=Strictness.WARN.value,
    envvar="ZITADEL_MOCK_STRICT",
    default=Strictness.OFF.value,
    help="--strict: warn of what is silently ignored; --strict=error: refuse it.",
)
@option(
    "--unmodelled",
    metavar="refuse|fabricate|forward=URL",
    envvar="ZITADEL_MOCK_UNMODELLED",
    default=str(Unmodelled()),
    help="How methods of ZITADEL that nobody modelled are answered: with 501, out of memory, by a real server.",
)
@option(
    "--script-http",
    "script_http",
    multiple=True,
    metavar="allow=HOST,…|deny=HOST,…|stub=FILE",
    envvar="ZITADEL_MOCK_SCRIPT_HTTP",
    help="Calls of scripts (zitadel/http), which are off: hosts they may reach, or answers; can be given again.",
)
@option(
    "--spec",
    "specs",
    type=OWN_SPEC,
    multiple=True,
    metavar="[PREFIX=]FILE",
    envvar="ZITADEL_MOCK_SPEC",
    help="OpenAPI 3 document of your own backend, to be served too, below PREFIX; can be given again.",
)
@option(
    "--consistency-lag",
    envvar="ZITADEL_MOCK_CONSISTENCY_LAG",
    default="0ms",
    help="How long reads lag behind writes: 500ms, 2s.",
)
@option(
    "--log",
    type=one_of(LogFormat),
    envvar="ZITADEL_MOCK_LOG",
    default=LogFormat.AUTO.value,
    help="A line a request on stderr; auto: text on a terminal only.",
)
@option(
    "--traces",
    is_flag=True,
    envvar="ZITADEL_MOCK_TRACES",
    help="Send a span of OpenTelemetry for each request; OTEL_EXPORTER_OTLP_ENDPOINT says where.",
)
@option("--quiet", "-q", is_flag=True, envvar="ZITADEL_MOCK_QUIET", help="Say only where the server listens.")
def serve(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    host: str,
    port: int,
    port_file: Path | None,
    admin_pat: str,
    external_domain: str,
    instances: str,
    max_instances: int,
    auto_login: str,
    open_clients: bool,
    deny_loopback_targets: bool,
    tls: str,
    tls_cert: Path | None,
    tls_key: Path | None,
    pat_path: Path | None,
    machine_key_path: Path | None,
    login_client_pat_path: Path | None,
    access_token_lifetime: int,
    id_token_lifetime: int,
    refresh_token_idle: int,
    state: Path | None,
    seed: int | None,
    persist: Path | None,
    watch: bool,
    fake: int,
    demo: bool,
    admin_token: str,
    max_journal_entries: int,
    journal_bytes: int,
    max_buffered_bytes: int,
    strict: str,
    unmodelled: str,
    script_http: tuple[str, ...],
    specs: tuple[OwnSpec, ...],
    consistency_lag: str,
    log: str,
    traces: bool,
    quiet: bool,
) -> None:
    """Serve JSON, Connect, gRPC and gRPC-Web on one port until SIGTERM or Ctrl+C."""
    if (tls_cert is None) != (tls_key is None):
        raise refusal("--tls-cert and --tls-key belong together; give both")
    if watch and state is None:
        raise refusal("--watch needs --state FILE, the file to watch")
    if watch and persist is not None:
        raise refusal("--watch and --persist exclude each other: either the state file counts, or what was kept")
    settings = Settings(
        host=host,
        port=port,
        port_file=port_file,
        admin_pat=_usable_token(admin_pat),
        first_names=first_names(os.environ),
        external_domain=_usable_domain(external_domain),
        instances=InstanceMode(instances),
        max_instances=max_instances,
        auto_login=auto_login,
        open_clients=open_clients,
        deny_loopback_targets=deny_loopback_targets,
        tls_self_signed=TlsMode(tls) is TlsMode.SELF_SIGNED,
        tls_cert=tls_cert,
        tls_key=tls_key,
        pat_path=pat_path,
        machine_key_path=machine_key_path,
        login_client_pat_path=login_client_pat_path,
        token_lifetimes=TokenLifetimes(access_token_lifetime, id_token_lifetime, refresh_token_idle),
        state_file=state,
        seed=seed,
        persist=persist,
        watch=watch,
        fake=fake,
        demo=demo,
        admin_token=_usable_admin_token(admin_token),
        max_journal_entries=max_journal_entries,
        journal_bytes=journal_bytes,
        max_buffered_bytes=max_buffered_bytes,
        strict=Strictness(strict),
        unmodelled=_usable_unmodelled(unmodelled),
        script_http=_usable_script_http(script_http),
        specs=specs,
        consistency_lag_ms=_usable_lag_ms(consistency_lag),
        log=LogFormat(log),
        traces=traces,
        quiet=quiet,
    )
    try:
        app.run(settings, announcer())
    except (app.CannotServe, OSError) as error:
        raise refusal(str(error)) from error


def _usable_token(token: str) -> str:
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise refusal("--admin-pat must be printable ASCII without spaces, and not empty")
    return token


def _usable_admin_token(token: str) -> str:
    if token and (not token.isascii() or not token.isprintable() or " " in token):
        raise refusal("--admin-token must be printable ASCII without spaces")
    return token


def _usable_lag_ms(text: str) -> int:
    span = microseconds(text)
    if span is None or not 0 <= span <= _MAX_LAG_US:
        raise refusal(f"--consistency-lag: {text!r} cannot be used; give a span from 0ms to 60s, such as 500ms")
    return span // 1000


def _usable_unmodelled(text: str) -> Unmodelled:
    try:
        return Unmodelled.of(text)
    except ValueError as error:
        raise refusal(f"--unmodelled: {error}") from error


def _usable_script_http(texts: tuple[str, ...]) -> ScriptHttp:
    try:
        return ScriptHttp.of(texts)
    except ValueError as error:
        raise refusal(f"--script-http: {error}") from error


def _usable_domain(domain: str) -> str:
    if not _HOST_NAME.fullmatch(domain) or len(domain) > MAX_LENGTH:
        raise refusal(f"--external-domain must be a host name of at most {MAX_LENGTH} characters")
    return domain.lower()
