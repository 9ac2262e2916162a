"""Requests, metadata and scripts that are made to break something, and what is removed while somebody waits."""

from __future__ import annotations

import base64
import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.deliveries.calls import execute, hook, received, target
from tests.saml.service_provider import CONSUMER, ServiceProvider
from tests.saml.setting_up import Person, add_project, bind, log_in, logged_in, message_of, register, sent_on
from tests.saml.test_attributes import FUNCTION
from tests.saml.test_requests import SSO


def emptied(name: str) -> re.Pattern[str]:
    """An element of a signature, with all that stands in it."""
    return re.compile(rf"<ds:{name}\b.*?</ds:{name}>", re.DOTALL)


CHANGES: dict[str, tuple[str | re.Pattern[str], str]] = {
    "no value": (emptied("SignatureValue"), ""),
    "an empty value": (emptied("SignatureValue"), "<ds:SignatureValue/>"),
    "a value that is no ASCII": (emptied("SignatureValue"), "<ds:SignatureValue>ü</ds:SignatureValue>"),
    "nothing signed": (emptied("SignedInfo"), ""),
    "no reference": (emptied("Reference"), ""),
    "two references": (re.compile(r"(<ds:Reference\b.*?</ds:Reference>)", re.DOTALL), r"\1\1"),
    "no digest": (emptied("DigestValue"), ""),
    "a digest that is no ASCII": (emptied("DigestValue"), "<ds:DigestValue>ü</ds:DigestValue>"),
    "nothing at all": (emptied("Signature"), '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'),
    "no method": (re.compile(r"<ds:SignatureMethod[^>]*/>"), ""),
    "a method of a shared secret": ("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256"),
    "an unknown method": ("xmldsig-more#rsa-sha256", "xmldsig-more#none"),
    "an unknown order": (re.compile(r"<ds:CanonicalizationMethod[^>]*/>"), ""),
    "a transformation by a program": ("xmldsig#enveloped-signature", "TR/1999/REC-xslt-19991116"),
    "a file": (re.compile(r'URI="[^"]*"'), 'URI="file:///etc/passwd"'),
    "an expression": (re.compile(r'URI="[^"]*"'), "URI=\"#x' or '1'='1\""),
    "half a key": (
        emptied("X509Data"),
        "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>!</ds:Modulus></ds:RSAKeyValue></ds:KeyValue>",
    ),
}


def test_signatures_that_are_none(client: httpx.Client, portal: ServiceProvider) -> None:
    """Whatever stands in the place of a signature, it is refused as one, and nobody is logged in."""
    xml = base64.b64decode(portal.posted_request()["SAMLRequest"]).decode()
    for what, (found, instead) in CHANGES.items():
        changed = found.sub(instead, xml) if isinstance(found, re.Pattern) else xml.replace(found, instead)
        assert changed != xml, what
        answer = client.post(SSO, data={"SAMLRequest": base64.b64encode(changed.encode()).decode()})
        assert answer.status_code == 200, what
        assert "failed to verify signature" in message_of(answer.text), what


UNUSABLE = {
    "javascript:alert(1)": "must be of http or https",
    "http://sp.example/&#13;&#10;X-Mine: 1": "must be percent-encoded ASCII",
    "http://sp.example/ü": "must be percent-encoded ASCII",
    "http://[::1/acs": "cannot be read",
    "http:///acs": "must name a host",
    "https://sp.example/acs#here": "must not have a fragment",
}


def test_consumers_that_no_browser_can_go_to(client: httpx.Client) -> None:
    """It is told what is wrong with the address, and nobody logs in for nothing."""
    project = add_project(client)
    for number, (location, why) in enumerate(UNUSABLE.items()):
        provider = ServiceProvider(client, entity=f"https://portal.example/{number}")
        metadata = base64.b64encode(provider.metadata.replace(CONSUMER.encode(), location.encode())).decode()
        register(client, provider, project, name=location, metadataXml=metadata)
        answer = client.get(provider.login_address())
        assert answer.status_code == 200, location
        told = message_of(answer.text)
        assert "unusable assertion consumer url" in told, location
        assert why in told, location


def test_attributes_of_any_text(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """What XML cannot hold is replaced, markup stays text."""
    set_one = "function f(ctx, api) { api.v1.attributes.setCustomAttribute(%s); }"
    bind(client, set_one % r"'a\u0000', '', '\ud800]]>', '<b>&'")
    form = logged_in(client, portal, ada)
    assert portal.accepted(form).get_attributes()["a\ufffd"] == ["\ufffd]]>", "<b>&"]


def test_an_attribute_that_is_too_long_to_be_signed(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """It is a failure like others of scripts."""
    bind(client, "function f(ctx, api) { api.v1.attributes.setCustomAttribute('x'.repeat(11000000), '', ''); }")
    assert "InvalidAttrNameOrValue" in portal.refused(logged_in(client, portal, ada))


@pytest.mark.parametrize("removed", ["application", "user"])
def test_what_ends_while_a_target_is_asked(client: httpx.Client, ada: Person, removed: str) -> None:
    """Nobody is told of as logged in by an application, or as a user, that was switched off meanwhile."""
    provider, project = ServiceProvider(client), add_project(client)
    app = register(client, provider, project)
    path = {
        "application": f"/management/v1/projects/{project}/apps/{app}/_deactivate",
        "user": f"/management/v1/users/{ada.id}/_deactivate",
    }[removed]
    execute(client, FUNCTION, target(client, hook(client, "slow", delayMs=400)))
    page = client.get(provider.login_address())

    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(log_in, client, page, ada)
        while not received(client, "slow"):
            assert not answer.done()
        client.post(path, json={}).raise_for_status()
        refused = provider.refused(sent_on(answer.result()))
    assert "failed to create response" in refused
