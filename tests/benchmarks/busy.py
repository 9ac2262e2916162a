"""A server whose child process works for a while: `python -m tests.benchmarks.busy PORT`."""

from __future__ import annotations

import multiprocessing
import socket
import sys
import time

BUSY_S = 0.3
"""CPU time that the child has used when the server listens."""


def work(done: multiprocessing.synchronize.Event) -> None:
    """Use CPU time, tell so, and stay."""
    while time.process_time() < BUSY_S:
        pass
    done.set()
    time.sleep(60)


def main() -> None:
    """Listen once the child has worked."""
    context = multiprocessing.get_context("spawn")
    done = context.Event()
    context.Process(target=work, args=[done], daemon=True).start()
    done.wait()
    with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as listening:
        while True:
            listening.accept()[0].close()


if __name__ == "__main__":
    main()
