"""The recorded logins and executions with their verdicts: a case of a login counts once, each step of an execution."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.fidelity.figures import UNEXPLAINED, Judged, Verdict
from contracts.listener import listening
from contracts.logins.case import CASES
from contracts.logins.case import read_cases as read_logins
from contracts.logins.driver import run_case
from contracts.logins.provider import running_provider
from contracts.payloads import read_cases, replay_case
from contracts.server_process import server_process
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from contracts.verify.checks.executions import EXECUTIONS
from contracts.verify.checks.logins import LOGINS

PAGES, DELIVERIES = "pages", "deliveries"
"""How they travel, beside the transports."""
_PAYLOADS = RECORDINGS / "payloads" / "actions-v2-payloads.jsonl"
_QUIET_S = 0.05


def judged(of_logins: Collection[int], of_steps: Collection[int]) -> Iterator[Judged]:
    """Each with its verdict; the lines that differed are given."""
    for line, _ in enumerate(read_logins(), start=1):
        yield _judged(CASES.name, line, PAGES, LOGINS, differs=line in of_logins)
    for case in read_cases(_PAYLOADS).values():
        for step in case:
            line = step.exchange.line
            yield _judged(_PAYLOADS.name, line, DELIVERIES, EXECUTIONS, differs=line in of_steps)


def _judged(file: str, line: int, transport: str, operation: str, *, differs: bool) -> Judged:
    verdict = Verdict.DIFFERING if differs else Verdict.AGREED
    return Judged(file, line, transport, operation, verdict, UNEXPLAINED if differs else "")


def logins() -> set[int]:
    """The lines of logins that differ, on a server of their own."""
    with _server() as target, running_provider() as provider:
        return {line for line, case in enumerate(read_logins(), start=1) if run_case(target, case, provider)}


def steps() -> set[int]:
    """The same of executions, some of which tell of an organisation to which nothing has happened yet."""
    with _server() as target, listening() as listener:
        return {
            deviation.line
            for case in read_cases(_PAYLOADS).values()
            for deviation in replay_case(case, target, listener, _QUIET_S)
        }


@contextmanager
def _server() -> Iterator[Target]:
    with tempfile.TemporaryDirectory() as folder, server_process(Path(folder)) as target:
        yield target
