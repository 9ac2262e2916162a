"""A server of our own for each test worker, as a real process, and clients of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import settings

from contracts.server_process import server_process
from contracts.target import Target
from tests.clients.missing import summary
from tests.server import Api

# The same examples in every run: what is found at random belongs to `make fuzz`.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


REQUEST_TIMEOUT_S = 30.0


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, since a test waits now and then for what it talks to."""
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) + 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell at the end which clients were missing, so that no test is skipped without a word."""
    skipped = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if report.longrepr]
    if lines := summary(skipped):
        terminalreporter.section("clients that were missing")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A running server; its end by SIGTERM with exit code 0 is asserted."""
    with server_process(tmp_path_factory.mktemp("server")) as target:
        yield target


@pytest.fixture
def client(server: Target) -> Iterator[httpx.Client]:
    """HTTP calls as the administrator of the instance."""
    headers = {"authorization": f"Bearer {server.admin_pat}"}
    with httpx.Client(base_url=server.base_url, headers=headers, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http:
        yield http


@pytest.fixture
def api(client: httpx.Client) -> Api:
    """The administrator's calls for a fresh organisation."""
    return Api(client, "").new_organisation()


@pytest.fixture
def organisation(api: Api) -> str:
    """Id of the fresh organisation, for the header x-zitadel-orgid."""
    return api.organisation
