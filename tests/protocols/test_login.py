"""Programs that log in: service accounts with a key file or a token, in Go and in node."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.target import Target
from mockserver.protos import pool
from tests.clients.bridge import Bridge
from tests.clients.go import program
from tests.clients.node import node_json
from tests.error_cases.sending import MEMBERS, USERS
from tests.protocols.grpc_client import TIMEOUT_S
from tests.protocols.rpc_transport import RpcTransport
from tests.server import Api


@pytest.fixture
def account(api: Api) -> str:
    """A machine user that owns the fresh organisation; its id."""
    user = api.new_user()
    api.done("POST", MEMBERS, {"userId": user, "roles": ["ORG_OWNER"]})
    return user


@pytest.fixture
def key_file(api: Api, account: str, tmp_path: Path) -> Path:
    """The key file of the account, as the server issues it."""
    answer = api.done("POST", f"{USERS}/{account}/keys", {"type": "KEY_TYPE_JSON"})
    path = tmp_path / "key.json"
    path.write_bytes(base64.b64decode(answer["keyDetails"]))
    return path


def go_login(target: Target, *arguments: str, ca: Path | None = None) -> Any:
    """What the Go program prints."""
    command = [str(program("login")), "-issuer", target.base_url, *arguments]
    environment = dict(os.environ)
    if ca is not None:
        command += ["-ca", str(ca)]
        environment["SSL_CERT_FILE"] = str(ca)
    with tempfile.NamedTemporaryFile(suffix=".binpb") as descriptors:
        descriptors.write(pool.file_descriptor_set().SerializeToString())
        descriptors.flush()
        command += ["-descriptors", descriptors.name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def require_bound(answers: Any, api: Api) -> None:
    """Assert that the answers tell of one action that is bound in the organisation, and that it is."""
    (row,) = answers["flow"]["triggerActions"]
    assert [action["id"] for action in row["actions"]] == [answers["created"]["id"]]
    assert answers["set"]["details"]["resourceOwner"] == api.organisation
    assert api.bound() == [answers["created"]["id"]]


def test_go_with_key_file(server: Target, api: Api, key_file: Path) -> None:
    """A Go program logs in with a key file (JWT profile) and calls over gRPC."""
    answers = go_login(server, "-key", str(key_file))

    require_bound({**answers, "flow": answers["flow"]["flow"]}, api)


def test_go_with_token(server: Target, api: Api, account: str) -> None:
    """A Go program calls over gRPC with a personal access token."""
    answers = go_login(server, "-pat", api.new_token(account))

    require_bound({**answers, "flow": answers["flow"]["flow"]}, api)


def test_node_with_key_file(server: Target, api: Api, key_file: Path) -> None:
    """The official gRPC client for node logs in with a key file, and sees why it is refused."""
    answers = node_json("service_account.mjs", {"baseUrl": server.base_url, "key": str(key_file)})

    require_bound(answers, api)
    assert answers["refused"] == {"code": 9, "details": "No Changes (COMMAND-Nfh52)"}


def test_transport_of_the_official_client(server: Target, bridge: Bridge, api: Api, account: str) -> None:
    """The transport that the official client makes for servers carries the token that it is given."""
    transport = RpcTransport(bridge, "server", server.base_url, token=api.new_token(account))
    with httpx.Client(base_url=server.base_url, transport=transport) as http:
        assert Api(http, "").done("GET", "/auth/v1/users/me")["user"]["id"] == account
