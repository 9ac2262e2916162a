"""What executions do: each call that a target gets, and what becomes of its answer, is as recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from contracts.comparison import differences
from contracts.listener import Listener, listening
from contracts.payloads import read_cases, replay_case
from contracts.placeholders import ADDRESSES, Placeholders
from contracts.replayer import ADMIN_ROLE
from contracts.server_process import server_process
from contracts.target import Target
from contracts.test_provenance import SUM_LINE
from contracts.test_recordings import RECORDINGS

_FOLDER = RECORDINGS / "payloads"
_FILES = sorted(_FOLDER.glob("*.jsonl"))
_CASES = {(path.name, case): steps for path in _FILES for case, steps in read_cases(path).items()}
_MANY_ALIKE = frozenset({"request-statuses", "request-changes", "request-forwarded", "request-failures"})
_QUIET_S = 0.01
_LONG_QUIET_S = 0.05


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """What targets point at."""
    with listening() as started:
        yield started


@pytest.fixture(scope="module")
def own_target(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server on which nobody else sets executions."""
    if pytestconfig.getoption("--base-url"):
        pytest.skip("executions are set for a whole instance; zitadel-mock verify has a server to itself")
    with server_process(tmp_path_factory.mktemp("own")) as started:
        yield started


@pytest.mark.parametrize(
    ("file", "case"),
    [pytest.param(*key, marks=[pytest.mark.thorough] if key[1] in _MANY_ALIKE else []) for key in _CASES],
)
def test_payloads(file: str, case: str, own_target: Target, listener: Listener) -> None:
    """Every answer and every call is as recorded, and no other call comes."""
    quiet_s = _LONG_QUIET_S if case in _MANY_ALIKE else _QUIET_S
    deviations = replay_case(_CASES[file, case], own_target, listener, quiet_s)
    assert not deviations, "\n".join(map(str, deviations[:20]))


def test_a_difference_is_told_beside_the_addresses_that_are_given() -> None:
    """Names that only such a replay has are no secrets, so that what differs can be shown."""
    given = dict.fromkeys(ADDRESSES, "127.0.0.1:1")
    placeholders = Placeholders({ADMIN_ROLE: "a-token"}, "nonce", given)
    found = differences({"a": "{{listener}}/x", "b": 1}, {"a": "127.0.0.1:1/y", "b": 2}, placeholders)
    assert [str(each) for each in found] == [
        'body.a: expected "{{listener}}/x", seen "127.0.0.1:1/y"',
        "body.b: expected 1, seen 2",
    ]


def test_recordings_of_payloads_are_unchanged() -> None:
    """Each has the checksum that it had when it was made."""
    lines = (_FOLDER / "SHA256SUMS").read_text("ascii").splitlines()
    sums = {match[2]: match[1] for line in lines if (match := SUM_LINE.fullmatch(line))}
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in _FOLDER.glob("*.jsonl")}
