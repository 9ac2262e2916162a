"""The command `zitadel-mock run`: an action's script, tried without a server."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mockserver import script_http
from mockserver.cli_options import FILE, option, refusal
from mockserver.control.durations import microseconds
from mockserver.later import Later

if TYPE_CHECKING:
    import msgspec

    from mockserver import cli_run_shown
    from mockserver.scripts import authoring, shown_runs, stubs, tables, threads, trial, trying
    from mockserver.scripts import model as scripts
else:
    msgspec, cli_run_shown = Later("msgspec"), Later("mockserver.cli_run_shown")
    shown_runs, scripts = Later("mockserver.scripts.shown_runs"), Later("mockserver.scripts.model")
    threads, tables = Later("mockserver.scripts.threads"), Later("mockserver.scripts.tables")
    trial, trying = Later("mockserver.scripts.trial"), Later("mockserver.scripts.trying")
    stubs, authoring = Later("mockserver.scripts.stubs"), Later("mockserver.scripts.authoring")

_FAILED = 1
_LOOKS_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class _Flags:
    """What was asked for, before any file was read."""

    script: Path
    flow: str
    trigger: str
    name: str
    user: Path | None
    claims: Path | None
    expect: Path | None
    answers: Path | None
    timeout_s: float
    allowed_to_fail: bool

    @property
    def files(self) -> list[Path]:
        """All that is read."""
        return [path for path in (self.script, self.user, self.claims, self.expect, self.answers) if path is not None]


@click.command()
@click.argument("script", type=FILE)
@option("--flow", default="", help="Number of the flow; that of the script's types without it, or else 2.")
@option("--trigger", default="", help="Number of the trigger; that of the script's types without it, or else 4.")
@option(
    "--name", default="", help="Name of the action, and of the function that is called; the file's name if left out."
)
@option("--user", type=FILE, help="JSON: user, metadata, orgMetadata, grants, client and login, as far as they matter.")
@option("--claims", type=FILE, help="JSON object of the claims that there are before.")
@option(
    "--expect",
    type=FILE,
    help="JSON object of the claims that the script must set, others fail; or of claims, logs, metadata, sets, grants, "
    "attributes and error, each as far as it matters.",
)
@option(
    "--http",
    "answers",
    type=FILE,
    help="List of answers to fetch, as JSON or YAML: url, method, status, body, error; others are denied.",
)
@option("--timeout", default="10s", help="Time that the function may take, up to 20s.")
@option("--allowed-to-fail", is_flag=True, help="As the action's flag: a failure is no failure.")
@option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@option("--junit", type=FILE, help="File to write a report to that CI systems read.")
@option("--watch", is_flag=True, help="Run again whenever one of the files changes, until Ctrl+C.")
def run(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    script: Path,
    flow: str,
    trigger: str,
    name: str,
    user: Path | None,
    claims: Path | None,
    expect: Path | None,
    answers: Path | None,
    timeout: str,
    allowed_to_fail: bool,
    as_json: bool,
    junit: Path | None,
    watch: bool,
) -> None:
    """Run the script of an action as it would run when a token is made, or in a login, and show what it did.

    Exit code 0: it did what was expected; 1: it failed, or did other things; 2: something was not given as it must be.
    """
    span = microseconds(timeout)
    if span is None or not 0 < span <= scripts.MOST_S * 1_000_000:
        raise click.BadParameter(
            f"{timeout!r} is no span of up to {scripts.MOST_S:g}s, such as 500ms or 10s", param_hint="--timeout"
        )
    timeout_s = span / 1_000_000
    flags = _Flags(script, flow, trigger, name, user, claims, expect, answers, timeout_s, allowed_to_fail)
    if not watch:
        sys.exit(_FAILED if _tried(flags, as_json, junit) else 0)
    seen = _seen(flags.files)
    _watched(flags, as_json, junit)
    while True:
        time.sleep(_LOOKS_EVERY_S)
        now = _seen(flags.files)
        if now != seen:
            seen = now
            _watched(flags, as_json, junit)


def _watched(flags: _Flags, as_json: bool, junit: Path | None) -> None:
    """A run that is not the last: a file that cannot be used for now is told of, and no end."""
    try:
        _tried(flags, as_json, junit)
    except click.exceptions.Exit:
        return


def _tried(flags: _Flags, as_json: bool, junit: Path | None) -> bool:
    """Run a script, and tell of it; whether that failed, or did what was not expected."""
    source = _text(flags.script)
    if len(source.encode()) > scripts.MOST_SOURCE_BYTES:
        raise refusal(f"{flags.script} is too long for an action, which has up to {scripts.MOST_SOURCE_BYTES} bytes")
    trigger = _trigger(flags, source)
    person = _person(flags.user)
    before = _object(flags.claims, "--claims")
    wanted = _object(flags.expect, "--expect") if flags.expect is not None else None
    action = scripts.Script(
        name=flags.name or flags.script.stem,
        source=source,
        timeout_s=flags.timeout_s,
        allowed_to_fail=flags.allowed_to_fail,
    )
    fetch = stubs.stubbed(_stubs(flags.answers))
    try:
        tried = threads.at_once(lambda: trying.try_scripts([action], trigger, person, before, fetch))
    except ValueError as error:
        raise refusal(f"{flags.user}: {error}") from None
    shown = shown_runs.shown_run(tried.runs[0], trigger.flow, trigger.trigger)
    differences = trying.differences(wanted, shown) if wanted is not None else []
    failed = bool(differences) or (tried.failed and not _is_expected(wanted))
    if as_json:
        click.echo(json.dumps({**shown, "differences": differences}, indent=2, ensure_ascii=False))
    else:
        click.echo(cli_run_shown.as_text(flags.script, shown, differences))
    if junit is not None:
        try:
            junit.write_text(cli_run_shown.as_junit(flags.script, shown, differences, failed), encoding="utf-8")
        except OSError as error:
            raise refusal(f"{junit} cannot be written: {error}") from None
    return failed


def _is_expected(wanted: dict[str, Any] | None) -> bool:
    """Whether a failure was expected."""
    return bool(wanted) and not set(wanted or ()) - set(trying.SECTIONS) and bool((wanted or {}).get("error"))


def _trigger(flags: _Flags, source: str) -> tables.Trigger:
    told = authoring.told_trigger(source) if not flags.flow and not flags.trigger else None
    flow, trigger = told or (flags.flow or "2", flags.trigger or "4")
    found = tables.TRIGGERS.get((flow, trigger))
    if found is None:
        raise refusal(f"there is no flow {flow} with a trigger {trigger}: {authoring.known_triggers()}")
    return found


def _seen(paths: Iterable[Path]) -> list[float]:
    """When files were last changed."""
    return [path.stat().st_mtime if path.exists() else 0.0 for path in paths]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise refusal(f"{path} cannot be read: {error}") from None


def _object(path: Path | None, flag: str) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return msgspec.json.decode(_text(path), type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise refusal(f"{flag} {path}: {error}") from None


def _person(path: Path | None) -> trial.Person:
    try:
        return msgspec.json.decode(_text(path) if path is not None else "{}", type=trial.Person)
    except msgspec.MsgspecError as error:
        raise refusal(f"--user {path}: {error}") from None


def _stubs(path: Path | None) -> list[script_http.Stub]:
    try:
        return script_http.stubs_of(path) if path is not None else []
    except ValueError as error:
        raise refusal(f"--http {error}") from None
