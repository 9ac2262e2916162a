"""The scripts of docs/script-examples.md, carried over: those of tokens and assertions agree as far as they can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mockserver.migration.checking import checkable
from mockserver.migration.model import Organisation
from mockserver.migration.planning import plan_of
from mockserver.script_http import Stub
from mockserver.scripts.authoring import told_trigger
from mockserver.scripts.trial import Person
from tests.docs.test_script_examples import EXAMPLES
from tests.docs.test_script_examples import name_of as action_of
from tests.migration.organisations import checked, organisation

_BY_HAND = {
    "Logins that fail": ["ctx.v1.authRequest"],
}
"""By example, what has no counterpart in it."""
_BY_API = {
    "A claim for one client only": ["ctx.v1.org.getMetadata"],
    "Everybody gets a role": ["api.v1.appendUserGrant"],
}
"""By example, what the receiver asks of ZITADEL."""


def _organisation(title: str) -> Organisation:
    example = EXAMPLES[title]
    told = told_trigger(example["js"])
    assert told is not None
    return organisation(title, {action_of(example["sh"]): example["js"]}, *told)


def _given(title: str) -> Any:
    return json.loads(EXAMPLES[title]["json"])


_OF_FUNCTIONS = [title for title in EXAMPLES if any(checkable(plan_of([_organisation(title)])))]


@pytest.mark.parametrize("title", EXAMPLES)
def test_what_is_told_of_an_example(title: str) -> None:
    """A target and an execution; and what its author has to continue by hand."""
    plan = plan_of([_organisation(title)])
    (target,) = plan.targets
    assert [use.what for use in target.left] == _BY_HAND.get(title, [])
    assert [use.what for use in target.by_api] == _BY_API.get(title, [])
    assert target.wrong == ()
    assert plan.executions
    assert all(execution.targets == (target,) for execution in plan.executions)


def test_examples_agree(tmp_path: Path) -> None:
    """For all people of the page."""
    people, stubs = [], []
    for title in _OF_FUNCTIONS:
        given = _given(title)
        stubs += msgspec.convert(given if isinstance(given, list) else [], list[Stub])
        people += [msgspec.convert(given, Person)] if isinstance(given, dict) else []
    found = checked(tmp_path, [_organisation(title) for title in _OF_FUNCTIONS], people, stubs=stubs)
    for title, of in found.items():
        assert [difference for each in of for difference in each.differences] == [], title
        assert any(each.before.claims or each.before.attributes for each in of), title
