"""What `zitadel-mock run` tells of a run: as text, and as a report for CI systems."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockserver.later import Later

if TYPE_CHECKING:
    from xml.etree import ElementTree
else:
    ElementTree = Later("xml.etree.ElementTree")

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold."""


def as_text(path: Path, shown: dict[str, Any], differences: list[str]) -> str:
    """Lines for people, places as editors read them."""
    lines = [f"{shown['action']}: {shown['outcome']} in {shown['durationMs']:.1f} ms"]
    error = shown["error"]
    if error is not None:
        lines.append(f"{_place(path, error)}: {error['message']}")
    lines += [f"claim {key} = {_json(value)}" for key, value in shown["claims"].items()]
    lines += [f"set {entry['name']} = {_json(entry['value'])}" for entry in shown["sets"]]
    lines += [f"metadata {entry['key']} = {_metadata(entry)}" for entry in shown["metadata"]]
    lines += [f"grant {entry['projectId']}: {_json(entry['roles'])}" for entry in shown["grants"]]
    lines += [f"attribute {entry['name']} = {_json(entry['values'])}" for entry in shown["attributes"]]
    lines += [f"log {line['level']}: {line['text']}" for line in shown["lines"]]
    lines += [f"call {call['method']} {call['url']}: {call['error'] or call['status']}" for call in shown["calls"]]
    lines += [f"differs: {difference}" for difference in differences]
    return "\n".join(lines)


def as_junit(path: Path, shown: dict[str, Any], differences: list[str], failed: bool) -> str:
    """A suite of one case in the form of JUnit."""
    seconds = f"{shown['durationMs'] / 1000:.3f}"
    counts = {"tests": "1", "failures": str(int(failed)), "errors": "0", "time": seconds}
    suite = ElementTree.Element("testsuite", {"name": "zitadel-mock run", **counts})
    of = f"flow {shown['flow']}.trigger {shown['trigger']}"
    case = ElementTree.SubElement(suite, "testcase", classname=of, name=shown["action"], file=str(path), time=seconds)
    error = shown["error"]
    if failed:
        reasons = [f"{_place(path, error)}: {error['message']}"] if error is not None else []
        reasons += differences
        ElementTree.SubElement(case, "failure", message=reasons[0]).text = "\n".join(reasons)
    ElementTree.SubElement(case, "system-out").text = as_text(path, shown, differences)
    text: str = ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _place(path: Path, error: dict[str, Any]) -> str:
    return f"{path}:{error['line']}:{error['column']}" if error["line"] else str(path)


def _metadata(entry: dict[str, str]) -> str:
    if "value" not in entry:
        return f"({entry['unwritable']})"
    return base64.b64decode(entry["value"]).decode("utf-8", "replace")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
