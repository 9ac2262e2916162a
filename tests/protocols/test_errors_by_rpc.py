"""Errors that only recordings show, or that the client for JavaScript cannot ask for, over gRPC and gRPC-Web too."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

import pytest

from contracts.pending import read_pending
from contracts.placeholders import Placeholders
from contracts.reading import read_trace
from contracts.replayer import ADMIN_ROLE, Deviation, deviations
from contracts.sending import Sender
from contracts.target import Target
from contracts.test_recordings import TRACES
from tests.protocols.conftest import TRANSPORTS
from tests.protocols.direct_transport import behind
from tests.protocols.test_operations import KNOWN
from tests.sampling import shuffled
from tests.server import Api, error_id
from tests.test_error_ids import CASES

OTHERS = TRANSPORTS[1:]
REST = [case for case in CASES if case not in KNOWN]
OF_IDENTITIES = sorted(
    (trace for trace in TRACES if trace.name.startswith("id-")), key=lambda trace: shuffled(trace.name)
)
PENDING = read_pending()
SAMPLE = 3
"""How many of them every run replays."""


@pytest.mark.parametrize("transport", OTHERS)
def test_rest(server: Target, transport: str) -> None:
    """Cases that the client for JavaScript cannot make are refused with the same ID."""
    found: Mapping[tuple[str, str], str]
    with behind(server, transport) as (client, direct):
        client.headers["authorization"] = f"Bearer {server.admin_pat}"
        found = {case: error_id(CASES[case](Api(client, "").new_organisation())) for case in REST}

    assert {case: told for case, told in found.items() if told != case[1]} == {}
    assert direct.calls >= len(REST)


@pytest.mark.parametrize("transport", OTHERS)
@pytest.mark.parametrize(
    "trace",
    [
        trace if number < SAMPLE else pytest.param(trace, marks=pytest.mark.thorough)
        for number, trace in enumerate(OF_IDENTITIES)
    ],
    ids=lambda trace: trace.stem,
)
def test_recorded(server: Target, trace: Path, transport: str) -> None:
    """What was recorded over JSON and Connect is answered with the same message, code, text and details."""
    placeholders = Placeholders({ADMIN_ROLE: server.admin_pat}, nonce=secrets.token_hex(4))
    with behind(server, transport) as (client, direct):
        found = list(map(str, deviations(Sender(client), read_trace(trace), placeholders, is_expected=is_expected)))

    assert found == []
    assert direct.calls


def is_expected(deviation: Deviation) -> bool:
    """Whether HTTP alone has what differs, or it is known to differ."""
    return deviation.difference.where.startswith(("header ", "status")) or any(row.covers(deviation) for row in PENDING)
