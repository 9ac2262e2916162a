"""Operations that nobody modelled: judged like all others, then refused."""

from __future__ import annotations

import httpx
import pytest

from contracts.target import Target
from tests.protocols.grpc_client import connected
from tests.server import Api

PROVIDER = "/management/v1/idps/7"
GET_PROVIDER = "zitadel.management.v1.ManagementService/GetOrgIDPByID"


def refusal(rpc: str) -> dict[str, object]:
    """How a method is refused."""
    return {
        "code": 12,
        "message": f"this mock does not model {rpc}; `zitadel-mock routes` lists what it serves. Start it with"
        " --unmodelled fabricate (or send `Prefer: unmodelled=fabricate`) for an answer that is made up, with"
        " --unmodelled forward=URL for that of a real server",
    }


def test_a_caller_is_judged_first(api: Api) -> None:
    """Without a token 401, for an unknown organisation 403, without the permission 403; then 501, never a success."""
    member = Api(api.http, api.organisation, api.new_token(api.new_user()))
    assert api.http.get(PROVIDER, headers={"authorization": ""}).status_code == 401
    assert api.http.get(PROVIDER, headers={"authorization": "Bearer x"}).status_code == 401
    assert api.http.get(PROVIDER, headers={"x-zitadel-orgid": "1"}).status_code == 403
    assert member.call("GET", PROVIDER).status_code == 404, "the caller is no member"

    response = api.call("GET", PROVIDER)

    assert (response.status_code, response.json()) == (501, refusal(GET_PROVIDER))


@pytest.mark.parametrize(
    ("method", "path", "sentence"),
    [
        (
            "GET",
            "/management/v1/idps/",
            "GetOrgIDPByIDRequest.Id: value length must be between 1 and 200 runes",
        ),
        (
            "DELETE",
            "/management/v1/idps/",
            "RemoveOrgIDPRequest.IdpId: value length must be",
        ),
        (
            "GET",
            f"/management/v1/idps/{'x' * 201}",
            "GetOrgIDPByIDRequest.Id: value length must be between",
        ),
    ],
)
def test_rules_of_a_path(api: Api, method: str, path: str, sentence: str) -> None:
    """A field of the path that is too short or too long is told, as the real server does."""
    response = api.call(method, path)

    assert response.status_code == 400
    assert response.json()["message"].startswith(f"invalid {sentence}")


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'"x"'])
def test_a_body_is_read_first(client: httpx.Client, body: bytes) -> None:
    """A body that is no object is refused before the caller is known."""
    response = client.post("/management/v1/idps/oidc", content=body, headers={"authorization": ""})

    assert (response.status_code, response.json()["code"]) == (400, 3)


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "POST"])
def test_other_methods(client: httpx.Client, method: str) -> None:
    """A known path is a 405 with a method that it has not, whoever asks."""
    assert client.request(method, PROVIDER).status_code == 405


def test_grpc(server: Target) -> None:
    """Over gRPC a known method is judged and refused likewise; an unknown one is told apart."""
    token = [("authorization", f"Bearer {server.admin_pat}")]
    with connected(server) as client:
        service, _, method = GET_PROVIDER.partition("/")
        anybody = client.call(method, b"", [], service=service)
        broken = client.call(method, b"", token, service=service)
        refused = client.call(method, {"id": "7"}, token, service=service)
        group = {"organizationId": "7", "name": "Shop"}
        beyond = client.call("CreateGroup", group, token, service="zitadel.group.v2.GroupService")
        unknown = client.call("Nope", b"", token, service=service)

    assert (anybody.code, anybody.message) == ("UNAUTHENTICATED", "auth header missing")
    assert (broken.code, broken.message.partition(":")[0]) == ("INVALID_ARGUMENT", "invalid GetOrgIDPByIDRequest.Id")
    assert (refused.code, refused.message) == ("UNIMPLEMENTED", refusal(GET_PROVIDER)["message"])
    assert beyond.message == refusal("zitadel.group.v2.GroupService/CreateGroup")["message"]
    assert unknown.message == f"unknown method Nope for service {service}"


def test_the_journal_shows_calls_over_grpc(server: Target, client: httpx.Client) -> None:
    """No message of theirs is known, so that bodies are shown as they came."""
    before = client.get("/__admin/requests", params={"limit": 1}).json()["requests"]
    with connected(server) as caller:
        caller.call(GET_PROVIDER.partition("/")[2], b"", [], service=GET_PROVIDER.partition("/")[0])
    row = client.get("/__admin/requests", params={"limit": 1}).json()["requests"][0]

    assert row["id"] > max((entry["id"] for entry in before), default=0)
    assert client.get(f"/__admin/requests/{row['id']}").status_code == 200


def test_the_journal_shows_them_as_unmatched(api: Api) -> None:
    """Whatever they were refused for, nothing serves them."""
    path = f"/management/v1/idps/{api.organisation}-asked"
    api.call("GET", path)

    rows = api.http.get("/__admin/requests/unmatched", params={"limit": 5}).json()["requests"]

    assert path in [row["path"] for row in rows]
