"""The command `zitadel-mock serve`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockserver.cli_announcing import announcer
from mockserver.cli_first_names import first_names
from mockserver.cli_flags import instance_flags, server_flags
from mockserver.cli_options import refusal
from mockserver.control.durations import microseconds
from mockserver.later import Later
from mockserver.script_http import ScriptHttp
from mockserver.settings import (
    InstanceMode,
    LogFormat,
    OwnSpec,
    Settings,
    StoreReads,
    Strictness,
    TlsMode,
    TokenLifetimes,
    Unmodelled,
)
from mockserver.store.hosts import MAX_LENGTH

if TYPE_CHECKING:
    from mockserver import running
else:
    running = Later("mockserver.running")

_MAX_LAG_US = 60_000_000
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


@click.command()
@server_flags.LISTENING
@instance_flags.INSTANCES
@server_flags.ENCRYPTION
@instance_flags.FIRST_FILES
@instance_flags.LIFETIMES
@instance_flags.STATE
@server_flags.BOUNDS
@instance_flags.BEHAVIOUR
@server_flags.TELLING
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
    store: str,
    store_reads: str,
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
    if store_reads == StoreReads.FRESH and not store:
        raise refusal("--store-reads needs --store: without it, each read sees all there is")
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
        store=store,
        store_reads=StoreReads(store_reads),
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
        running.run(settings, announcer())
    except (running.CannotServe, OSError) as error:
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
