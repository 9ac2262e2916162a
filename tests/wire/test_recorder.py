"""What an entry of the journal is taken to keep."""

from __future__ import annotations

import gc
import logging
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from mockserver.store.instances import Instances
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.recorder import Recorder, kept_bytes

REQUEST = HttpRequest("GET", "/x", b"/x", b"", {b"host": b"localhost"}, "http", b"")
RESPONSE = Response(200, [], b"{}", transport="json")


def instances() -> Instances:
    """The first one alone."""
    return Instances(first_instance(Settings()), lambda _: first_instance(Settings()), automatic=True, max_instances=9)


def large(part: str) -> tuple[HttpRequest, Response]:
    """An exchange of which one part is a megabyte."""
    text = b"x" * 1_000_000
    request, response = REQUEST, RESPONSE
    match part:
        case "request body":
            request = msgspec.structs.replace(request, body=text)
        case "answer":
            response = msgspec.structs.replace(response, body=text)
        case "runs":
            response = msgspec.structs.replace(response, runs=text)
        case "header":
            request = msgspec.structs.replace(request, headers={b"x": text})
        case "header name":
            request = msgspec.structs.replace(request, headers={text: b"x"})
        case "headers":
            headers = {b"x-%d" % number: b"%d" % number for number in range(8_000)}
            request = msgspec.structs.replace(request, headers=headers, head_bytes=80_000)
        case "path":
            request = msgspec.structs.replace(request, path=f"/{text.decode()}", raw_path=b"/" + text)
        case "query":
            request = msgspec.structs.replace(request, query=text)
        case "problem":
            problem = Problem("", Code.INVALID_ARGUMENT, text.decode())
            response = msgspec.structs.replace(response, problem=problem)
    return request, response


@pytest.mark.parametrize(
    "part", ["request body", "answer", "runs", "header", "header name", "headers", "path", "query", "problem"]
)
def test_everything_counts(part: str) -> None:
    """Whatever a client makes large, the entry is taken for at least as much as it takes."""
    gc.collect()
    tracemalloc.start()
    request, response = large(part)
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert taken > 500_000
    assert kept_bytes(request, response) > 0.95 * taken


def test_a_server_keeps_to_its_bytes() -> None:
    """Journals of all instances hold no more than the setting says, counted in this way."""
    held = Instances(
        first_instance(Settings()),
        lambda host: first_instance(Settings(external_domain=host)),
        automatic=True,
        max_instances=9,
        journal_bytes=5_000_000,
    )
    recorder = Recorder(held, None)
    for number in range(40):
        for part in ("header", "query"):
            request, response = large(part)
            host = b"h%d.test" % (number % 4)
            held.of(host.decode())
            headers = {**request.headers, b"host": host}
            recorder.record(msgspec.structs.replace(request, headers=headers), response, 0, native=False)

    assert 0 < sum(instance.journal.kept_bytes for _, instance in held.hosts()) <= 5_000_000


@pytest.mark.parametrize("broken", ["listener", "host"])
def test_a_fault_in_keeping_is_no_client_s(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, and nothing is raised."""

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("broken")

    held = instances()
    listener: Callable[..., None] | None = fail if broken == "listener" else None
    if broken == "host":
        held.serving = fail  # type: ignore[assignment,method-assign] # stands for any fault
    with caplog.at_level(logging.ERROR):
        Recorder(held, listener).record(REQUEST, RESPONSE, 0, native=False)

    assert "GET /x was answered, but not kept" in caplog.text
