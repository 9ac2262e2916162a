"""What nobody modelled, answered by another server; here one that makes it up."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from contracts.target import Target
from tests.clients.bridge import Bridge, RpcError
from tests.protocols.grpc_client import connected
from tests.protocols.serving import serving

ADD = "zitadel.management.v1.ManagementService/AddOrgOIDCIDP"
GET = "zitadel.management.v1.ManagementService/GetOrgIDPByID"
CREATE_KEY, DELETE_KEY = (f"zitadel.webkey.v2.WebKeyService/{name}" for name in ("CreateWebKey", "DeleteWebKey"))
KEY = {"rsa": {"bits": "RSA_BITS_2048", "hasher": "RSA_HASHER_SHA256"}}
ADD_PATH = "/management/v1/idps/oidc"
"""Where identity providers of the old kind are made."""
PROVIDERS = "/management/v1/idps"
"""Where they are read."""
NEW = {"name": "Shop", "clientId": "one", "clientSecret": "secret", "issuer": "https://a.example"}
NOWHERE = "http://localhost:9"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, fabricating: Target) -> Iterator[tuple[Target, str]]:
    """A server that forwards to the one that makes things up, and the token of that one."""
    options = ("--unmodelled", f"forward={fabricating.base_url}")
    with serving(tmp_path_factory.mktemp("forwarding"), *options) as running:
        yield running.target, fabricating.admin_pat


def test_json(pair: tuple[Target, str]) -> None:
    """Method, path, body and token go on, the answer comes back, marked; what is modelled is answered here."""
    target, token = pair
    with httpx.Client(base_url=target.base_url, headers={"authorization": f"Bearer {token}"}, trust_env=False) as http:
        made = http.post(ADD_PATH, json=NEW, headers={"origin": "http://page"})
        found = http.get(f"{PROVIDERS}/{made.json()['idpId']}")
        unknown = http.get(f"{PROVIDERS}/7")
        modelled = http.get("/management/v1/orgs/me")

    assert made.headers.get_list("x-zitadel-mock") == ["forwarded"]
    assert len(made.headers.get_list("access-control-allow-origin")) <= 1
    assert found.json()["idp"]["name"] == "Shop"
    assert (unknown.status_code, unknown.headers["x-zitadel-mock"]) == (404, "forwarded")
    assert (modelled.status_code, "x-zitadel-mock" in modelled.headers) == (401, False)


def test_grpc(pair: tuple[Target, str]) -> None:
    """Over gRPC proper likewise: metadata, messages, statuses."""
    target, token = pair
    metadata = [("authorization", f"Bearer {token}")]
    with connected(target) as client:
        made = client.call("AddOrgOIDCIDP", NEW, metadata)
        refused = client.call("AddOrgOIDCIDP", {}, metadata)
        anybody = client.call("AddOrgOIDCIDP", NEW, [])

    assert made.response is not None
    assert made.response["idpId"].isdigit()
    assert (refused.code, refused.message[:28]) == ("INVALID_ARGUMENT", "invalid AddOrgOIDCIDPRequest")
    assert (anybody.code, anybody.message) == ("UNAUTHENTICATED", "auth header missing")


@pytest.mark.parametrize("transport", ["grpc-web", "connect", "connect-proto"])
def test_others(pair: tuple[Target, str], bridge: Bridge, transport: str) -> None:
    """gRPC-Web and Connect are passed on as the requests that they are."""
    target, token = pair
    metadata = {"authorization": f"Bearer {token}"}

    made = bridge.call(transport, target.base_url, CREATE_KEY, KEY, metadata)
    another = bridge.call(transport, target.base_url, CREATE_KEY, KEY, metadata)
    refused = bridge.call(transport, target.base_url, DELETE_KEY, {}, metadata)

    assert isinstance(made, dict)
    assert isinstance(another, dict)
    assert made["id"].isdigit()
    assert made["id"] != another["id"]
    assert isinstance(refused, RpcError)
    assert refused.code == 3


def test_the_journal_tells(pair: tuple[Target, str]) -> None:
    """Entries say that a real server answered, and are no unmatched ones."""
    target, token = pair
    with httpx.Client(base_url=target.base_url, headers={"authorization": f"Bearer {token}"}, trust_env=False) as http:
        http.get(f"{PROVIDERS}/7")
        entry = http.get("/__admin/requests", params={"limit": 1}).json()["requests"][0]
        unmatched = http.get("/__admin/requests/unmatched").json()["requests"]

    assert (entry["rpc"], entry["unmodelled"]) == (GET, "forwarded")
    assert unmatched == []


def test_nobody_there(tmp_path_factory: pytest.TempPathFactory, bridge: Bridge) -> None:
    """An upstream that cannot be reached is a 502, over gRPC UNAVAILABLE, that names it; others are served."""
    with serving(tmp_path_factory.mktemp("nowhere"), "--unmodelled", f"forward={NOWHERE}") as running:
        target = running.target
        headers = {"authorization": f"Bearer {target.admin_pat}"}
        with httpx.Client(base_url=target.base_url, headers=headers, trust_env=False) as http:
            answer = http.post(ADD_PATH, json=NEW)
            fabricated = http.post(ADD_PATH, json=NEW, headers={"prefer": "unmodelled=fabricate"})
        with connected(target) as client:
            called = client.call("AddOrgOIDCIDP", NEW)
        web = bridge.call("grpc-web", target.base_url, ADD, NEW, headers)

    assert (answer.status_code, answer.json()["code"]) == (502, 14)
    assert NOWHERE in answer.json()["message"]
    assert fabricated.status_code == 200
    assert called.code == "UNAVAILABLE"
    assert NOWHERE in called.message
    assert isinstance(web, RpcError)
    assert web.code == 14
