"""Headers that the JSON gateway hands on (recordings/edges-headers-1.jsonl)."""

from __future__ import annotations

import httpx
import pytest

from contracts.target import Target
from mockserver.wire.forwarded import forwarded
from mockserver.wire.http import HttpRequest
from tests.server import Api

ME = "/management/v1/orgs/me"


def test_the_prefix_stands_for_the_header_without_it(server: Target, api: Api) -> None:
    """Token, organisation and language may come with `Grpc-Metadata-` in front."""
    headers = {
        "Grpc-Metadata-Authorization": f"Bearer {server.admin_pat}",
        "Grpc-Metadata-X-Zitadel-Orgid": api.organisation,
        "Grpc-Metadata-Accept-Language": "de",
        "accept-language": "fr",
    }
    with httpx.Client(base_url=server.base_url, trust_env=False) as http:
        assert http.get(ME, headers=headers).json()["org"]["id"] == api.organisation
        refused = http.get("/management/v1/actions/1", headers=headers).json()

    assert refused["message"] == "Aktion nicht gefunden (QUERY-GEfnb)", "the prefixed language wins"


def test_a_plain_token_counts_beside_a_prefixed_one() -> None:
    """Of token and organisation the plain one is taken; the real server promises neither."""
    names = (b"authorization", b"x-zitadel-orgid")
    headers = dict.fromkeys(names, b"plain") | {b"grpc-metadata-" + name: b"prefixed" for name in names}
    metadata = forwarded(HttpRequest("GET", ME, ME.encode(), b"", headers, "http", b""))

    assert (metadata.authorization, metadata.organisation) == ("plain", "plain")


@pytest.mark.parametrize("value", [b"Bearer\tx", b"Bearer \xc3\xbc"])
@pytest.mark.parametrize("path", [ME, "/management/v1/users/7", "/v2/users/7"])
def test_a_token_that_no_header_can_hold(client: httpx.Client, value: bytes, path: str) -> None:
    """A token outside printable ASCII is a fault of the server's, before anybody judges it."""
    response = client.get(path, headers={b"authorization": value})

    assert (response.status_code, response.json()) == (
        500,
        {"code": 13, "message": 'header key "authorization" contains value with non-printable ASCII characters'},
    )
