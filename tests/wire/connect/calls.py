"""Calls of a service of v2 over Connect."""

from __future__ import annotations

from typing import Any

import httpx
from google.protobuf import json_format

from mockserver.protos import pool

SERVICE = "/zitadel.org.v2.OrganizationService"
ADD, LIST = f"{SERVICE}/AddOrganization", f"{SERVICE}/ListOrganizations"
JSON, PROTO = {"content-type": "application/json"}, {"content-type": "application/proto"}


def added(client: httpx.Client, name: str, **headers: str) -> httpx.Response:
    """Add an organisation with JSON, whatever is answered."""
    return client.post(ADD, json={"name": name}, headers=headers)


def added_by_protobuf(client: httpx.Client, name: str, **headers: str) -> httpx.Response:
    """Add an organisation with protobuf, whatever is answered."""
    request = pool.message_class("zitadel.org.v2.AddOrganizationRequest")()
    json_format.ParseDict({"name": name}, request, descriptor_pool=pool.descriptor_pool())
    return client.post(ADD, content=request.SerializeToString(), headers=PROTO | headers)


def read_protobuf(answer: httpx.Response) -> Any:
    """The JSON form of AddOrganization's answer in protobuf. Raises: DecodeError."""
    message = pool.message_class("zitadel.org.v2.AddOrganizationResponse").FromString(answer.content)
    return json_format.MessageToDict(message, descriptor_pool=pool.descriptor_pool())
