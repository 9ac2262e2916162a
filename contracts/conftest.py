"""Which server the contract is checked against: `--base-url` with a token, or one that is started for the run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from contracts.server_process import server_process
from contracts.target import Target

ADMIN_PAT_VARIABLE = "ZITADEL_MOCK_ADMIN_PAT"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the contract suite."""
    group = parser.getgroup("contracts", "the server under test")
    group.addoption("--base-url", help="URL of a running server; without it one is started for each worker")
    group.addoption(
        "--admin-pat",
        help=f"its token with the role IAM_OWNER; {ADMIN_PAT_VARIABLE} does the same and shows in no process list",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse half a target before any test runs."""
    if config.getoption("--base-url") and not _admin_pat(config):
        raise pytest.UsageError(f"--base-url needs --admin-pat or {ADMIN_PAT_VARIABLE}")
    if config.getoption("--admin-pat") and not config.getoption("--base-url"):
        raise pytest.UsageError("--admin-pat needs --base-url: a server that is started here gets a token of its own")


@pytest.fixture(scope="session")
def target(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """The server under test."""
    base_url = pytestconfig.getoption("--base-url")
    if base_url:
        yield Target(base_url=base_url, admin_pat=_admin_pat(pytestconfig))
        return
    with server_process(tmp_path_factory.mktemp("server")) as started:
        yield started


def _admin_pat(config: pytest.Config) -> str:
    return config.getoption("--admin-pat") or os.environ.get(ADMIN_PAT_VARIABLE, "")
