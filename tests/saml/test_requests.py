"""What service providers ask, in all ways, well and badly."""

from __future__ import annotations

import base64
import zlib
from urllib.parse import quote, urlencode

import httpx
import pytest

from mockserver.access.saml.names import REDIRECT
from mockserver.access.saml.signatures import MISSING
from mockserver.later import Later
from tests.saml.service_provider import CONSUMER, ENTITY, LOGOUT, ServiceProvider, parameters_of
from tests.saml.setting_up import Person, add_project, log_in, message_of, register, sent_on

SSO = "/saml/v2/SSO"
REQUEST = (
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
    'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0">'
    f"<saml:Issuer>{ENTITY}</saml:Issuer></samlp:AuthnRequest>"
)
BOMB = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + REQUEST.replace(
    ENTITY, "&b;"
)
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + REQUEST


def packed(xml: str | bytes) -> str:
    """The parameter of a request in an address."""
    raw = xml.encode() if isinstance(xml, str) else xml
    packing = zlib.compressobj(wbits=-15)
    return base64.b64encode(packing.compress(raw) + packing.flush()).decode()


def asked(client: httpx.Client, **parameters: str) -> str:
    """What the status of the answer to a request in an address says."""
    answer = client.get(SSO, params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/xml")
    return message_of(answer.text)


def test_a_request_can_be_posted(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """The signature then stands in the XML."""
    form = sent_on(log_in(client, client.post(SSO, data=portal.posted_request()), ada))
    assert portal.accepted(form).get_nameid() == "ada"


def test_a_posted_request_without_signature(client: httpx.Client, portal: ServiceProvider) -> None:
    """It is refused, as the metadata says that signatures are wanted."""
    answer = client.post(SSO, data=portal.posted_request(signed=False))
    assert "failed to verify signature: the request has no signature" in message_of(answer.text)


def test_a_posted_request_that_was_changed(client: httpx.Client, portal: ServiceProvider) -> None:
    """Its signature does not hold any more; neither does one around which another request was put."""
    xml = base64.b64decode(portal.posted_request()["SAMLRequest"]).decode()
    for changed in (xml.replace(portal.request, "_other"), REQUEST.replace("</saml:Issuer>", f"</saml:Issuer>{xml}")):
        answer = client.post(SSO, data={"SAMLRequest": base64.b64encode(changed.encode()).decode()})
        assert "failed to verify signature" in message_of(answer.text)


def test_a_redirect_that_was_changed(client: httpx.Client, portal: ServiceProvider) -> None:
    """Nobody else signs for a service provider, nor changes what is signed."""
    parameters = parameters_of(portal.login_address())
    for name, value in {"RelayState": "elsewhere", "SAMLRequest": packed(REQUEST), "Signature": "AAAA"}.items():
        assert "failed to verify signature: no certificate" in asked(client, **{**parameters, name: value})
    assert "the signature is no base64" in asked(client, **{**parameters, "Signature": "?"})
    assert "algorithm 'md5' is not known" in asked(client, **{**parameters, "SigAlg": "md5"})
    twice = [*parameters.items(), ("SAMLRequest", packed(REQUEST))]
    for query in (twice, twice[::-1], [("SAML%52equest", packed(REQUEST)), *parameters.items()]):
        encoded = "&".join(f"{name}={quote(value, safe='')}" for name, value in query)
        assert "the parameter SAMLRequest comes more than once" in message_of(client.get(f"{SSO}?{encoded}").text)
    mixed = client.post(SSO, params=parameters, data={"SAMLRequest": base64.b64encode(REQUEST.encode()).decode()})
    assert "the request has no signature" in message_of(mixed.text)
    del parameters["Signature"]
    assert "no signature" in asked(client, **parameters)
    del parameters["SigAlg"]
    assert "the parameter Signature is missing, and this identity provider wants" in asked(client, **parameters)


UNREADABLE = (
    ("", "no auth request provided"),
    ("???", "it is no base64"),
    (base64.b64encode(b"no deflate").decode(), "no raw DEFLATE"),
    (packed("<a>"), "it is no XML"),
    (packed("<a/>"), "it is a, where AuthnRequest of urn:oasis:names:tc:SAML:2.0:protocol is expected"),
    (packed(BOMB), "it has a document type declaration"),
    (packed(OUTSIDE), "it has a document type declaration"),
    (packed(b"\0" * 10_000_000), "it has more than 100000 bytes"),
    (packed("<a>" * 200 + "</a>" * 200), "more than 100 within each other"),
    (packed(REQUEST.replace(ENTITY, "nobody")), "no active application has the entityID 'nobody'"),
    (packed(REQUEST.replace(ENTITY, "")), "no active application has the entityID ''"),
    (packed(b'<?xml version="1.0" encoding="nonsense"?><a/>'), "it is no XML"),
)


def test_a_request_that_cannot_be_read(client: httpx.Client) -> None:
    """It is answered with what is wrong with it, and nothing is looked up or unpacked without end."""
    for given, message in UNREADABLE:
        assert message in asked(client, SAMLRequest=given), given[:80]


def test_a_request_for_another_server(client: httpx.Client, portal: ServiceProvider) -> None:
    """The service provider is told so, as it is known where to."""
    portal.identity_provider["singleSignOnService"]["url"] = "https://elsewhere.example/SSO"
    form = sent_on(client.get(SSO, params=parameters_of(portal.login_address())))
    assert "destination of request is 'https://elsewhere.example/SSO', not" in portal.refused(form)


def test_a_response_in_an_address(client: httpx.Client, ada: Person) -> None:
    """A consumer that takes redirects gets its response so, with all of it signed."""
    provider = ServiceProvider(client, binding=REDIRECT)
    register(client, provider)
    answer = log_in(client, client.get(provider.login_address("a b&c")), ada)
    assert answer.status_code == 302
    location = answer.headers["location"]
    assert location.startswith(f"{CONSUMER}?")
    found = parameters_of(location)
    assert found["RelayState"] == "a b&c"
    assert found["SigAlg"].endswith("rsa-sha256")
    xml = zlib.decompress(base64.b64decode(found["SAMLResponse"]), -15).decode()
    assert "<saml:NameID" in xml
    assert "Signature" not in xml
    certificate = client.get("/saml/v2/certificate").raise_for_status()
    assert certificate.text.startswith("-----BEGIN CERTIFICATE-----")
    assert provider.signed_query(location, certificate.text)


def test_somebody_is_remembered(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """The browser's session lets who has it in unasked."""
    log_in(client, client.get(portal.login_address()), ada)
    page = client.get(portal.login_address(), follow_redirects=True)
    assert portal.accepted(sent_on(page)).get_nameid() == "ada"


def test_a_program_can_choose_who_logs_in(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """By the same parameter as for OpenID Connect."""
    address = f"{portal.login_address()}&{urlencode({'mock_user': ada.id})}"
    assert portal.accepted(sent_on(client.get(address))).get_nameid() == "ada"


def test_inactive_applications(client: httpx.Client, ada: Person) -> None:
    """They are not known, and what was asked for before is answered with a failure."""
    provider = ServiceProvider(client)
    project = add_project(client)
    app = register(client, provider, project)
    page = client.get(provider.login_address())
    path = f"/management/v1/projects/{project}/apps/{app}"
    client.post(f"{path}/_deactivate", json={}).raise_for_status()
    assert "AuthnFailed" in provider.refused(sent_on(log_in(client, page, ada)))
    assert "no active application" in asked(client, **parameters_of(provider.login_address()))


def test_logout(client: httpx.Client, portal: ServiceProvider) -> None:
    """It is answered with a success, to where the metadata says."""
    form = sent_on(client.get(portal.logout_address()), LOGOUT)
    xml = base64.b64decode(form["SAMLResponse"]).decode()
    assert "LogoutResponse" in xml
    assert "status:Success" in xml
    assert form["RelayState"] == "bye"
    assert "failed to decode request" in message_of(client.get(f"/saml/v2/SLO?SAMLRequest={quote('<a>')}").text)


def test_without_the_extra(client: httpx.Client, portal: ServiceProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks is told what to install, before anybody has to log in."""
    monkeypatch.setattr("mockserver.access.saml.signatures.signer", Later("nothing_of_that_name"))
    answer = client.get(portal.login_address())
    assert (answer.status_code, answer.text) == (501, f"{MISSING}\n")
    assert "pip install 'zitadel-mock[saml]'" in MISSING
