"""The command `zitadel-mock run`: an action's script, tried without a server."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mockserver.cli_options import FILE, option, refusal
from mockserver.control.durations import microseconds
from mockserver.later import Later

if TYPE_CHECKING:
    import msgspec

    from mockserver.scripts import chain, shown_runs, stubs, threads, trial
    from mockserver.scripts import model as scripts
else:
    msgspec = Later("msgspec")
    chain, shown_runs = Later("mockserver.scripts.chain"), Later("mockserver.scripts.shown_runs")
    scripts, threads = Later("mockserver.scripts.model"), Later("mockserver.scripts.threads")
    trial, stubs = Later("mockserver.scripts.trial"), Later("mockserver.scripts.stubs")

_FAILED = 1


@click.command()
@click.argument("script", type=FILE)
@option("--flow", type=click.Choice(["2"]), default="2", help="2: complement token.")
@option("--trigger", type=click.Choice(["4", "5"]), default="4", help="4: pre userinfo; 5: pre access token.")
@option(
    "--name", default="", help="Name of the action, and of the function that is called; the file's name if left out."
)
@option("--user", type=FILE, help="JSON: user, metadata, orgMetadata, grants and client, as far as they matter.")
@option("--claims", type=FILE, help="JSON object of the claims that there are before.")
@option("--expect", type=FILE, help="JSON object of the claims that the script must set; others fail.")
@option(
    "--http", "answers", type=FILE, help="JSON list of answers to fetch: url, method, status, body; others are denied."
)
@option("--timeout", default="10s", help="Time that the function may take, up to 20s.")
@option("--allowed-to-fail", is_flag=True, help="As the action's flag: a failure is no failure.")
@option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
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
) -> None:
    """Run the script of an action as it would run when a token is made, and show what it did.

    Exit code 0: it did what was expected; 1: it failed, or set other claims; 2: something was not given as it must be.
    """
    source = _text(script)
    if len(source.encode()) > scripts.MOST_SOURCE_BYTES:
        raise refusal(f"{script} is too long for an action, which has up to {scripts.MOST_SOURCE_BYTES} bytes")
    span = microseconds(timeout)
    if span is None or not 0 < span <= scripts.MOST_S * 1_000_000:
        raise click.BadParameter(
            f"{timeout!r} is no span of up to {scripts.MOST_S:g}s, such as 500ms or 10s", param_hint="--timeout"
        )
    person = _person(user)
    before = _object(claims, "--claims")
    wanted = _object(expect, "--expect") if expect is not None else None
    action = scripts.Script(
        name=name or script.stem,
        source=source,
        timeout_s=span / 1_000_000,
        allowed_to_fail=allowed_to_fail,
    )
    try:
        surroundings = trial.surroundings_of(person)
    except ValueError as error:
        raise refusal(f"{user}: {error}") from None
    fetch = stubs.stubbed(_stubs(answers))
    standard = {"sub": trial.user_id(person)}
    done = threads.at_once(lambda: chain.run_chain([action], surroundings, before, standard, fetch)).runs[0]
    shown = shown_runs.shown_run(done, flow, trigger)
    differences = _differences(wanted, shown["claims"]) if wanted is not None else []
    if as_json:
        click.echo(json.dumps({**shown, "differences": differences}, indent=2, ensure_ascii=False))
    else:
        click.echo(_told(script, shown, differences))
    sys.exit(_FAILED if differences or done.stops else 0)


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


def _stubs(path: Path | None) -> list[stubs.Stub]:
    try:
        return msgspec.json.decode(_text(path) if path is not None else "[]", type=list[stubs.Stub])
    except msgspec.MsgspecError as error:
        raise refusal(f"--http {path}: {error}") from None


def _differences(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What is other than expected, a line each."""
    lines = []
    for key in sorted({*wanted, *found}):
        if key not in found:
            lines.append(f"{key}: expected {_json(wanted[key])}, but it was not set")
        elif key not in wanted:
            lines.append(f"{key}: set to {_json(found[key])}, which nobody expected")
        elif wanted[key] != found[key]:
            lines.append(f"{key}: expected {_json(wanted[key])}, set to {_json(found[key])}")
    return lines


def _told(path: Path, shown: dict[str, Any], differences: list[str]) -> str:
    lines = [f"{shown['action']}: {shown['outcome']} in {shown['durationMs']:.1f} ms"]
    error = shown["error"]
    if error is not None:
        place = f"{path}:{error['line']}:{error['column']}" if error["line"] else str(path)
        lines.append(f"{place}: {error['message']}")
    lines += [f"claim {key} = {_json(value)}" for key, value in shown["claims"].items()]
    lines += [f"metadata {entry['key']} = {_base64_text(entry['value'])}" for entry in shown["metadata"]]
    lines += [f"log {line['level']}: {line['text']}" for line in shown["lines"]]
    lines += [f"call {call['method']} {call['url']}: {call['error'] or call['status']}" for call in shown["calls"]]
    lines += [f"differs: {difference}" for difference in differences]
    return "\n".join(lines)


def _base64_text(value: str) -> str:
    return base64.b64decode(value).decode("utf-8", "replace")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
