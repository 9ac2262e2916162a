"""Scripts run by the written receiver do what they do in v1."""

from __future__ import annotations

import re
from pathlib import Path

from mockserver.script_http import Stub
from mockserver.scripts.trial import Person
from tests.migration.organisations import checked, organisation

PEOPLE = [
    Person(
        org_metadata={"plan": "gold", "seats": {"count": 3}},
        user={
            "changeDate": "2024-02-29T23:04:05.0607Z",
            "username": "ada",
            "human": {"nickName": "Countess", "phone": "+41791234567", "gender": 1},
        },
        metadata={"colour": "blue", "desk": {"floor": 3}, "number": "5", "none": None},
        grants=[{"roles": ["reader", "admin"], "projectName": "Shop"}, {"roles": [], "projectGrantId": "7"}],
    ),
    Person(user={"username": "robot", "machine": {"name": "Robot", "description": "Builds"}}),
]
STUBS = [
    Stub("https://hr.example/*", body={"team": "Research"}),
    Stub("https://down.example/*", error="connection refused"),
]


_TEXT = (Path(__file__).parent / "scripts.js").read_text("utf-8")
_SCRIPTS = dict(re.findall(r"^// == (\S+)\n(.*?)(?=^// == |\Z)", _TEXT, re.DOTALL | re.MULTILINE))


_FAIL = {
    "function",
    "not-a-number",
    "circle",
    "metadata-wrong",
    "metadata-key",
    "metadata-function",
    "throws",
    "returns",
    "asynchronous",
    "missing",
    "top-level-throws",
    "uuid-wrong",
    "fetch-fails",
    "fetch-denied",
    "fetch-option",
    "global-of-nobody",
    "arguments-of-uuid",
}
"""Those that fail, in v1 and so in the receiver."""


def test_scripts_do_the_same(tmp_path: Path) -> None:
    """Claims, log, metadata and failures are those of v1, for a person and a service account."""
    organisations = [organisation(name, {"run": script}) for name, script in _SCRIPTS.items()]
    found = checked(tmp_path, organisations, PEOPLE, {"before": 1}, STUBS)
    differences = {name: [each.differences for each in of if each.differences] for name, of in found.items()}
    assert {name: each for name, each in differences.items() if each} == {}
    assert {name for name, of in found.items() if any(each.before.failure for each in of)} == _FAIL
    assert {len(of) for of in found.values()} == {2}
