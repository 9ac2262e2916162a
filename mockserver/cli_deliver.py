"""The command `zitadel-mock deliver`: a signed sample for a webhook, and what would become of its answer."""

from __future__ import annotations

import asyncio
import json
import secrets
import string
import sys
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mockserver.cli_options import FILE, one_of, option, refusal
from mockserver.control.durations import microseconds
from mockserver.later import Later
from mockserver.store.delivery_faults import Signed

if TYPE_CHECKING:
    from mockserver.deliveries import calling, judging, model, samples, shown, trying
    from mockserver.domain import executions
    from mockserver.domain.rows import targets
    from mockserver.operations import offered_conditions as offered
else:
    calling, judging = Later("mockserver.deliveries.calling"), Later("mockserver.deliveries.judging")
    model, samples = Later("mockserver.deliveries.model"), Later("mockserver.deliveries.samples")
    shown, trying = Later("mockserver.deliveries.shown"), Later("mockserver.deliveries.trying")
    executions, targets = Later("mockserver.domain.executions"), Later("mockserver.domain.rows.targets")
    offered = Later("mockserver.operations.offered_conditions")

_REFUSED = 1
_KEY_LENGTH = 36
_MOST_US = 270_000_000
"""What a target's timeout may be."""


class Kind(StrEnum):
    """What kind of target it is sent as."""

    CALL = "call"
    WEBHOOK = "webhook"


@click.command()
@option(
    "--condition",
    required=True,
    help="What it is sent for: function/NAME, event/TYPE, request/SERVICE/METHOD or response/SERVICE/METHOD.",
)
@option("--to", "endpoint", required=True, help="URL of the webhook.")
@option("--key", default="", envvar="ZITADEL_MOCK_SIGNING_KEY", help="Signing key; one is made up if left out.")
@option("--type", "kind", type=one_of(Kind), default=Kind.CALL.value, help="call: the answer's body counts.")
@option("--timeout", default="10s", help="Time for the answer, up to 270s.")
@option(
    "--signature",
    type=one_of(Signed),
    default=Signed.RIGHT.value,
    help="Anything but right is to be refused by the webhook, which is then what counts as good.",
)
@option("--payload", type=FILE, help="Send this JSON in place of the sample.")
@option("--print", "only_print", is_flag=True, help="Print the sample, and send nothing.")
@option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def deliver(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    condition: str,
    endpoint: str,
    key: str,
    kind: str,
    timeout: str,
    signature: str,
    payload: Path | None,
    only_print: bool,
    as_json: bool,
) -> None:
    """Send a webhook a signed sample of what ZITADEL would send, and tell what ZITADEL would make of the answer.

    Exit code 0: ZITADEL would go on, or the webhook refused a signature that is none; 1: otherwise; 2: something was
    not given as it must be.
    """
    _require_condition(condition)
    subject = samples.sample(condition)
    body = subject.payload() if payload is None else _read(payload)
    if only_print:
        click.echo(json.dumps(json.loads(body), indent=2, ensure_ascii=False))
        return
    span = microseconds(timeout)
    if span is None or not 0 < span <= _MOST_US:
        raise click.BadParameter(f"{timeout!r} is no span of up to 270s, such as 500ms or 10s", param_hint="--timeout")
    key = key or "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(_KEY_LENGTH))
    target = trying.target_at(endpoint, key, span, is_call=Kind(kind) is Kind.CALL)
    signed, called = asyncio.run(trying.send(target, body, Signed(signature)))
    verdict = _verdict(Signed(signature), target, subject, called)
    if as_json:
        sent = {"payload": json.loads(body), "signature": signed, "key": key}
        answer = {"status": called.status, "durationMs": called.took_us / 1000, **shown.shown_body(called.body)}
        click.echo(json.dumps({"sent": sent, "answer": answer, **verdict}, indent=2, ensure_ascii=False))
    else:
        click.echo(_told(condition, endpoint, key, signed, called, verdict))
    sys.exit(0 if verdict["good"] else _REFUSED)


def _require_condition(condition: str) -> None:
    """Refuse what is no condition, with the ones that are like it."""
    of, _, name = condition.partition("/")
    names = offered.offered_conditions()
    known = {
        "request": [method.removeprefix("/") for method in names.methods],
        "response": [method.removeprefix("/") for method in names.methods],
        "event": list(names.events),
        "function": list(names.functions),
    }
    if of not in known or not name:
        fix = "give function/NAME, event/TYPE, request/SERVICE/METHOD or response/SERVICE/METHOD"
        raise click.BadParameter(f"{condition!r} is no condition; {fix}", param_hint="--condition")
    if name in known[of]:
        return
    close = get_close_matches(name, known[of], 3) if len(name) <= _KEY_LENGTH * 4 else []
    said = f"did you mean {' or '.join(f'{of}/{each}' for each in close)}?" if close else f"there are {len(known[of])}"
    raise click.BadParameter(f"there is no {of} {name!r}; {said}", param_hint="--condition")


def _read(path: Path) -> bytes:
    try:
        body = path.read_bytes()
        json.loads(body)
    except OSError as error:
        raise refusal(f"--payload {path}: {error.strerror}") from None
    except ValueError as error:
        raise refusal(f"--payload {path}: {error}") from None
    return body


def _verdict(
    signature: Signed, target: targets.Target, subject: calling.Subject, called: model.Called
) -> dict[str, Any]:
    """Whether that is good, and in words what would become of it."""
    changed: tuple[str, ...] = ()
    try:
        judging.require_success(called)
        if target.target_kind is targets.TargetKind.CALL and called.body:
            changed = subject.take(called.body)
    except model.TargetFailed as failed:
        told = calling.told(failed)
        if signature is Signed.RIGHT or called.failure:
            return {"good": False, "verdict": f"with interruptOnError the call ends: {told}", "changed": []}
        return {"good": True, "verdict": f"it was refused, as it should be: {told}", "changed": []}
    if signature is not Signed.RIGHT:
        words = {Signed.WRONG: "by another key", Signed.OLD: "an hour ago", Signed.MISSING: "by nobody"}
        return {"good": False, "verdict": f"it was taken, though it was signed {words[signature]}", "changed": []}
    words_of_change = f"it changes {', '.join(changed)}" if changed else "nothing changes"
    return {"good": True, "verdict": f"ZITADEL goes on; {words_of_change}", "changed": list(changed)}


def _told(condition: str, endpoint: str, key: str, signed: str, called: model.Called, verdict: dict[str, Any]) -> str:
    answer = f"{called.status} in {called.took_us / 1000:.1f} ms" if called.status else "no answer"
    lines = [f"{condition} to {endpoint}: {answer}", f"signed with {key}: {signed or 'not at all'}"]
    body = shown.shown_body(called.body)
    if body:
        lines.append(f"answer: {json.dumps(body['json'], ensure_ascii=False) if 'json' in body else body['text']}")
    lines.append(verdict["verdict"])
    return "\n".join(lines)
