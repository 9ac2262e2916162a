"""What a check found: for people, for programs, and in the form of JUnit for CI systems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from mockserver.migration.checking import Checked
from mockserver.migration.planning import Plan

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold."""


def unchecked(plan: Plan) -> list[str]:
    """Conditions that make no claims, and so cannot be compared."""
    return [each.condition for each in plan.executions if not each.successors[0].is_function]


def as_text(plan: Plan, found: Sequence[Checked], lacking: Sequence[str]) -> Iterator[str]:
    """Lines for people; `lacking` is what scripts asked the receiver for that has no counterpart."""
    for each in found:
        differences = each.differences
        if differences:
            verdict = "differs"
        elif each.before.failure:
            verdict = f"agrees: both fail ({each.before.failure})"
        else:
            verdict = f"agrees{_what(each)}"
        yield f"{each.organisation.name}, {each.condition}, {each.user}: {verdict}"
        yield from (f"    {difference}" for difference in differences)
    for condition in unchecked(plan):
        yield f"{condition}: not checked, as it makes no claims"
    for organisation in plan.organisations:
        if organisation.unread:
            yield f"{organisation.name}: {organisation.unread} more users were not read: --users tells how many are"
    yield from (f"lacking: {each}" for each in lacking)
    wrong = sum(bool(each.differences) for each in found)
    yield f"{len(found)} checked, {wrong} differ"


def _what(each: Checked) -> str:
    names = [
        f"{of} {', '.join(held)}" for of in ("claims", "metadata", "attributes") if (held := getattr(each.before, of))
    ]
    return f": {'; '.join(names)}" if names else ": nothing is set"


def as_json(plan: Plan, found: Sequence[Checked], lacking: Sequence[str]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "checked": [
            {
                "organisation": each.organisation.name,
                "condition": each.condition,
                "flow": each.trigger.flow,
                "trigger": each.trigger.trigger,
                "user": each.user,
                "v1": each.before.shown(),
                "webhook": each.after.shown(),
                "differences": each.differences,
            }
            for each in found
        ],
        "unchecked": unchecked(plan),
        "lacking": list(lacking),
        "differ": sum(bool(each.differences) for each in found),
    }


def as_junit(found: Sequence[Checked], lacking: Sequence[str]) -> str:
    """A suite: a case a person and condition, and one of what is lacking."""
    failures = sum(bool(each.differences) for each in found) + bool(lacking)
    seconds = f"{sum(each.took_s for each in found):.3f}"
    counts = {"tests": str(len(found) + 1), "failures": str(failures), "errors": "0", "time": seconds}
    suite = ElementTree.Element("testsuite", {"name": "zitadel-mock migrate", **counts})
    for each in found:
        of = f"{each.organisation.name}.{each.condition}"
        case = ElementTree.SubElement(suite, "testcase", classname=of, name=each.user, time=f"{each.took_s:.3f}")
        differences = each.differences
        if differences:
            ElementTree.SubElement(case, "failure", message=differences[0]).text = "\n".join(differences)
    case = ElementTree.SubElement(suite, "testcase", classname="counterparts", name="all that is asked for", time="0")
    if lacking:
        ElementTree.SubElement(case, "failure", message=lacking[0]).text = "\n".join(lacking)
    text: str = ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
