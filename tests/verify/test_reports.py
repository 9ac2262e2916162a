"""Reports are well-formed whatever a server said, and hold no secrets."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Xml

import pytest

from contracts.verify.check import Check, Outcome
from contracts.verify.finding import Finding
from contracts.verify.known import judge
from contracts.verify.options import Result
from contracts.verify.patience import Patience
from contracts.verify.reports.files import FORMATS
from contracts.verify.reports.summary import Summary
from contracts.verify.reports.table import table
from contracts.verify.secret import Secrets

NASTY = '<script>alert("&")</script>\n]]> \0 \x1b[31m 100% ::error::, ü 🙂'


@pytest.fixture
def summary() -> Summary:
    """One difference that holds everything a format may trip over."""
    check = Check("group", "GetFlow", "a check: with, signs", lambda _: None, sources=("facts.md#flows",))
    finding = Finding("GetFlow", check.name, "json", "", NASTY, NASTY, NASTY, "/paths")
    outcome = Outcome(check, "json", "/paths", 0.1, (finding,))
    result = Result((outcome,), (("GetFlow", check.name),), 0, 0, {}, 1, 0.1, Patience(5.0), ())
    return Summary("http://localhost", result, judge([outcome], [], result.existing))


def test_junit(summary: Summary) -> None:
    """It parses, and names operation and check."""
    case = Xml.fromstring(FORMATS["junit"].render(summary)).find("testsuite/testcase")  # noqa: S314 (our own text)

    assert case is not None
    assert (case.get("classname"), case.get("name")) == ("GetFlow", "a check: with, signs")
    failure = case.find("failure")
    assert failure is not None
    assert "<script>" in str(failure.get("message"))


def test_html(summary: Summary) -> None:
    """Nothing that a server said is markup."""
    text = FORMATS["html"].render(summary)

    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_github(summary: Summary) -> None:
    """An annotation is one line, and what is in it starts no other."""
    lines = FORMATS["github"].render(summary).splitlines()

    assert lines[0].startswith("::error title=GetFlow%3A a check%3A with%2C signs (json)::")
    assert all(line.startswith(("::error ", "::notice ")) for line in lines)
    assert "100%25" in lines[0]


def test_json(summary: Summary) -> None:
    """Everything is there as it was."""
    assert json.loads(FORMATS["json"].render(summary))["differences"][0]["seen"] == NASTY


def test_table(summary: Summary) -> None:
    """No control character reaches the terminal; operation, check and place are there."""
    text = table(summary)

    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert "openapi.yaml#/paths" in text


def test_secrets() -> None:
    """What was sent, what was issued, and what looks like a token is covered."""
    secrets = Secrets("given-by-the-user")
    secrets.learn_from({"a": [{"token": "issued-by-the-server"}], "clientSecret": "secret-of-a-client"})
    opaque = "aB3-" * 18

    text = secrets.clean(f"given-by-the-user issued-by-the-server secret-of-a-client {opaque} 345678901234567890")

    assert text == "(secret) (secret) (secret) (secret) 345678901234567890"


def test_assumed_fails_nothing() -> None:
    """A difference from what no recording shows is told in every form, and the run passes."""
    check = Check("group", "GetFlow", "guessed", lambda _: None)
    finding = Finding("GetFlow", check.name, "json", "", "body", "one", "another", "/paths", assumed=True)
    outcome = Outcome(check, "json", "/paths", 0.1, (finding,))
    result = Result((outcome,), (("GetFlow", check.name),), 0, 0, {}, 1, 0.1, Patience(5.0), ())
    told = Summary("http://localhost", result, judge([outcome], [], result.existing))

    assert told.passed
    assert "guessed" in table(told)
    assert "guessed" in FORMATS["html"].render(told)
    assert json.loads(FORMATS["json"].render(told))["assumed"][0]["assumed"] is True
    assert 'failures="0"' in FORMATS["junit"].render(told)
