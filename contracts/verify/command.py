"""The whole of `verify` behind one function, so that a command line need only pass on what it was given."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from google.protobuf.message import DecodeError

from ..ci.history import HistoryError, add_to_history
from ..ci.step_summary import add_to_step_summary
from ..exchange import TraceError
from ..selection import selection
from .known import Entry, KnownDifferencesError, judge, read_known
from .options import TRANSPORTS, CannotRun, Options
from .progress import Progress
from .reports.cases import figures, markdown
from .reports.files import FORMATS, as_json, write_reports
from .reports.summary import Summary, skips
from .reports.table import table
from .runner import run
from .secret import Secrets
from .spec import SpecError, read_spec

SAME, DIFFERENT, COULD_NOT_RUN = 0, 1, 2
ALL = "all"
DEFAULT_TRANSPORT = "json"
DEFAULT_DIRECTORY = Path("verify-report")
DEFAULT_REPORTS = ("junit", "json", "html")
"""Written where only a directory was asked for."""


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for, as it was given; `Options` says what the members mean."""

    base_url: str
    admin_pat: str
    spec: Path
    descriptors: bytes
    select: Sequence[str]
    transport: str | None
    report: str
    report_dir: Path | None
    known_differences: Path | None
    recordings: Path | None
    rps: float | None
    read_only: bool
    assumed: bool
    wait_s: float
    timeout_s: float
    max_latency_ms: float | None
    history: Path | None
    verify_tls: bool
    receiver: str
    own_server: bool
    as_json: bool
    quiet: bool


def verify(command: Command) -> int:
    """Run the contract and print how it went; returns the exit code."""
    secrets = Secrets(command.admin_pat)
    try:
        summary = _run(command)
    except (CannotRun, SpecError, KnownDifferencesError, HistoryError, TraceError, DecodeError, OSError) as error:
        sys.stderr.write(secrets.clean(f"zitadel-mock: {error}\n"))
        return COULD_NOT_RUN
    sys.stdout.write(secrets.clean(as_json(summary) if command.as_json else f"{table(summary)}\n"))
    reports = _names(command.report, FORMATS)
    if "github" in reports and not command.as_json:
        sys.stdout.write(secrets.clean(FORMATS["github"].render(summary)))
    sys.stdout.flush()
    try:
        add_to_step_summary(secrets.clean(markdown(summary)))
    except OSError as error:
        sys.stderr.write(f"zitadel-mock: the summary of this step cannot be written: {error}\n")
        return COULD_NOT_RUN
    return SAME if summary.passed else DIFFERENT


def _run(command: Command) -> Summary:
    every = command.transport == ALL or (command.recordings is not None and command.transport is None)
    transports = (
        TRANSPORTS
        if every
        else _names(DEFAULT_TRANSPORT if command.transport is None else command.transport, TRANSPORTS)
    )
    reports = _names(command.report, FORMATS) or (DEFAULT_REPORTS if command.report_dir else ())
    known: list[Entry] = read_known(command.known_differences) if command.known_differences else []
    options = Options(
        base_url=_url(command.base_url),
        admin_pat=command.admin_pat,
        transports=tuple(transports),
        descriptors=command.descriptors,
        selection=selection(command.select),
        per_second=command.rps,
        read_only=command.read_only,
        assumed=command.assumed,
        recordings=command.recordings,
        wait_s=command.wait_s,
        timeout_s=command.timeout_s,
        max_latency_ms=command.max_latency_ms,
        verify_tls=command.verify_tls,
        receiver=receiver_of(command.receiver),
        own_server=command.own_server,
    )
    result = run(options, read_spec(command.spec), Progress(sys.stderr, quiet=command.quiet))
    if not result.outcomes:
        raise CannotRun(
            "; ".join(
                [
                    "nothing was checked: no check is what --select, --transport and --read-only leave",
                    *skips(result.skipped),
                ]
            )
        )
    summary = Summary(options.base_url, result, judge(result.outcomes, known, result.existing))
    directory = command.report_dir or DEFAULT_DIRECTORY
    for path in write_reports(summary, reports, directory) if reports else ():
        sys.stderr.write(f"wrote {path}\n")
    if command.history is not None:
        for path in add_to_history(command.history, "zitadel-mock verify: checks that are the same", figures(summary)):
            sys.stderr.write(f"wrote {path}\n")
    return summary


def _names(text: str, known: Collection[str]) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in known]
    if wrong:
        raise CannotRun(f"{wrong[0]!r} is none of {', '.join(known)}")
    return list(dict.fromkeys(names))


def _url(text: str) -> str:
    url = text.rstrip("/")
    if not url.startswith(("http://", "https://")) or "@" in url:
        raise CannotRun("the base URL must be http:// or https://, without a user")
    return url


def receiver_of(text: str) -> str:
    """This machine's name, as it was given. Raises: CannotRun."""
    if not all(letter.isalnum() or letter in ".-_" for letter in text):
        raise CannotRun("--receiver takes a name or an IPv4 address, without scheme and port")
    return text
