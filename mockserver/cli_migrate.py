"""The command `zitadel-mock migrate`: from actions of v1 to targets and executions."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mockserver import script_http
from mockserver.cli_options import FILE, option, refusal
from mockserver.later import Later
from mockserver.settings import DEFAULT_ADMIN_PAT

if TYPE_CHECKING:
    import msgspec

    from mockserver.migration import (
        calls,
        checking,
        model,
        planning,
        reading,
        receiver,
        reports,
        seeding,
        shown,
        skeleton,
        stand_in,
    )
    from mockserver.scripts import stubs, trial
else:
    msgspec = Later("msgspec")
    calls, checking = Later("mockserver.migration.calls"), Later("mockserver.migration.checking")
    model, planning = Later("mockserver.migration.model"), Later("mockserver.migration.planning")
    reading, receiver = Later("mockserver.migration.reading"), Later("mockserver.migration.receiver")
    reports, shown = Later("mockserver.migration.reports"), Later("mockserver.migration.shown")
    seeding, stand_in = Later("mockserver.migration.seeding"), Later("mockserver.migration.stand_in")
    skeleton, stubs = Later("mockserver.migration.skeleton"), Later("mockserver.scripts.stubs")
    trial = Later("mockserver.scripts.trial")

_DIFFERS = 1
_ENDPOINT = "http://localhost:3000"
_URLS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class _Check:
    """What a check is made with, as it was given."""

    users: tuple[Path, ...]
    claims: Path | None
    answers: Path | None
    webhooks: str
    key: str
    junit: Path | None


@click.command()
@click.argument("source")
@option("--token", default=DEFAULT_ADMIN_PAT, envvar="ZITADEL_TOKEN", help="Token for a SOURCE that is a URL.")
@option(
    "--organisation",
    "organisations",
    multiple=True,
    help="Name or id, given as often as needed; `all` for all. Without it the token's own, or all of a file.",
)
@option("--endpoint", default=_ENDPOINT, help="Address at which ZITADEL reaches the webhooks.")
@option("--out", type=FILE, help="Folder to write the webhooks to: a receiver for Node, with the scripts.")
@option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@option("--curl", is_flag=True, help="Print a shell script that makes the targets and executions.")
@option("--seed", "as_seed", is_flag=True, help="Print a state file with the targets and executions, for a mock.")
@option("--check", is_flag=True, help="Run scripts and webhooks for the same users, and compare their claims.")
@option("--user", "users", type=FILE, multiple=True, help="JSON of a person to check with, as `run` takes it.")
@option("--users", "most_users", type=click.IntRange(1, 100_000), default=100, help="Users to read of an organisation.")
@option("--claims", type=FILE, help="JSON object of the claims that there are before.")
@option("--http", "answers", type=FILE, help="List of answers to fetch, as JSON or YAML, as `run` takes it.")
@option("--webhooks", default="", help="Address of a receiver that runs already, to check in place of the written one.")
@option(
    "--key",
    default="",
    envvar="ZITADEL_MOCK_SIGNING_KEY",
    help="Signing key that it knows, as SIGNING_KEY; of --seed too.",
)
@option("--junit", type=FILE, help="File to write a report of the check to that CI systems read.")
def migrate(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    source: str,
    token: str,
    organisations: tuple[str, ...],
    endpoint: str,
    out: Path | None,
    as_json: bool,
    curl: bool,
    as_seed: bool,
    check: bool,
    users: tuple[Path, ...],
    most_users: int,
    claims: Path | None,
    answers: Path | None,
    webhooks: str,
    key: str,
    junit: Path | None,
) -> None:
    """Tell which targets and executions take the place of the actions and flows of an organisation.

    SOURCE is the URL of a mock or of ZITADEL, which is only read, or a state file (zitadel-mock seed). Without --check
    it prints a plan, and what cannot be carried over and why.

    Exit code 0: it was told, or script and webhook agree; 1: they differ; 2: something was not given as it must be.
    """
    if not check and (users or claims or answers or webhooks or junit):
        raise click.UsageError("--user, --claims, --http, --webhooks and --junit belong to --check")
    if webhooks and not key:
        raise click.UsageError("--webhooks needs --key, the signing key that the receiver knows")
    if [curl, as_seed, as_json or check].count(True) > 1:
        raise click.UsageError(
            "--curl prints a script, --seed a state file, and nothing else; leave out what is beside it"
        )
    endpoint = endpoint.rstrip("/")
    try:
        plan = _plan(source, token, organisations, most_users if check and not users else 0)
        if out is not None:
            for path in skeleton.write(out, plan, endpoint):
                click.echo(path, err=as_json or curl or as_seed or check)
        if as_seed:
            file = None if source.startswith(_URLS) else Path(source)
            click.echo(seeding.state_file(plan, endpoint, key or secrets.token_hex(18), file), nl=False)
        if check:
            sys.exit(_checked(plan, out, endpoint, as_json, _Check(users, claims, answers, webhooks, key, junit)))
    except model.CannotMigrate as error:
        raise refusal(str(error)) from None
    except ModuleNotFoundError as error:
        raise refusal(f"{error}; zitadel-mock migrate needs pip install 'zitadel-mock[lint]'") from None
    if as_json:
        click.echo(json.dumps(shown.as_json(plan, endpoint), indent=2, ensure_ascii=False))
    elif curl:
        click.echo(calls.script(plan, endpoint), nl=False)
    elif out is None and not as_seed:
        click.echo("\n".join(shown.as_text(plan)))


def _plan(source: str, token: str, organisations: tuple[str, ...], most_users: int) -> planning.Plan:
    with ExitStack() as stack:
        wanted = organisations
        if not source.startswith(_URLS):
            if not Path(source).exists():
                raise model.CannotMigrate(f"{source} is neither a file nor a URL that begins with http:// or https://")
            source, token = stack.enter_context(reading.served(Path(source)))
            wanted = organisations or (reading.ALL,)
        read, executions = reading.read_organisations(source.rstrip("/"), token, wanted, most_users)
    if not organisations:
        read = [each for each in read if each.actions] or read[:1]
    return planning.plan_of(read, executions)


def _checked(plan: planning.Plan, out: Path | None, endpoint: str, as_json: bool, given: _Check) -> int:
    """Make a check and tell of it; the exit code."""
    people = [_person(path) for path in given.users]
    before = _decoded(given.claims, dict[str, Any], "--claims") if given.claims is not None else {}
    try:
        answered = stand_in.StandIn(
            stubs.stubbed(script_http.stubs_of(given.answers) if given.answers is not None else [])
        )
    except ValueError as error:
        raise refusal(f"--http {error}") from None
    for organisation, _, _ in checking.checkable(plan) if not people else ():
        if not organisation.people:
            raise model.CannotMigrate(f"{organisation.name} has no users to check with: give --user FILE")
    key = given.key or secrets.token_hex(18)
    with ExitStack() as stack:
        address = given.webhooks.rstrip("/")
        if not address:
            folder = out
            if folder is None:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zitadel-mock-")))
                skeleton.write(folder, plan, endpoint)
            started = stack.enter_context(receiver.running(folder, key, answered))
        else:
            started = receiver.Receiver(address)
        try:
            found = asyncio.run(checking.check(plan, checking.Asked(started.address, key, people, before, answered)))
        except ValueError as error:
            raise refusal(f"--user: {error}") from None
    lacking = started.lacking()
    if as_json:
        told = {"plan": shown.as_json(plan, endpoint), **reports.as_json(plan, found, lacking)}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(reports.as_text(plan, found, lacking)))
    if given.junit is not None:
        try:
            given.junit.write_text(reports.as_junit(found, lacking), encoding="utf-8")
        except OSError as error:
            raise refusal(f"{given.junit} cannot be written: {error}") from None
    return _DIFFERS if lacking or any(each.differences for each in found) else 0


def _person(path: Path) -> trial.Person:
    found: trial.Person = _decoded(path, trial.Person, "--user")
    return found


def _decoded(path: Path, of: Any, flag: str) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes(), type=of)
    except (OSError, msgspec.MsgspecError) as error:
        raise refusal(f"{flag} {path}: {error}") from None
