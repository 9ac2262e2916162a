"""Executions around operations, over every protocol and by every way in."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from mockserver.app import create_app
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from mockserver.testing import ZitadelMock
from tests.deliveries.calls import ADD, ADDING, add, deliveries, execute, hook, received, target

_KEY = "Action.Flow.Type.ExternalAuthentication"
_MY_ORG = "/zitadel.management.v1.ManagementService/GetMyOrg"


@pytest.mark.parametrize(
    ("path", "content_type", "body", "told"),
    [
        (_MY_ORG, "application/grpc-web", bytes(5), {"content-type": ["application/grpc"]}),
        ("/management/v1/orgs/me", "", b"", {"content-type": ["application/grpc"], "x-forwarded-for": ["127.0.0.1"]}),
    ],
)
def test_headers_of_v1(
    client: httpx.Client, path: str, content_type: str, body: bytes, told: dict[str, list[str]]
) -> None:
    """Methods of v1 are told in lower case, whatever they came by."""
    url = hook(client, "seen")
    execute(client, {"request": {"method": _MY_ORG}}, target(client, url))
    if content_type:
        answer = client.post(path, content=body, headers={"content-type": content_type})
    else:
        answer = client.get(path)

    assert answer.status_code == 200
    (payload,) = received(client, "seen")
    assert payload["request"] == {}
    assert told.items() <= payload["headers"].items()
    assert "host" not in payload["headers"]


def test_grpc_web_of_v2(client: httpx.Client) -> None:
    """What a target makes of a response comes back in protobuf."""
    url = hook(client, "answers", body={"organizationId": "mine"})
    execute(client, {"response": {"method": ADD}}, target(client, url))
    message = b"\x0a\x03Web"
    framed = b"\x00" + len(message).to_bytes(4, "big") + message
    answer = client.post(ADD, content=framed, headers={"content-type": "application/grpc-web"})

    assert answer.content[5:].startswith(b"\x12\x04mine")
    (payload,) = received(client, "answers")
    assert payload["headers"]["Content-Type"] == ["application/grpc-web"]
    assert payload["response"]["organizationId"]


def test_texts_are_filled_in_afterwards(client: httpx.Client) -> None:
    """A target sees the keys of texts only; of what it answers the reader gets texts in its language."""
    listing = "/zitadel.management.v1.ManagementService/ListFlowTypes"
    url = hook(
        client, "texts", body={"result": [{"id": "9", "name": {"key": "Action.Flow.Type.ExternalAuthentication"}}]}
    )
    execute(client, {"response": {"method": listing}}, target(client, url))
    answer = client.post("/management/v1/flows/types/_search", json={}, headers={"accept-language": "de"})

    (payload,) = received(client, "texts")
    assert payload["response"]["result"][0]["name"] == {"key": _KEY}
    (row,) = answer.json()["result"]
    assert row["name"] == {
        "key": "Action.Flow.Type.ExternalAuthentication",
        "localizedMessage": "Externe Authentifizierung",
    }


def test_values_are_told_as_proto3_json(client: httpx.Client) -> None:
    """Enums by name, durations with a unit, what is as by default not at all; path parameters are part of it."""
    method = "/zitadel.management.v1.ManagementService/"
    url = hook(client, "values")
    execute(client, {"request": {"service": "zitadel.management.v1.ManagementService"}}, target(client, url))
    machine = {"userName": "m", "name": "M", "accessTokenType": 1, "description": ""}
    user = client.post("/management/v1/users/machine", json=machine).json()["userId"]
    client.post("/management/v1/actions", json={"name": "a", "script": "s", "timeout": "1.5s", "allowedToFail": False})
    client.get(f"/management/v1/users/{user}")

    told = [(payload["fullMethod"].removeprefix(method), payload["request"]) for payload in received(client, "values")]
    assert told == [
        ("AddMachineUser", {"userName": "m", "name": "M", "accessTokenType": "ACCESS_TOKEN_TYPE_JWT"}),
        ("CreateAction", {"name": "a", "script": "s", "timeout": "1.500s"}),
        ("GetUserByID", {"id": user}),
    ]


def test_what_does_not_fit_is_kept_as_far_as_it_was_read(client: httpx.Client) -> None:
    """Where a target's failures are let pass, the members before the one that does not fit are the message."""
    url = hook(client, "halves", text='{"name": "Half", "nope": 1}')
    execute(client, ADDING, target(client, url, interruptOnError=False))

    assert add(client, "Whole").status_code == 200
    assert client.post("/v2/organizations/_search", json={}).json()["result"][-1]["name"] == "Half"


def test_the_journal_shows_them(client: httpx.Client, mock: ZitadelMock) -> None:
    """An entry of the journal holds what was sent for it, with what the answer changed."""
    execute(client, ADDING, target(client, hook(client, "renames", body={"name": "Other"})))
    add(client, "One")

    (request,) = mock.requests("AddOrganization")
    shown = client.get(f"/__admin/requests/{request.number}").json()["deliveries"]
    (delivery,) = deliveries(client)
    assert shown == [delivery]
    assert (delivery["outcome"], delivery["changed"]) == ("delivered", ["name"])
    assert delivery["condition"] == f"request{ADD}"


def test_faults_and_strictness_wait_too(client: httpx.Client, mock: ZitadelMock) -> None:
    """What surrounds an operation surrounds its targets: delays, warnings, faults."""
    execute(client, ADDING, target(client, hook(client, "quiet")))
    mock.delay(1, "AddOrganization")
    client.put("/__admin/settings", json={"strict": "warn"})
    answer = client.post("/v2/organizations", json={"name": "Strict", "nope": 1})

    assert answer.status_code == 201
    assert "unknown field nope" in answer.headers["x-mock-warning"]
    assert len(deliveries(client)) == 1


@pytest.mark.thorough
def test_connexion_asks_them_too(client: httpx.Client) -> None:
    """The ASGI application answers as the port does, refusals included."""
    url = hook(client, "judges", body={"forwardedStatusCode": 403, "forwardedErrorMessage": "Not today"})
    app = create_app(Settings())

    async def through_asgi() -> tuple[Any, Any, Any]:
        transport = httpx.ASGITransport(app.asgi)
        headers = {"authorization": f"Bearer {DEFAULT_ADMIN_PAT}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers) as own:
            made = await own.post(
                "/v2/actions/targets",
                json={"name": "t", "restCall": {"interruptOnError": True}, "endpoint": url, "timeout": "5s"},
            )
            for condition in ({"method": ADD}, {"method": "/zitadel.management.v1.ManagementService/Healthz"}):
                body = {"condition": {"request": condition}, "targets": [made.json()["id"]]}
                (await own.put("/v2/actions/executions", json=body)).raise_for_status()
            refused = await own.post("/v2/organizations", json={"name": ""})
            health = await own.get("/management/v1/healthz")
            shown = await own.get("/__admin/requests?operation=AddOrganization")
            number = shown.json()["requests"][0]["id"]
            entry = await own.get(f"/__admin/requests/{number}")
            await app.close()
            return refused.json(), health.status_code, entry.json()["deliveries"]

    refused, health, shown = asyncio.run(through_asgi())

    assert refused["message"] == "Not today (EXEC-reUaUZCzCp)"
    assert health == 403
    assert [each["outcome"] for each in shown] == ["interrupted"]
    assert json.dumps(received(client, "judges")[0]["request"]) == "{}"
