"""Services of v2 as the official clients for JavaScript call them over Connect, in JSON and in protobuf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from contracts.target import Target
from tests.clients.bridge import Bridge, RpcError
from tests.server import Api, unique

SERVICE = "zitadel.org.v2.OrganizationService"
TRANSPORTS = ("connect", "connect-proto", "connect-web", "connect-web-proto")


class Organisations:
    """The service over one transport."""

    def __init__(self, bridge: Bridge, transport: str, target: Target, authorization: str | None = None) -> None:
        self._call = (bridge, transport, target.base_url)
        self._metadata = {"authorization": authorization or f"Bearer {target.admin_pat}"}

    def call(self, method: str, request: Mapping[str, Any], **options: Any) -> dict[str, Any] | RpcError:
        """Call one method."""
        bridge, transport, base_url = self._call
        return bridge.call(transport, base_url, f"{SERVICE}/{method}", request, self._metadata, **options)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_add_and_list(server: Target, bridge: Bridge, api: Api, transport: str) -> None:
    """What is added is found, and is what REST shows."""
    organisations, name = Organisations(bridge, transport, server), unique("connect")

    added = organisations.call("AddOrganization", {"name": name})

    assert isinstance(added, dict)
    query = {"queries": [{"idQuery": {"id": added["organizationId"]}}]}
    found = organisations.call("ListOrganizations", query)
    assert isinstance(found, dict)
    assert found["result"] == api.done("POST", "/v2/organizations/_search", query)["result"]
    assert found["result"][0]["name"] == name


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_refusals(server: Target, bridge: Bridge, transport: str) -> None:
    """Code, text and details of a refusal reach the caller."""
    organisations = Organisations(bridge, transport, server)
    detail = {"@type": "type.googleapis.com/zitadel.v1.ErrorDetail", "id": "ORG-mruNY"}

    refused = organisations.call("AddOrganization", {"name": " "})
    stranger = Organisations(bridge, transport, server, "Bearer nonsense").call("ListOrganizations", {})

    assert isinstance(refused, RpcError)
    assert (refused.code, refused.message) == (3, "Errors.Invalid.Argument (ORG-mruNY)")
    assert refused.details == [{**detail, "message": "Errors.Invalid.Argument"}]
    assert isinstance(stranger, RpcError)
    assert (stranger.code, stranger.message) == (16, "Errors.Token.Invalid (AUTH-7fs1e)")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_timeout_is_kept(server: Target, bridge: Bridge, transport: str) -> None:
    """A call with time enough succeeds with its deadline in the headers."""
    assert isinstance(Organisations(bridge, transport, server).call("ListOrganizations", {}, timeoutMs=20_000), dict)
