"""JUnit's XML: a suite for each transport, a case for each check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from ..check import Outcome
from .cases import told_of
from .summary import Summary

# Characters that XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(summary: Summary) -> str:
    """The document."""
    suites = Xml.Element("testsuites", name="zitadel-mock verify")
    by_transport: dict[str, list[Outcome]] = {}
    for outcome in summary.result.outcomes:
        by_transport.setdefault(outcome.transport, []).append(outcome)
    for transport, outcomes in by_transport.items():
        _suite(suites, transport, outcomes, summary)
    if summary.judged.stale:
        _stale(suites, summary)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(suites, encoding="unicode") + "\n"


def _suite(suites: Xml.Element, transport: str, outcomes: Sequence[Outcome], summary: Summary) -> None:
    failed = [
        outcome
        for outcome in outcomes
        if (outcome.check.operation, outcome.check.name, transport) in summary.failed_checks
    ]
    seconds = sum(outcome.seconds for outcome in outcomes)
    suite = Xml.SubElement(
        suites,
        "testsuite",
        name=transport,
        tests=str(len(outcomes)),
        failures=str(len(failed)),
        errors="0",
        skipped="0",
        time=f"{seconds:.3f}",
    )
    new = set(summary.judged.new)
    for outcome in outcomes:
        case = Xml.SubElement(
            suite,
            "testcase",
            classname=outcome.check.operation,
            name=_possible(outcome.check.name),
            time=f"{outcome.seconds:.3f}",
        )
        findings = [finding for finding in outcome.findings if finding in new]
        if findings:
            message = _possible(told_of(findings[0]))
            failure = Xml.SubElement(case, "failure", type="difference", message=message)
            failure.text = _possible("\n".join(told_of(finding) for finding in findings) + f"\n{outcome.where}")


def _stale(suites: Xml.Element, summary: Summary) -> None:
    number = str(len(summary.judged.stale))
    suite = Xml.SubElement(
        suites, "testsuite", name="known differences", tests=number, failures=number, errors="0", skipped="0"
    )
    for entry in summary.judged.stale:
        case = Xml.SubElement(suite, "testcase", classname=_possible(entry.operation), name=_possible(entry.check))
        Xml.SubElement(case, "failure", type="stale", message="this known difference no longer differs")


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
