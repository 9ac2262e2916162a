"""The command `zitadel-mock deliver`: a webhook tried without ZITADEL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mockserver.cli import cli
from mockserver.testing import ZitadelMock
from tests.deliveries import raw_targets as raw

_ADD = "zitadel.org.v2.OrganizationService/AddOrganization"


@pytest.fixture(scope="module")
def mock() -> Iterator[ZitadelMock]:
    """What receives; each test has hooks of its own."""
    with ZitadelMock() as mock:
        yield mock


def _deliver(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["deliver", *arguments])


@pytest.mark.parametrize(
    ("condition", "answer", "code", "told"),
    [
        ("function/preuserinfo", {"append_claims": [{"key": "a", "value": 1}]}, 0, "it changes a"),
        ("function/preaccesstoken", None, 0, "nothing changes"),
        ("function/presamlresponse", {"set_user_metadata": []}, 0, "nothing changes"),
        ("function/preuserinfo", {"append_claims": 1}, 1, "cannot unmarshal number"),
        ("event/org.added", {"anything": 1}, 0, "nothing changes"),
        (f"request/{_ADD}", {"name": "Other"}, 0, "it changes name"),
        (f"request/{_ADD}", {"nope": 1}, 1, 'unknown field "nope"'),
        (f"request/{_ADD}", {"forwardedStatusCode": 403, "forwardedErrorMessage": "No"}, 1, "No (EXEC-reUaUZCzCp)"),
        (f"response/{_ADD}", {"organizationId": "mine"}, 0, "it changes details, organizationId"),
    ],
)
def test_what_becomes_of_an_answer(mock: ZitadelMock, condition: str, answer: Any, code: int, told: str) -> None:
    """The sample comes signed, and it is told what ZITADEL would do."""
    result = _deliver("--condition", condition, "--to", mock.hook("tried", answer), "--key", "k" * 36)
    call = mock.hook_calls("tried")[-1]

    assert (result.exit_code, told in result.output) == (code, True), result.output
    assert call.headers["zitadel-signature"] in result.output
    kind = condition.partition("/")[0]
    assert {"function": "function", "event": "event_type"}.get(kind, "fullMethod") in call.body


@pytest.mark.parametrize("signature", ["wrong", "old", "missing"])
def test_signatures_that_are_none(mock: ZitadelMock, signature: str) -> None:
    """A webhook is to refuse them: one that takes them is told so, one that does not is good."""
    arguments = ("--condition", "function/preuserinfo", "--to", mock.hook("signed"), "--signature", signature)
    taken = _deliver(*arguments)
    mock.hook("signed", status=401)
    refused = _deliver(*arguments)

    assert (taken.exit_code, "it was taken" in taken.output) == (1, True)
    assert (refused.exit_code, "as it should be" in refused.output) == (0, True)


def test_as_json() -> None:
    """Programs read the same as JSON; nobody there is no refusal of a signature."""
    result = _deliver("--condition", "event/org.added", "--to", "http://127.0.0.1:1/", "--signature", "wrong", "--json")

    shown = json.loads(result.output)
    assert (result.exit_code, shown["good"], shown["answer"]["status"]) == (1, False, 0)
    assert "connection refused" in shown["verdict"]
    assert shown["sent"]["payload"]["event_type"] == "org.added"


def test_a_timeout() -> None:
    """The webhook has as long as a target would give it."""
    with raw.target_that(raw.hangs) as url:
        result = _deliver("--condition", "event/org.added", "--to", url, "--timeout", "100ms")

    assert (result.exit_code, "context deadline exceeded" in result.output) == (1, True)


def test_the_sample_alone() -> None:
    """It can be printed, and another payload sent in its place is read first."""
    result = _deliver("--condition", f"response/{_ADD}", "--to", "x", "--print")

    assert json.loads(result.output)["response"].keys() == {"details", "organizationId", "createdAdmins"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--condition", "preuserinfo"), "give function/NAME"),
        (("--condition", "function/preuserinf"), "did you mean function/preuserinfo?"),
        (("--condition", "event/org.added", "--timeout", "5"), "no span"),
        (("--condition", "event/org.added", "--payload", __file__), "--payload"),
    ],
)
def test_what_is_not_given_as_it_must_be(arguments: tuple[str, ...], told: str) -> None:
    """It is said what is wrong and what would be right, and nothing is sent."""
    result = _deliver(*arguments, "--to", "http://127.0.0.1:1/")

    assert result.exit_code == 2
    assert told in result.output
