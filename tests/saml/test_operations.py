"""Applications for SAML over the API, and requests that a login page of somebody else's answers."""

from __future__ import annotations

import base64
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from contracts.target import Target
from mockserver.access.saml.names import POST, REDIRECT
from mockserver.settings import Settings
from mockserver.testing import ZitadelMock
from tests.deliveries.calls import client_of, execute, hook, target
from tests.deliveries.raw_targets import target_that
from tests.protocols.grpc_client import connected
from tests.saml.service_provider import CONSUMER, ENTITY, ServiceProvider
from tests.saml.setting_up import PASSWORD, Person, add_project, bind, register, sent_on
from tests.server import Api, error_id, unique

APPLICATIONS = "/zitadel.application.v2.ApplicationService"
REQUESTS = "/v2/saml/saml_requests"


@contextmanager
def served_at(document: bytes) -> Iterator[str]:
    """Where a document is to be had, by GET alone."""

    def answer(connection: socket.socket, head: bytes) -> None:
        status = b"200 OK" if head.startswith(b"GET ") else b"405 Method Not Allowed"
        connection.sendall(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, len(document), document))

    with target_that(answer) as url:
        yield url


def base64_of(text: str) -> str:
    """A text as messages have bytes."""
    return base64.b64encode(text.encode()).decode()


def session_of(client: httpx.Client, person: Person) -> dict[str, str]:
    """A session in which somebody gave a password."""
    checks = {"user": {"loginName": person.name}, "password": {"password": PASSWORD}}
    answer = client.post("/v2/sessions", json={"checks": checks}).raise_for_status().json()
    return {"sessionId": answer["sessionId"], "sessionToken": answer["sessionToken"]}


def request_of(client: httpx.Client, provider: ServiceProvider) -> str:
    """The id of a request that another login page answers."""
    me = client.get("/auth/v1/users/me").raise_for_status().json()["user"]["id"]
    page = client.get(provider.login_address(), headers={"x-zitadel-login-client": me})
    prefix = "/ui/v2/login/login?samlRequest="
    assert page.headers["location"].startswith(prefix)
    id_ = page.headers["location"].removeprefix(prefix)
    assert id_.startswith("V2_")
    return str(id_)


def test_v1_and_v2_tell_of_an_application(client: httpx.Client) -> None:
    """Metadata that is registered is what is read, byte for byte."""
    provider, project = ServiceProvider(client), add_project(client)
    app = register(client, provider, project, loginVersion={"loginV2": {"baseUri": "https://login.example"}})
    path = f"/management/v1/projects/{project}/apps/{app}"
    login = {"loginV2": {"baseUri": "https://login.example"}}
    shown = client.get(path).raise_for_status().json()["app"]
    assert shown["samlConfig"] == {"metadataXml": provider.metadata_base64, "loginVersion": login}
    found = client.post(f"{APPLICATIONS}/GetApplication", json={"applicationId": app}).raise_for_status().json()
    assert found["application"]["samlConfiguration"] == {
        "metadataXml": provider.metadata_base64,
        "loginVersion": login,
    }
    asked = {"filters": [{"typeFilter": "APPLICATION_TYPE_SAML"}]}
    listed = client.post(f"{APPLICATIONS}/ListApplications", json=asked).raise_for_status().json()
    assert [each["applicationId"] for each in listed["applications"]] == [app]
    page = client.get(provider.login_address())
    assert page.headers["location"].startswith("https://login.example/login?samlRequest=V2_")


