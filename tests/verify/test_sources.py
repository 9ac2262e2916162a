"""Every check comes from somewhere: a recording, a line of the facts, or it says that it is assumed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from contracts.verify.check import Check
from contracts.verify.checks.catalogue import property_checks
from contracts.verify.checks.errors import read_cases
from contracts.verify.checks.rules import RULES
from contracts.verify.evidence import CONTRACTS, gathered, read_evidence
from contracts.verify.recorded import recordings
from contracts.verify.sources import SourceError, read_sources, sourced
from contracts.verify.spec import Spec, read_spec
from mockserver.spec.description import description_file

_SOURCE = re.compile(r"(recordings/(?:[a-z]+/)?[\w-]+\.jsonl)(?::(\d+)(?:-(\d+))?)?|facts\.md#([\w-]+)")


@pytest.fixture(scope="module")
def spec() -> Spec:
    """The document that checks are made from."""
    return read_spec(description_file())


@pytest.fixture(scope="module")
def checks(spec: Spec) -> list[Check]:
    """All checks, those of the recordings included."""
    replayed = [check for recording in recordings(spec) for check in recording.checks.values()]
    return [*property_checks(spec), *replayed]


def problem(source: str) -> str:
    """What is wrong with a source; an empty text if nothing is."""
    found = _SOURCE.fullmatch(source)
    if found is None:
        return "neither a recording nor a section of the facts"
    if found[4]:
        return "" if f"\n## {found[4]}\n" in (CONTRACTS / "facts.md").read_text("utf-8") else "no such section"
    path = CONTRACTS / found[1]
    if not path.is_file():
        return "no such recording"
    last = int(found[3] or found[2] or 1)
    return "" if int(found[2] or 1) <= last <= path.read_bytes().count(b"\n") else "no such lines"


def test_sources_exist(checks: list[Check]) -> None:
    """Each named recording has the named lines, each section of the facts is there."""
    named = {source for check in checks for source in check.sources}
    assert {source: problem(source) for source in named if problem(source)} == {}
    assert len(named) > 100


@pytest.mark.parametrize(
    "source", ["recordings/none.jsonl", "recordings/flows.jsonl:9999", "facts.md#nothing", "somewhere"]
)
def test_wrong_sources_are_found(source: str) -> None:
    """The test above can fail."""
    assert problem(source)


def test_a_check_without_source_is_refused() -> None:
    """Whoever adds a check has to say where it comes from."""
    with pytest.raises(SourceError, match="GetFlow: something new"):
        list(sourced([Check("flows", "GetFlow", "something new", lambda _: None)]))


def test_no_entry_is_stale(checks: list[Check], spec: Spec) -> None:
    """Each entry of sources.yaml, errors.yaml and rules.yaml is one of a check."""
    titles = {check.title for check in checks}
    assert set(read_sources()) - titles == set()
    reached = {(operation.id, error_id) for operation in spec.operations.values() for error_id in operation.errors}
    assert set(read_cases()) - reached == set()
    rules = yaml.safe_load(Path(RULES).read_text("utf-8"))
    assert {row["operation"] for row in rules} <= set(spec.operations)


def test_only_few_are_assumed(checks: list[Check]) -> None:
    """What is assumed is the exception, and no recording is."""
    assumed = {check.title for check in checks if check.assumed}
    assert 0 < len(assumed) < len(checks) / 20
    assert not any(check.assumed for check in checks if check.group == "recordings")


def test_the_index_is_fresh(spec: Spec) -> None:
    """evidence.json is what the recordings show: `make evidence` writes it."""
    assert read_evidence() == gathered(spec)
