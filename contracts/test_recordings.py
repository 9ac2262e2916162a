"""The contract itself: a server answers every recorded request as the real one did."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.pending import read_pending, unexpected
from contracts.replayer import replay
from contracts.target import Target

RECORDINGS = Path(__file__).parent / "recordings"
# Calls over gRPC and gRPC-Web are recorded in another form and belong to the suites of those protocols.
TRACES = sorted(path for path in RECORDINGS.glob("*.jsonl") if not path.name.startswith("grpc"))
SHOWN_DEVIATIONS = 20


@pytest.mark.parametrize("trace", TRACES, ids=lambda path: path.stem)
def test_recording(trace: Path, target: Target, pytestconfig: pytest.Config) -> None:
    """Every answer is as recorded, but for what is pending, which is not."""
    pending = read_pending(elsewhere=bool(pytestconfig.getoption("--base-url")))
    seen = replay(trace, target)
    deviations = unexpected(seen, pending)
    if deviations:
        listed = "\n".join(str(deviation) for deviation in deviations[:SHOWN_DEVIATIONS])
        lines = len({deviation.line for deviation in deviations})
        pytest.fail(
            f"{len(deviations)} differences in {lines} exchanges of {trace.name}, the first of them:\n{listed}",
            pytrace=False,
        )
    assert [text for entry in pending for text in entry.stale(trace.name, seen)] == []
