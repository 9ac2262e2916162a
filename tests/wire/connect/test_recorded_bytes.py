"""Every byte-level exchange with services of v2, and beside them v1, ends as it did on the real server."""

from __future__ import annotations

from contracts.reading import read_trace
from contracts.replayer import replay
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.messages import messages

NOT_SERVED = "/zitadel.action.v2.ActionService/"
"""Operations of services that this server does not stand in for; such a service answers like one that is not there."""


def test_recorded_exchanges(one_host: Target) -> None:
    """Status, headers, envelopes, messages and trailers are as recorded."""
    trace = RECORDINGS / "grpc_v2_bytes.jsonl"
    served = {row.line for row in read_trace(trace) if not row.request.path.startswith(NOT_SERVED)}

    assert len(served) > 100
    assert [str(row) for row in replay(trace, one_host, messages()) if row.line in served] == []
