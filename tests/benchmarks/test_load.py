"""What the load generators print."""

from __future__ import annotations

import json

import pytest

from benchmarks.load import Outcome, parse_ghz, parse_wrk
from benchmarks.process import ServerFailed

WRK = """Running 2s test @ http://127.0.0.1:8080/
  1 threads and 8 connections
  40842 requests in 2.00s, 12.81MB read
  Non-2xx or 3xx responses: 3
Requests/sec:  20420.51
"""
GHZ = {
    "count": 9_000,
    "total": 2_000_000_000,
    "errorDistribution": {"rpc error: code = FailedPrecondition desc = No Changes": 2},
    "statusCodeDistribution": {"OK": 8_998, "FailedPrecondition": 2},
    "latencyDistribution": [{"percentage": 50, "latency": 1_500_000}, {"percentage": 99, "latency": 4_000_000}],
}


def wrk_row(**values: int) -> str:
    """Output of wrk with the line of our script."""
    row = {"requests": 40_842, "duration_us": 2_000_000, "p50_us": 250, "p99_us": 1_020, "refused": 3, "broken": 0}
    return f"{WRK}RESULT {json.dumps(row | values)}\n"


def test_wrk() -> None:
    """Numbers come from the script's line, in seconds and milliseconds."""
    assert parse_wrk(wrk_row()) == Outcome(40_842, 2.0, 0.25, 1.02, refused=3)


@pytest.mark.parametrize("values", [{"broken": 1}, {"requests": 0}])
def test_wrk_without_answers(values: dict[str, int]) -> None:
    """Broken connections and silence are failures, not figures."""
    with pytest.raises(ServerFailed, match="no answer"):
        parse_wrk(wrk_row(**values))


def test_ghz() -> None:
    """Calls that end with another status than OK are refused."""
    assert parse_ghz(json.dumps(GHZ)) == Outcome(9_000, 2.0, 1.5, 4.0, refused=2)


@pytest.mark.parametrize("values", [{"count": 0}, {"statusCodeDistribution": {"OK": 8_999, "Unavailable": 1}}])
def test_ghz_without_answers(values: dict[str, object]) -> None:
    """Broken connections and silence are failures, not figures."""
    with pytest.raises(ServerFailed, match="no answer"):
        parse_ghz(json.dumps(GHZ | values))
