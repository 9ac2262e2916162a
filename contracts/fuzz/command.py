"""The whole of `fuzz` behind one function, so that a command line need only pass on what it was given."""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from ..ci.step_summary import add_to_step_summary
from ..selection import Selection, selection
from ..target import Target
from .baseline import read_baseline
from .invariants import NAMES
from .options import PHASES, CannotFuzz, Options
from .outcome import NOT_RUN
from .reports.cases import markdown
from .reports.files import FORMATS, HAR, as_json, write_reports
from .reports.text import text
from .run import OWN, fuzz, own_server
from .schema_run import check_names
from .stock_config import configuration

FOREIGN_PATIENCE_S = 5.0
"""How long reads may lag behind on a server that is not ours."""


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for; an empty URL stands for a server of our own, no seed for a new one."""

    spec: Path
    base_url: str
    admin_pat: str
    seed: int | None
    max_examples: int
    phases: str
    select: Sequence[str]
    checks: Sequence[str]
    max_time_s: int | None
    workers: int
    max_latency_ms: float | None
    baseline: Path | None
    report: Path | None
    formats: str
    as_json: bool


def run(command: Command) -> int:
    """Fuzz, print what was found and write reports; returns the exit code."""
    try:
        return _run(command)
    except (CannotFuzz, OSError) as error:
        _show(f"zitadel-mock: {_covered(str(error), command)}")
        return NOT_RUN


def _run(command: Command) -> int:
    formats = _formats(command)
    accepted = read_baseline(command.baseline) if command.baseline is not None else []
    options = Options(
        seed=secrets.randbits(32) if command.seed is None else command.seed,
        max_examples=command.max_examples,
        phases=_phases(command.phases),
        selection=selection(command.select),
        checks=_checks(command.checks),
        workers=command.workers,
        max_time_s=command.max_time_s,
        max_latency_ms=command.max_latency_ms,
        har=command.report / HAR if command.report is not None and "har" in formats else None,
        patience_s=FOREIGN_PATIENCE_S if command.base_url else 0.0,
    )
    with contextlib.ExitStack() as stack:
        target = _given(command) if command.base_url else stack.enter_context(own_server())
        _show(f"fuzzing {target.base_url}, seed {options.seed}")
        outcome = fuzz(target, options, command.spec, _show, clean=bool(command.base_url)).held_against(accepted)
    if command.report is not None:
        for path in write_reports(outcome, command.report, formats):
            _show(f"wrote {path}")
    add_to_step_summary(_covered(markdown(outcome), command))
    shown = as_json(outcome) if command.as_json else text(outcome) + "\n"
    sys.stdout.write(_covered(shown, command).encode("utf-8", "backslashreplace").decode("utf-8"))
    sys.stdout.flush()
    return outcome.exit_code


def write_config(spec: Path, folder: Path) -> int:
    """Write what Schemathesis as it is needs into a folder; files that are there are kept. Returns the exit code."""
    written = {
        folder / "openapi.yaml": _yaml(spec),
        folder / "schemathesis.toml": configuration().encode("ascii"),
    }
    taken = [path for path in written if path.exists()]
    if taken:
        _show(f"zitadel-mock: {taken[0]} is there already; name another folder or move it away")
        return NOT_RUN
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in written.items():
            path.write_bytes(content)
            _show(f"wrote {path}")
    except OSError as error:
        _show(f"zitadel-mock: --config: cannot write into {folder}: {error.strerror}")
        return NOT_RUN
    _show(f"now, in {folder}: schemathesis run openapi.yaml --url URL -H 'Authorization: Bearer TOKEN'")
    return 0


def _yaml(spec: Path) -> bytes:
    document = json.loads(spec.read_bytes())
    text: str = yaml.dump(document, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)
    return text.encode()


def _phases(names: str) -> Sequence[str]:
    asked = [name.strip() for name in names.split(",") if name.strip()]
    wrong = [name for name in asked if name not in PHASES]
    if wrong or not asked:
        raise CannotFuzz(f"--phases takes some of {','.join(PHASES)}, not {','.join(wrong) or 'nothing'}")
    return [phase for phase in PHASES if phase in asked]


def _checks(names: Sequence[str]) -> Selection:
    chosen, existing = selection(names), [*check_names(), *NAMES, *OWN]
    for pattern in chosen.patterns:
        if not any(Selection([pattern.removeprefix("!")]).takes(name) for name in existing):
            raise CannotFuzz(f"--checks: {pattern!r} is none of {', '.join(existing)}")
    return chosen


def _formats(command: Command) -> Sequence[str]:
    asked = [name.strip() for name in command.formats.split(",") if name.strip()]
    wrong = [name for name in asked if name not in FORMATS]
    if wrong or not asked:
        raise CannotFuzz(f"--formats takes some of {','.join(FORMATS)}, not {','.join(wrong) or 'nothing'}")
    return asked


def _given(command: Command) -> Target:
    url = command.base_url.rstrip("/")
    if not url.startswith(("http://", "https://")) or "@" in url:
        raise CannotFuzz("--base-url must be http:// or https://, without a user")
    if not command.admin_pat:
        raise CannotFuzz("--base-url needs --admin-pat, a token with the role IAM_OWNER")
    return Target(url, command.admin_pat)


def _covered(shown: str, command: Command) -> str:
    return shown.replace(command.admin_pat, "(secret)") if command.admin_pat else shown


def _show(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
