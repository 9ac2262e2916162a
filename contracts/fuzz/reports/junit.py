"""JUnit's XML: a suite, with a case for each operation and one for each finding."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from ..outcome import Outcome

# Characters that XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(outcome: Outcome) -> str:
    """The document."""
    found = {finding.operation for finding in outcome.findings}
    clean = [operation for operation in outcome.statistics.sent if operation not in found]
    suite = Xml.Element(
        "testsuite",
        name="zitadel-mock fuzz",
        tests=str(len(clean) + len(outcome.findings) + len(outcome.errors)),
        failures=str(len(outcome.findings)),
        errors=str(len(outcome.errors)),
        time=f"{outcome.duration_s:.3f}",
    )
    for operation in sorted(clean):
        Xml.SubElement(suite, "testcase", classname="fuzz", name=operation)
    for finding in outcome.findings:
        case = Xml.SubElement(
            suite, "testcase", classname="fuzz", name=_possible(f"{finding.operation} {finding.check}")
        )
        failure = Xml.SubElement(case, "failure", message=_possible(finding.message), type=finding.check)
        failure.text = _possible(f"{finding.curl(outcome.base_url)}\n\n{finding.status} {finding.answer}")
    for number, error in enumerate(outcome.errors, 1):
        case = Xml.SubElement(suite, "testcase", classname="fuzz", name=f"error {number}")
        Xml.SubElement(case, "error", message=_possible(error))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(suite, encoding="unicode") + "\n"


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