def test_v2_adds_and_changes(client: httpx.Client) -> None:
    """An update may leave metadata out, and then only asks for another login."""
    provider, project = ServiceProvider(client), add_project(client)
    body = {"projectId": project, "name": "portal", "samlConfiguration": {"metadataXml": provider.metadata_base64}}
    made = client.post(f"{APPLICATIONS}/CreateApplication", json=body).raise_for_status().json()
    assert made["samlConfiguration"] == {}
    named = {"projectId": project, "applicationId": made["applicationId"]}
    change = {**named, "samlConfiguration": {"loginVersion": {"loginV1": {}}}}
    client.post(f"{APPLICATIONS}/UpdateApplication", json=change).raise_for_status()
    assert error_id(client.post(f"{APPLICATIONS}/UpdateApplication", json=change)) == "COMMAND-1m88i"
    found = client.post(f"{APPLICATIONS}/GetApplication", json=named).raise_for_status().json()["application"]
    shown = {"metadataXml": provider.metadata_base64, "loginVersion": {"loginV1": {}}}
    assert found["samlConfiguration"] == shown
    secret = client.post(f"{APPLICATIONS}/GenerateClientSecret", json=named)
    assert error_id(secret) == "COMMAND-Ghrh3"


def test_metadata_at_an_address(client: httpx.Client) -> None:
    """It is read there, once; what cannot be had or read is refused."""
    provider, project = ServiceProvider(client), add_project(client)
    path = f"/management/v1/projects/{project}/apps/saml"
    with served_at(provider.metadata) as url:
        app = client.post(path, json={"name": "a", "metadataUrl": url}).raise_for_status().json()["appId"]
    found = client.post(f"{APPLICATIONS}/GetApplication", json={"applicationId": app}).raise_for_status().json()
    shown = {"metadataXml": provider.metadata_base64, "metadataUrl": url}
    assert found["application"]["samlConfiguration"] == shown
    gone = (f"{client.base_url}/nowhere", "ftp://a", url)
    for address, at_creation, at_change in (
        *((address, "SAML-wmqlo1", "SAML-J3kg3") for address in gone),
        (f"{client.base_url}/debug/healthz", "SAML-bquso", "SAML-3fk2b"),
    ):
        assert error_id(client.post(path, json={"name": "b", "metadataUrl": address})) == at_creation
        config = f"/management/v1/projects/{project}/apps/{app}/saml_config"
        assert error_id(client.put(config, json={"metadataUrl": address})) == at_change


def test_loopback_addresses_can_be_denied(client: httpx.Client) -> None:
    """Metadata is asked for under the rules that targets have."""
    metadata = ServiceProvider(client).metadata
    settings = Settings(deny_loopback_targets=True)
    with ZitadelMock(settings=settings) as guarded, client_of(guarded) as denied, served_at(metadata) as url:
        path = f"/management/v1/projects/{add_project(denied)}/apps/saml"
        assert error_id(denied.post(path, json={"name": "a", "metadataUrl": url})) == "SAML-wmqlo1"


def test_an_entity_is_registered_once(client: httpx.Client) -> None:
    """In all of the instance, until its application is removed."""
    provider, project = ServiceProvider(client), add_project(client)
    app = register(client, provider, project)
    path = f"/management/v1/projects/{project}/apps"
    again = client.post(f"{path}/saml", json={"name": "again", "metadataXml": provider.metadata_base64})
    assert (again.status_code, error_id(again)) == (409, "V3-DKcYh")
    other = ServiceProvider(client, entity="https://other.example")
    second = register(client, other, project, name="other")
    taken = client.put(f"{path}/{second}/saml_config", json={"metadataXml": provider.metadata_base64})
    assert (taken.status_code, error_id(taken)) == (409, "V3-DKcYh")
    client.delete(f"{path}/{app}").raise_for_status()
    client.put(f"{path}/{second}/saml_config", json={"metadataXml": provider.metadata_base64}).raise_for_status()


UNREADABLE = (
    *("no xml", "<a/>", "<!DOCTYPE a><a/>"),
    '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>',
)


def test_metadata_that_cannot_be_read(client: httpx.Client) -> None:
    """It is refused when it is registered."""
    path = f"/management/v1/projects/{add_project(client)}/apps/saml"
    for metadata in UNREADABLE:
        answer = client.post(path, json={"name": "a", "metadataXml": base64_of(metadata)})
        assert error_id(answer) == "SAML-bquso", metadata


