"""The same port behind TLS: HTTP/1.1 and HTTP/2 by agreement in the handshake, gRPC, gRPC-Web, and logging in."""

from __future__ import annotations

import base64
import json
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import trustme

from contracts.target import Target
from tests.clients.bridge import Bridge
from tests.clients.go import program
from tests.conftest import REQUEST_TIMEOUT_S
from tests.error_cases.sending import MEMBERS, USERS
from tests.protocols.grpc_client import MANAGEMENT, TIMEOUT_S
from tests.protocols.rpc_transport import RpcTransport
from tests.protocols.serving import serving
from tests.protocols.test_login import go_login, require_bound
from tests.server import Api, authority

LOGGED_CA = "certificate authority: "


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Target, Path]]:
    """A server with a certificate that it made itself, and the authority to trust, which it names when it starts."""
    directory = tmp_path_factory.mktemp("tls")
    with serving(directory, "--tls", "self-signed", scheme="https") as started:
        lines = (directory / "output").read_text("utf-8").splitlines()
        (named,) = [line.removeprefix(LOGGED_CA) for line in lines if line.startswith(LOGGED_CA)]
        yield started.target, Path(named)


def caller(target: Target, authority_file: Path, *, http2: bool) -> httpx.Client:
    """A client that trusts the authority and nothing else."""
    return httpx.Client(
        base_url=target.base_url,
        headers={"authorization": f"Bearer {target.admin_pat}"},
        verify=ssl.create_default_context(cafile=str(authority_file)),
        http1=not http2,
        http2=http2,
        timeout=REQUEST_TIMEOUT_S,
        trust_env=False,
    )


@pytest.mark.parametrize(("http2", "version"), [(False, "HTTP/1.1"), (True, "HTTP/2")])
def test_json(tls: tuple[Target, Path], http2: bool, version: str) -> None:
    """JSON is served over the version of HTTP that was agreed on."""
    with caller(*tls, http2=http2) as http:
        api = Api(http, "").new_organisation()
        action = api.new_action()
        response = api.set_trigger([action])

    assert response.status_code == 200
    assert response.http_version == version


@pytest.mark.parametrize("transport", ["grpc", "grpc-web", "grpc-web-1"])
def test_official_client(tls: tuple[Target, Path], bridge: Bridge, transport: str) -> None:
    """The official client for JavaScript works over TLS."""
    target, authority_file = tls
    over_tls = RpcTransport(bridge, transport, target.base_url, ca=authority_file.read_text("ascii"))
    headers = {"authorization": f"Bearer {target.admin_pat}"}
    with httpx.Client(base_url=target.base_url, headers=headers, transport=over_tls) as http:
        api = Api(http, "").new_organisation()
        action = api.new_action()
        assert api.set_trigger([action]).status_code == 200
        assert api.bound() == [action]


def test_grpcurl(tls: tuple[Target, Path]) -> None:
    """grpcurl with the authority calls, and without it refuses the certificate."""
    target, authority_file = tls
    rest = ["-H", f"authorization: Bearer {target.admin_pat}", "{}:{}".format(*authority(target))]
    rest.append(f"{MANAGEMENT}/ListFlowTypes")

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [str(program("grpcurl")), *options, *rest]
        return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)

    trusting, distrusting = run("-cacert", str(authority_file)), run()

    assert [flow["id"] for flow in json.loads(trusting.stdout)["result"]] == ["1", "2", "3", "4"]
    assert distrusting.returncode != 0
    assert "certificate" in distrusting.stderr


def test_login(tls: tuple[Target, Path], tmp_path: Path) -> None:
    """A service account logs in at the issuer `https://…` and calls over gRPC with TLS."""
    target, authority_file = tls
    with caller(*tls, http2=True) as http:
        api = Api(http, "").new_organisation()
        user = api.new_user()
        api.done("POST", MEMBERS, {"userId": user, "roles": ["ORG_OWNER"]})
        answer = api.done("POST", f"{USERS}/{user}/keys", {"type": "KEY_TYPE_JSON"})
        key = tmp_path / "key.json"
        key.write_bytes(base64.b64decode(answer["keyDetails"]))
        answers = go_login(target, "-key", str(key), ca=authority_file)
        require_bound({**answers, "flow": answers["flow"]["flow"]}, api)


def test_own_certificate(tmp_path: Path) -> None:
    """A certificate of one's own is served."""
    authority_of_ours = trustme.CA()
    chain, key, trusted = tmp_path / "chain.pem", tmp_path / "key.pem", tmp_path / "ca.pem"
    leaf = authority_of_ours.issue_cert("localhost")
    chain.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    leaf.private_key_pem.write_to_path(str(key))
    authority_of_ours.cert_pem.write_to_path(str(trusted))
    options = ("--tls-cert", str(chain), "--tls-key", str(key))
    with (
        serving(tmp_path, *options, scheme="https") as started,
        caller(started.target, trusted, http2=False) as http,
    ):
        assert http.get("/debug/healthz").text == "ok"
