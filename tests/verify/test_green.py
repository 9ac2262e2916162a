"""Our own server is the same as the contract, over every transport, and is left as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import httpx
import pytest

from contracts.reading import read_trace
from contracts.target import Target
from contracts.test_recordings import TRACES
from contracts.verify.about import transport_of
from contracts.verify.checks.errors import read_cases
from mockserver.spec.description import description
from tests.command_line import run_against
from tests.recorded import operations, shown
from tests.sampling import LATER, shuffled
from tests.server import Api

OPERATIONS = [
    node
    for item in description()["paths"].values()
    for node in item.values()
    if isinstance(node, dict) and "operationId" in node
]


def organisations(client: httpx.Client) -> list[str]:
    """Ids of all organisations of the instance."""
    rows = Api(client, "").done("POST", "/v2/organizations/_search", {})["result"]
    return sorted(row["id"] for row in rows)


def called_by(transport: str, node: dict[str, Any]) -> bool:
    """Whether an operation can be called over a transport; those that only Connect reaches are JSON there."""
    rpc = node.get("x-rpc", "")
    if transport == "json":
        return f"/{rpc}" not in description()["paths"]
    return ".v2." in rpc if transport.startswith("connect") else bool(rpc)


TRANSPORTS = ("json", "grpc", "grpc-web", "connect", "connect-proto")
ONCE_IN_A_TRANSPORT = ("--select", "!access", "--select", "!http", "--select", "!cors", "--select", "!languages")
"""What is judged by the same code whatever the transport is, left out where it runs over JSON as well."""
OF_PEOPLE = "AddOrganization"
"""Its administrators are people, whose flaws tests/test_error_ids.py has: no run may make them on somebody's server."""


def one_of(kind: str, transport: str) -> str:
    """The name of a recording of a kind, such as `id-`, with requests over a transport; it stays that one."""
    able = (
        path.name
        for path in TRACES
        if path.name.startswith(kind) and any(transport_of(row.request) == transport for row in read_trace(path))
    )
    return min(able, key=shuffled)


SEEN_BY_OTHERS = ("grpc-web", "connect-proto")
"""Transports whose messages are those of another one, in another frame."""


@pytest.mark.parametrize(
    "transport",
    [pytest.param(name, marks=[pytest.mark.thorough] if name in SEEN_BY_OTHERS else []) for name in TRANSPORTS],
)
def test_same(server: Target, tmp_path: Path, transport: str) -> None:
    """Every property holds, every error ID of operations that cases are about is reached; contracts/ has recordings."""
    less = () if transport == "json" else ONCE_IN_A_TRANSPORT
    assert_same(server, tmp_path, transport, "--select", "!recordings,!scripts,!logins", *less)


@pytest.mark.parametrize(("transport", "kinds"), [("json", LATER), ("connect", ("id-", "actions-v2-"))])
def test_recordings(server: Target, transport: str, kinds: Sequence[str]) -> None:
    """Of identities, of scripts and of targets a recording is replayed over each transport that there are any of."""
    chosen = [f"as recorded in {one_of(kind, transport)}" for kind in kinds]
    selected = [flag for name in chosen for flag in ("--select", name)]
    ended = run_against(server, "verify", "--quiet", "--json", "--transport", transport, *selected)

    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr
    assert {row["check"] for row in json.loads(ended.stdout)["checks"]} == set(chosen)


@pytest.mark.thorough
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_all_is_the_same(server: Target, tmp_path: Path, transport: str) -> None:
    """The same of all that there is, recordings included."""
    assert_same(server, tmp_path, transport)


def assert_same(server: Target, tmp_path: Path, transport: str, *selected: str) -> None:
    """Assert that a run over a transport finds no difference, and reports all that it checked."""
    told = ("--quiet", "--json", "--assumed", "--transport", transport)
    ended = run_against(server, "verify", *told, "--report", "junit", "--report-dir", str(tmp_path), *selected)

    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr
    report = json.loads(ended.stdout)
    assert report["assumed"] == []
    reached = {(row["operation"], row["check"]) for row in report["checks"]}
    callable_ = {node["operationId"] for node in OPERATIONS if called_by(transport, node)}
    cases = {(operation, f"answers {error_id}") for operation, error_id in read_cases() if operation in callable_}
    assert len(cases) > 5
    assert cases <= reached
    with_cases = {operation for operation, _ in cases}
    unreached = {
        (node["operationId"], error_id)
        for node in OPERATIONS
        if node["operationId"] in with_cases
        for error_id in node["x-errors"]
        if (node["operationId"], f"answers {error_id}") not in reached
    }
    assert {operation for operation, _ in unreached - shown(operations(description())).errors} <= {OF_PEOPLE}
    suite = Xml.parse(tmp_path / "junit.xml").getroot().find("testsuite")  # noqa: S314 (our own file)
    assert suite is not None
    assert (suite.get("name"), suite.get("failures")) == (transport, "0")
    assert suite.get("tests") == str(len(report["checks"]))


def test_assumed_checks(server: Target) -> None:
    """What no recording shows is left out and counted, or run where it is asked for."""
    select = ("verify", "--quiet", "--json", "--select", "*answers COMMA-wG9p1", "--select", "health")
    without = json.loads(run_against(server, *select).stdout)
    with_them = json.loads(run_against(server, *select, "--assumed").stdout)

    assert all(row["sources"] for row in without["checks"])
    assert any("2 checks are assumed" in line for line in without["summary"])
    assert sum(not row["sources"] for row in with_them["checks"]) == 2
    assert len(with_them["checks"]) == len(without["checks"]) + 2


def test_what_was_made_is_removed(server: Target, client: httpx.Client) -> None:
    """A run leaves no organisation behind; progress and how long reads were waited for are told."""
    before = organisations(client)
    ended = run_against(server, "verify", "--select", "flows", "--select", "*recorded in cascade*")

    assert ended.returncode == 0, ended.stdout
    assert "to run" in ended.stderr
    assert "reads did not lag behind writes" in ended.stdout
    assert organisations(client) == before


def test_read_only(server: Target, client: httpx.Client) -> None:
    """Nothing is written, and still a good deal is checked."""
    api = Api(client, "")
    before = (organisations(client), api.done("GET", "/admin/v1/orgs/default"), api.done("GET", "/auth/v1/users/me"))
    ended = run_against(server, "verify", "--read-only", "--json", "--quiet", "--transport", "all")

    assert ended.returncode == 0, ended.stdout[-3000:]
    assert len(json.loads(ended.stdout)["checks"]) > 100
    after = (organisations(client), api.done("GET", "/admin/v1/orgs/default"), api.done("GET", "/auth/v1/users/me"))
    assert after == before