def test_an_entity_without_consumers(client: httpx.Client) -> None:
    """It can be registered, and can ask for nothing that could be sent to it."""
    provider = ServiceProvider(client)
    bare = provider.metadata.decode().replace("AssertionConsumerService", "Other")
    register(client, provider, metadataXml=base64_of(bare))
    assert "missing usable assertion consumer url" in client.get(provider.login_address()).text


@pytest.mark.parametrize("binding", [POST, REDIRECT])
def test_the_api_answers_a_request(client: httpx.Client, ada: Person, binding: str) -> None:
    """With what a browser is to take to the service provider, which accepts it."""
    provider = ServiceProvider(client, binding=binding)
    register(client, provider)
    id_ = request_of(client, provider)
    shown = client.get(f"{REQUESTS}/{id_}").raise_for_status().json()["samlRequest"]
    del shown["creationDate"]
    assert shown == {
        "id": id_,
        "issuer": ENTITY,
        "assertionConsumerService": CONSUMER,
        "relayState": "there",
        "binding": binding,
    }
    answer = client.post(f"{REQUESTS}/{id_}", json={"session": session_of(client, ada)}).raise_for_status().json()
    if binding == POST:
        assert answer["url"] == CONSUMER
        form = {"RelayState": answer["post"]["relayState"], "SAMLResponse": answer["post"]["samlResponse"]}
        assert provider.accepted(form).get_nameid() == "ada"
    else:
        assert answer["redirect"] == {}
        assert provider.signed_query(answer["url"], client.get("/saml/v2/certificate").text)


