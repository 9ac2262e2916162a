"""Every byte-level exchange with services of v2, and beside them v1, ends as it did on the real server."""

from __future__ import annotations

import json
import secrets

from contracts.placeholders import Placeholders
from contracts.replayer import ADMIN_ROLE
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.wire.connect.recorded_bytes import deviations, send

NOT_SERVED = "/zitadel.action.v2.ActionService/"
"""Operations of services that this server does not stand in for; such a service answers like one that is not there."""


def test_recorded_exchanges(one_host: Target) -> None:
    """Status, headers, envelopes, messages and trailers are as recorded."""
    placeholders = Placeholders({ADMIN_ROLE: one_host.admin_pat}, nonce=secrets.token_hex(4))
    found = []
    lines = (RECORDINGS / "grpc_v2_bytes.jsonl").read_text("utf-8").splitlines()
    for number, exchange in enumerate(map(json.loads, lines), start=1):
        request = exchange["request"]
        if request["path"].startswith(NOT_SERVED):
            continue
        answer = send(one_host, request, placeholders)
        found += [
            f"grpc_v2_bytes.jsonl:{number} {request['path']} {difference}"
            for difference in deviations(request, exchange["response"], answer, placeholders)
        ]
    assert found == []
