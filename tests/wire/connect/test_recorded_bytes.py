"""Every byte-level exchange with services of v2, and beside them v1, ends as it did on the real server."""

from __future__ import annotations

from contracts.replayer import replay
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.messages import messages


def test_recorded_exchanges(one_host: Target) -> None:
    """Status, headers, envelopes, messages and trailers are as recorded."""
    trace = RECORDINGS / "grpc_v2_bytes.jsonl"
    assert [str(row) for row in replay(trace, one_host, messages())] == []