def test_what_is_refused(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """Requests and sessions that are not there, and requests that were answered already."""
    session = session_of(client, ada)

    def refused(id_: str, body: dict[str, Any]) -> tuple[int, str]:
        answer = client.post(f"{REQUESTS}/{id_}", json=body)
        return answer.status_code, error_id(answer)

    assert error_id(client.get(f"{REQUESTS}/V2_1")) == "QUERY-Thee9"
    assert refused("V2_1", {"session": session}) == (404, "COMMAND-GH3PVLSfXC")
    assert refused("V2_1", {"error": {}}) == (400, "COMMAND-32lGj1Fhjt")
    id_ = request_of(client, portal)
    assert refused(id_, {"session": {**session, "sessionId": "1"}}) == (400, "COMMAND-Flk38")
    assert refused(id_, {"session": {**session, "sessionToken": "no"}}) == (400, "COMMAND-hi6Ph")
    client.post(f"{REQUESTS}/{id_}", json={"session": session}).raise_for_status()
    assert refused(id_, {"session": session}) == (400, "COMMAND-ttPKNdAIFT")
    assert refused(id_, {"error": {}}) == (400, "COMMAND-32lGj1Fhjt")
    assert client.get(f"/v2/oidc/auth_requests/{id_}").status_code == 404


def test_an_error_for_the_service_provider(client: httpx.Client, portal: ServiceProvider) -> None:
    """It is told which, and that the request is over."""
    id_ = request_of(client, portal)
    error = {"error": "ERROR_REASON_REQUEST_DENIED", "errorDescription": "not today"}
    answer = client.post(f"{REQUESTS}/{id_}", json={"error": error}).raise_for_status().json()
    refused = portal.refused({"SAMLResponse": answer["post"]["samlResponse"]})
    assert "RequestDenied" in refused
    assert "not today" in refused
    assert error_id(client.get(f"{REQUESTS}/{id_}")) == "QUERY-Thee9"


@pytest.mark.parametrize("of_target", [True, False])
def test_a_failure_over_the_api(client: httpx.Client, portal: ServiceProvider, ada: Person, *, of_target: bool) -> None:
    """It is the name of a status, whatever failed; what ran and was sent stands in the journal."""
    if of_target:
        condition = {"function": {"name": "presamlresponse"}}
        execute(client, condition, target(client, hook(client, "saml", status=403)))
    else:
        bind(client, "function f(ctx, api) { throw 1; }")
    id_ = request_of(client, portal)
    answer = client.post(f"{REQUESTS}/{id_}", json={"session": session_of(client, ada)})
    assert answer.status_code == 500
    status = "urn:oasis:names:tc:SAML:2.0:status:InvalidAttrNameOrValue"
    assert answer.json()["message"] == f"rpc error: code = Unknown desc = {status}"
    rows = client.get("/__admin/requests?operation=CreateResponse").raise_for_status().json()["requests"]
    entry = client.get(f"/__admin/requests/{rows[0]['id']}").raise_for_status().json()
    assert len(entry["deliveries" if of_target else "runs"]) == 1


def test_grants_are_asked_for(client: httpx.Client, ada: Person) -> None:
    """A project that wants grants keeps sessions of the API out as well."""
    provider = ServiceProvider(client)
    register(client, provider, add_project(client, projectRoleCheck=True))
    answer = client.post(f"{REQUESTS}/{request_of(client, provider)}", json={"session": session_of(client, ada)})
    assert (answer.status_code, error_id(answer)) == (403, "SAML-foSyH49RvL")


def test_the_page_of_v2_answers_too(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """Where nobody else has a page, that of this server logs people in for SAML."""
    page = client.get(portal.login_address(), headers={"x-zitadel-login-client": "1"})
    shown = client.get(page.headers["location"])
    assert 'data-page="login name"' in shown.text
    id_ = page.headers["location"].rpartition("=")[2]
    form = {"authRequest": id_, "loginName": ada.name, "password": PASSWORD}
    assert portal.accepted(sent_on(client.post("/ui/v2/login/login", data=form))).get_nameid() == "ada"


def test_over_grpc(server: Target) -> None:
    """An operation that waits for somebody is awaited there too, and refuses as over JSON."""
    headers = {"authorization": f"Bearer {server.admin_pat}"}
    with httpx.Client(base_url=server.base_url, headers=headers, timeout=30, trust_env=False) as http:
        api = Api(http, "").new_organisation()
        provider = ServiceProvider(http, entity=unique("entity"))
        project = api.done("POST", "/management/v1/projects", {"name": unique("portal")})["id"]
    as_admin = (("authorization", headers["authorization"]), ("x-zitadel-orgid", api.organisation))
    body = {"projectId": project, "name": "portal", "metadataXml": provider.metadata_base64}
    with connected(server) as client:
        added = client.call("AddSAMLApp", body, as_admin)
        again = client.call("AddSAMLApp", {**body, "name": "again"}, as_admin)
        broken = client.call("AddSAMLApp", {**body, "metadataXml": base64_of("no xml")}, as_admin)
    assert added.response is not None
    assert added.response["appId"]
    assert (again.code, broken.code) == ("ALREADY_EXISTS", "INVALID_ARGUMENT")
    assert broken.details[0]["id"] == "SAML-bquso"


def test_a_state_file_holds_applications(mock: ZitadelMock, client: httpx.Client, portal: ServiceProvider) -> None:
    """What is read from it logs people in as before, with a key of its own."""
    kept = mock.state()
    mock.reset()
    assert "no active application" in client.get(portal.login_address()).text
    mock.seed(kept)
    assert client.get(portal.login_address()).status_code == 303


def test_the_console_shows_an_application(client: httpx.Client) -> None:
    """By its entity id, with the address of its metadata to be changed, and no secret or key."""
    provider, project = ServiceProvider(client), add_project(client)
    app = register(client, provider, project)
    organisation = client.get("/management/v1/orgs/me").raise_for_status().json()["org"]["id"]
    listed = client.get(f"/__admin/console/projects/{project}?org={organisation}").raise_for_status().text
    assert f"SAML, {ENTITY}" in listed
    page = client.get(f"/__admin/console/projects/{project}/apps/{app}?org={organisation}").raise_for_status().text
    assert ENTITY in page
    assert 'data-call="UpdateSAMLAppConfig"' in page
    assert "New secret" not in page
