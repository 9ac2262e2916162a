"""What it costs to share a state: writes and reads of one server alone, of one with a store, of two with one store.

`python -m benchmarks.sharing postgresql://…`, with an empty database that may be written to; about a minute.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from benchmarks.http_client import connected, request_bytes
from benchmarks.process import RunningServer, free_port, running
from benchmarks.servers import our_answer, ours
from benchmarks.world import FLOW_PATH, TOKEN, done

_WRITES = 300
_CLIENTS = 16
_READS = 5_000
_SEEN = 200
_LOG = 4 * _CLIENTS * _WRITES
_NAMES = itertools.count(1)
_READ = request_bytes("GET", FLOW_PATH, token=TOKEN)
_MS = 1_000


def main() -> int:
    """Measure, and print a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="an empty database")
    url = parser.parse_args().url
    with tempfile.TemporaryDirectory() as folder:
        _alone_and_together(Path(folder), url)
        _start(Path(folder), url)
    return 0


def _alone_and_together(folder: Path, url: str) -> None:
    for title, store, count in (("alone", "", 1), ("one with a store", url, 1), ("two with one store", url, 2)):
        with _servers(folder, store and _schema(store), count) as servers:
            _tell(title, "a write, one client (ms)", *_latencies(servers))
            _tell(title, f"writes a second, {_CLIENTS} clients", _throughput(servers))
            _tell(title, "CPU of a read (µs)", _cpu_of_reads(servers[0]))
            if count > 1:
                _tell(title, "from an answer until the other server reads it (ms)", *_seen(*servers))


def _start(folder: Path, url: str) -> None:
    """How long a start takes where the log is long."""
    schema = _schema(url)
    with _servers(folder, schema, 1) as servers:
        _tell("empty log", "start (s)", servers[0].first_answer_s)
        for _ in range(_LOG // (_CLIENTS * _WRITES)):
            _throughput(servers)
    with _servers(folder, schema, 1) as servers:
        _tell(f"log of {_LOG:,} events", "start (s)", servers[0].first_answer_s)


@contextmanager
def _servers(folder: Path, url: str, count: int) -> Iterator[Sequence[RunningServer]]:
    shared = ("--instances", "fixed", "--store", url) if url else ()
    with ExitStack() as stack:
        ports = [free_port() for _ in range(count)]
        flags = ("--quiet", "--log", "off", *shared)
        yield [stack.enter_context(running(ours(port, *flags), port, folder, our_answer)) for port in ports]


def _schema(url: str) -> str:
    """A connection string with a log of its own."""
    name = f"bench_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("create schema {}").format(psycopg.sql.Identifier(name)))
    return f"{url}{'&' if '?' in url else '?'}options={quote(f'-csearch_path={name}')}"


def _write() -> bytes:
    body = b'{"name":"n%d","script":"function f() {}"}' % next(_NAMES)
    return request_bytes("POST", "/management/v1/actions", body, TOKEN)


def _latencies(servers: Sequence[RunningServer]) -> tuple[float, float]:
    """Of writes one after the other, to the servers by turns: the median and the 99th percentile, in milliseconds."""
    took = []
    with ExitStack() as stack:
        connections = [stack.enter_context(connected(server.port)) for server in servers]
        for connection, _ in zip(itertools.cycle(connections), range(_WRITES), strict=False):
            request, began = _write(), time.perf_counter()
            done(connection.ask(request))
            took.append((time.perf_counter() - began) * _MS)
    return _middle_and_end(took)


def _throughput(servers: Sequence[RunningServer]) -> float:
    def client(number: int) -> None:
        with connected(servers[number % len(servers)].port) as connection:
            for _ in range(_WRITES):
                done(connection.ask(_write()))

    began = time.perf_counter()
    with ThreadPoolExecutor(_CLIENTS) as clients:
        list(clients.map(client, range(_CLIENTS)))
    return _CLIENTS * _WRITES / (time.perf_counter() - began)


def _cpu_of_reads(server: RunningServer) -> float:
    with connected(server.port) as connection:
        connection.ask_all([_READ] * _READS)
        before = server.cpu_s()
        connection.ask_all([_READ] * _READS)
        return (server.cpu_s() - before) / _READS * 1e6


def _seen(one: RunningServer, other: RunningServer) -> tuple[float, float]:
    took = []
    with connected(one.port) as writing, connected(other.port) as reading:
        for _ in range(_SEEN):
            id_ = done(writing.ask(_write()))["id"]
            request, began = request_bytes("GET", f"/management/v1/actions/{id_}", token=TOKEN), time.perf_counter()
            while reading.ask(request).status != 200:
                pass
            took.append((time.perf_counter() - began) * _MS)
    return _middle_and_end(took)


def _middle_and_end(took: Sequence[float]) -> tuple[float, float]:
    return statistics.median(took), statistics.quantiles(took, n=100)[-1]


def _tell(title: str, what: str, *figures: float) -> None:
    sys.stdout.write(f"{title:24} {what:52} {'  '.join(f'{figure:10.2f}' for figure in figures)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
