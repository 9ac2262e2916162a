"""Somebody logs in for a service provider, which accepts the response."""

from __future__ import annotations

import httpx

from tests.saml.service_provider import ServiceProvider
from tests.saml.setting_up import Person, logged_in


def test_a_response_is_accepted(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """Its signature holds by the metadata alone, and it tells the attributes that every response has."""
    form = logged_in(client, portal, ada)
    found = portal.accepted(form)
    assert found.get_nameid() == "ada"
    assert found.get_attributes() == {
        "Email": ["ada@example.com"],
        "SurName": ["Lovelace"],
        "FirstName": ["Ada"],
        "FullName": ["Ada Lovelace"],
        "UserName": ["ada"],
        "UserID": [ada.id],
    }
    assert form["RelayState"] == "there"
