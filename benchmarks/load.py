"""Load on a server: wrk for HTTP/1.1, ghz for gRPC, each with the same number of connections, each always busy."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.process import ServerFailed, output_of
from mockserver.protos import pool

CONNECTIONS = 8
_SCRIPT = Path(__file__).with_name("wrk.lua")
_MARK = "RESULT "
_MARGIN_S = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load generator saw."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    refused: int
    """Answers with a status of 400 and more, or of gRPC other than OK."""


def wrk(port: int, requests: Sequence[bytes], seconds: int, connections: int = CONNECTIONS) -> Outcome:
    """Send raw requests in turn, over and over.

    Raises: ServerFailed where wrk is missing or a connection breaks.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(len(requests))]
        for file, request in zip(files, requests, strict=True):
            file.write_bytes(request)
        command: list[str | Path] = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "-s",
            _SCRIPT,
            f"http://127.0.0.1:{port}/",
        ]
        return parse_wrk(output_of([*command, "--", *files], seconds + _MARGIN_S))


def parse_wrk(output: str) -> Outcome:
    """Read the line that the script prints at the end.

    Raises: ServerFailed where requests got no answer.
    """
    found = next(line for line in output.splitlines() if line.startswith(_MARK))
    row = json.loads(found.removeprefix(_MARK))
    if row["broken"] or not row["requests"]:
        raise ServerFailed(f"{row['broken']} of {row['requests']} requests got no answer")
    return Outcome(
        row["requests"], row["duration_us"] / 1e6, row["p50_us"] / 1e3, row["p99_us"] / 1e3, refused=row["refused"]
    )


def ghz(
    program: Path,
    port: int,
    call: str,
    messages: Sequence[Mapping[str, Any]],
    metadata: Mapping[str, str],
    seconds: int,
) -> Outcome:
    """Make unary calls with the messages in turn, over and over. Raises: ServerFailed."""
    options: list[str | Path] = ["--insecure", "--disable-template-functions", "--disable-template-data"]
    options += ["--call", call, "-c", str(CONNECTIONS), "--connections", str(CONNECTIONS)]
    options += ["-z", f"{seconds}s", "--duration-stop", "wait", "-O", "json"]
    options += ["-m", json.dumps(metadata), "-d", json.dumps(messages)]
    with tempfile.NamedTemporaryFile(suffix=".binpb") as descriptors:
        descriptors.write(pool.file_descriptor_set().SerializeToString())
        descriptors.flush()
        command = [program, *options, "--protoset", descriptors.name, f"127.0.0.1:{port}"]
        return parse_ghz(output_of(command, seconds + _MARGIN_S))


def parse_ghz(output: str) -> Outcome:
    """Read ghz's JSON report. Raises: ServerFailed where no call was answered."""
    report = json.loads(output)
    if not report["count"] or report["statusCodeDistribution"].get("Unavailable"):
        raise ServerFailed(f"calls got no answer: {report['errorDistribution']}")
    latency_ns = {row["percentage"]: row["latency"] for row in report["latencyDistribution"]}
    return Outcome(
        report["count"],
        report["total"] / 1e9,
        latency_ns[50] / 1e6,
        latency_ns[99] / 1e6,
        refused=report["count"] - report["statusCodeDistribution"].get("OK", 0),
    )
