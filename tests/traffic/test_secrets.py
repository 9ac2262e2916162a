"""What of traffic is a secret."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from google.protobuf.descriptor_pb2 import DescriptorProto, FieldDescriptorProto

from mockserver.protos.pool import file_descriptor_set
from mockserver.traffic.secrets import Secrets, is_secret

TEXTS = {FieldDescriptorProto.TYPE_STRING, FieldDescriptorProto.TYPE_BYTES}
SUSPECT = re.compile(r"token|password|secret|code|key|hash|credential|assertion|verifier|otp", re.IGNORECASE)
OF_PAGES = "zitadel.text."
"""Texts of the login pages."""
NO_SECRETS = {
    "accessKeyId", "appKeys", "assertionConsumerService", "authenticationKeyId", "grantedRoleKeys", "key", "keyId",
    "keys", "keysEndpoint", "machineKeys", "otpEmailId", "otpSmsId", "passkeyId", "passkeyName", "publicKey",
    "publicKeyCredential", "roleKey", "roleKeys", "tokenEndpoint", "tokenId", "tokenName", "totpId",
}  # fmt: skip
"""Names, addresses, and what is public or good once; the keys of imports are ids."""


def fields(messages: Iterable[DescriptorProto]) -> Iterator[FieldDescriptorProto]:
    """All fields of messages, those of nested ones included."""
    for message in messages:
        yield from message.field
        yield from fields(message.nested_type)


def test_every_suspicious_field_is_decided_on() -> None:
    """Whatever the API calls a token, password, secret, code or key is covered, or known not to be one."""
    files = (file for file in file_descriptor_set().file if not file.package.startswith(OF_PAGES.rstrip(".")))
    texts = {field.json_name for file in files for field in fields(file.message_type) if field.type in TEXTS}

    assert {name for name in texts if SUSPECT.search(name) and not is_secret(name)} == NO_SECRETS


def test_addresses_that_hold_secrets() -> None:
    """A client's own address with a code or a token behind it is shown without that; others stay as they are."""
    body = {
        "callbackUrl": "https://app.example/cb?code=abcdefgh&state=x",
        "implicit": "https://app.example/cb#access_token=ijklmnop&expires_in=5",
        "url": "otpauth://totp/ZITADEL:alice?secret=QRSTUVWX",
        "redirectUri": "https://app.example/a%20b?x=y+z#top",
    }

    assert json.loads(Secrets().text(json.dumps(body))) == {
        "callbackUrl": "https://app.example/cb?code=secret-1&state=x",
        "implicit": "https://app.example/cb#access_token=secret-2&expires_in=5",
        "url": "secret-3",
        "redirectUri": body["redirectUri"],
    }


def test_responses_of_saml_are_secrets() -> None:
    """Whoever holds one can log in with it, as long as it lasts."""
    assert Secrets().form("RelayState=x&SAMLResponse=abcdefgh") == "RelayState=x&SAMLResponse=secret-1"
    assert json.loads(Secrets().text('{"post": {"samlResponse": "abcdefgh"}}')) == {
        "post": {"samlResponse": "secret-1"}
    }
