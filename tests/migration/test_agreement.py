"""Scripts run by the written receiver do what they do in v1: one Node for all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mockserver.migration.checking import Checked
from mockserver.script_http import Stub
from mockserver.scripts.trial import Person
from tests.migration.organisations import checked, organisation

_PEOPLE = [
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
_STUBS = [
    Stub("https://hr.example/*", body={"team": "Research"}),
    Stub("https://down.example/*", error="connection refused"),
]


_TEXT = (Path(__file__).parent / "scripts.js").read_text("utf-8")
_SCRIPTS = dict(re.findall(r"^// == (\S+)\n(.*?)(?=^// == |\Z)", _TEXT, re.DOTALL | re.MULTILINE))


@pytest.fixture(scope="module")
def agreement(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Checked]]:
    """All scripts, each of an organisation of its own, for a person and a service account."""
    organisations = [organisation(name, {"run": script}) for name, script in _SCRIPTS.items()]
    return checked(tmp_path_factory.mktemp("receiver"), organisations, _PEOPLE, {"before": 1}, _STUBS)


@pytest.mark.parametrize("name", _SCRIPTS)
def test_a_script_does_the_same(agreement: dict[str, list[Checked]], name: str) -> None:
    """Claims, log, metadata and failures are those of v1, for either user."""
    found = agreement[name]
    assert len(found) == 2
    assert [each.differences for each in found] == [[], []], [each.before for each in found]
