"""The journal as it grows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from tests.control.instances import REQUEST_TIMEOUT_S, fresh_instance
from tests.control.mock import Mock
from tests.protocols.serving import serving

FLOW_TYPES = "/management/v1/flows/types/_search"


def test_requests_are_streamed(mock: Mock) -> None:
    """Who follows is told of each request once it is answered, across a reset too."""
    with mock.plain.stream("GET", "/__admin/requests/stream", params={"host": mock.host}) as stream:
        assert stream.headers["content-type"] == "text/event-stream"
        lines = stream.iter_lines()
        assert next(lines).startswith(":")
        mock.http.post(FLOW_TYPES)
        first = _next_event(lines)
        with httpx.Client(base_url=mock.target.base_url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as other:
            assert other.post("/__admin/reset", params={"host": mock.host}).is_success
        mock.http.post(FLOW_TYPES)
        second = _next_event(lines)

    assert (first["operation"], second["operation"]) == ("ListFlowTypes", "ListFlowTypes")
    assert second["id"] == first["id"] + 1


def test_a_follower_does_not_keep_the_server(tmp_path: Path) -> None:
    """A server that is told to end does at once, whoever still follows."""
    with (
        serving(tmp_path) as started,
        fresh_instance(started.target) as mock,
        mock.plain.stream("GET", "/__admin/requests/stream", params={"host": mock.host}) as stream,
    ):
        next(stream.iter_lines())
        started.process.terminate()
        assert started.process.wait(REQUEST_TIMEOUT_S) == 0
    # uvicorn tells of it where it has to wait for connections in vain.
    assert b"graceful shutdown" not in (tmp_path / "output").read_bytes()


def _next_event(lines: Iterator[str]) -> dict[str, Any]:
    for line in lines:
        if line.startswith("data: "):
            event: dict[str, Any] = json.loads(line.removeprefix("data: "))
            return event
    raise AssertionError("the stream ended")
