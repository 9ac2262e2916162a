"""Scripts of logins in the written receiver: what becomes of the requests and responses in their place."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from mockserver.deliveries.model import Called
from mockserver.deliveries.trying import send, target_at
from mockserver.migration import receiver, skeleton
from mockserver.migration.planning import plan_of
from mockserver.migration.stand_in import StandIn
from mockserver.scripts.stubs import stubbed
from mockserver.store.delivery_faults import Signed
from tests.clients.missing import need_program
from tests.migration.organisations import KEY, organisation

_USERS = "/zitadel.user.v2.UserService"
_NEW = {
    "username": "grace@example.com",
    "organization": {"orgId": "3000000000registration"},
    "profile": {"givenName": "Grace", "familyName": "Hopper"},
    "email": {"email": "grace@example.com", "returnCode": {}},
    "metadata": [{"key": "kept", "value": "MQ=="}, {"key": "source", "value": "MQ=="}],
}
_ID_CLAIMS = json.dumps({"sub": "42", "groups": ["a"], "aud": ["b"]}).encode()
_INTENT = {
    "idpInformation": {
        "oauth": {
            "accessToken": "opaque",
            "idToken": f"e30.{base64.urlsafe_b64encode(_ID_CLAIMS).decode().rstrip('=')}.x",
        },
        "idpId": "7",
        "userId": "42",
        "rawInformation": {"given_name": "G"},
    },
    "addHumanUser": {"profile": {"givenName": "G"}, "email": {"email": "g@example.com", "sendCode": {}}},
}
_SCRIPTS = {
    "registration": """function run(ctx, api) {
        api.setUsername(ctx.v1.user.human.firstName + ctx.v1.user.human.nickName + ctx.v1.user.id);
        api.setEmailVerified(String(ctx.v1.user.human.email).endsWith('@example.com'));
        api.setGender(1); api.setPhone(5);
        api.metadata.push({key: 'pushed', value: [1]});
        api.v1.user.appendMetadata('source', {form: true}); }""",
    "refusing": "function run(ctx) { if (ctx.v1.user.human.lastName === 'Hopper') throw new Error('not you'); }",
    "unchanged": "function run() {}",
    "external": """function run(ctx, api) {
        const { externalId, externalIdpId, human } = ctx.v1.externalUser;
        api.v1.user.appendMetadata('seen', [ctx.getClaim('groups'), ctx.getClaim('none'), ctx.claimsJSON(),
          ctx.accessToken, externalId, externalIdpId, human.firstName, ctx.v1.providerInfo.given_name,
          ctx.v1.authError]);
        api.setPreferredUsername('g'); api.setEmailVerified(true); }""",
    "check": """function run(ctx) {
        const { authMethod } = ctx.v1;
        if (authMethod != 'OTP Email' || authMethod === 'OTP Email') throw new Error(authMethod); }""",
    "granting": "function run(ctx, api) { api.v1.appendUserGrant({projectId: '1', roles: []}); }",
    "token": "function run(ctx, api) { api.v1.claims.setClaim('a', 1); }",
    "created": "function run(ctx, api) { throw new Error(ctx.v1.getUser().id + ctx.v1.getUser().username); }",
}
_BOUND = {
    "registration": ("3", "2"),
    "refusing": ("3", "2"),
    "unchanged": ("3", "2"),
    "external": ("1", "1"),
    "check": ("3", "1"),
    "granting": ("3", "3"),
    "token": ("2", "4"),
    "created": ("3", "3"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A receiver with all of them."""
    need_program("node")
    folder = tmp_path_factory.mktemp("receiver")
    plan = plan_of([organisation(name, {"run": script}, *_BOUND[name]) for name, script in _SCRIPTS.items()])
    skeleton.write(folder, plan, "http://localhost:3000")
    with receiver.running(folder, KEY, StandIn(stubbed([]))) as started:
        yield started.address


def _called(address: str, name: str, payload: dict[str, Any], signed: Signed = Signed.RIGHT) -> Called:
    target = target_at(f"{address}/{name}/run", KEY, 5_000_000, is_call=True)
    return asyncio.run(send(target, json.dumps(payload).encode(), signed))[1]


def _answer(address: str, name: str, payload: dict[str, Any]) -> Any:
    called = _called(address, name, payload)
    assert called.status == 200, called
    return json.loads(called.body) if called.body else None


def _request(name: str, **message: Any) -> dict[str, Any]:
    organised = {"organization": {"orgId": f"3000000000{name}"}}
    return {"fullMethod": f"{_USERS}/AddHumanUser", "request": {**_NEW, **organised, **message}}


def test_a_person_who_registers(address: str) -> None:
    """Setters change the message, and metadata goes with it; what the message held besides stays."""
    message = _answer(address, "registration", _request("registration"))
    values = {each["key"]: json.loads(base64.b64decode(each["value"])) for each in message.pop("metadata")}
    assert values == {"kept": 1, "source": {"form": True}, "pushed": [1]}
    assert message == {
        "username": "Grace",
        "organization": {"orgId": "3000000000registration"},
        "profile": {"givenName": "Grace", "familyName": "Hopper", "gender": 1},
        "email": {"email": "grace@example.com", "isVerified": True},
        "phone": {"phone": "5"},
    }


def test_a_registration_that_is_refused(address: str) -> None:
    """What a script throws is what the caller is told."""
    told = _answer(address, "refusing", _request("refusing"))
    assert told == {"forwardedStatusCode": 400, "forwardedErrorMessage": "Error: not you"}


@pytest.mark.parametrize(
    "payload",
    [
        _request("unchanged"),
        _request("somebody-else"),
        _request("refusing", organization={"orgId": "other"}),
        _request("refusing", idpLinks=[{"idpId": "7"}]),
        {**_request("refusing"), "fullMethod": f"{_USERS}/CreateUser"},
        {**_request("refusing"), "response": {}},
    ],
)
def test_what_is_none_of_a_script(address: str, payload: dict[str, Any]) -> None:
    """A script that does nothing, another organisation's, flow's, method's or half of a call: nothing is changed."""
    name = "unchanged" if "000unchanged" in json.dumps(payload) else "refusing"
    assert _answer(address, name, payload) is None


def test_a_person_from_a_provider(address: str) -> None:
    """The response tells of the provider, and its message of who is to be added is changed."""
    payload = {"fullMethod": f"{_USERS}/RetrieveIdentityProviderIntent", "request": {}, "response": _INTENT}
    message = _answer(address, "external", payload)
    added = message["addHumanUser"]
    (entry,) = added["metadata"]
    claims = '{"aud":["b"],"groups":["a"],"sub":"42"}'
    assert json.loads(base64.b64decode(entry["value"])) == [["a"], None, claims, "opaque", "42", "7", "G", "G", "none"]
    assert (added["username"], added["email"]) == ("g", {"email": "g@example.com", "isVerified": True})
    assert message["idpInformation"] == _INTENT["idpInformation"]


def test_checks_of_a_session(address: str) -> None:
    """The method is told by the request's checks, as the object that it was."""
    method = "/zitadel.session.v2.SessionService/SetSession"
    payload = {
        "fullMethod": method,
        "request": {"checks": {"otpEmail": {"code": "1"}}},
        "response": {"sessionToken": "x"},
    }
    assert _answer(address, "check", payload) is None
    payload["request"] = {"checks": {"password": {"password": "x"}}}
    assert _answer(address, "check", payload)["forwardedErrorMessage"] == "Error: password"
    created = {**payload, "fullMethod": method.replace("SetSession", "CreateSession")}
    assert _answer(address, "check", created)["forwardedErrorMessage"] == "Error: password"
    assert _answer(address, "check", {**created, "request": {"checks": {"user": {"userId": "1"}}}}) is None


def test_a_person_who_was_created(address: str) -> None:
    """The new id is known; what the API would have to do fails here, as a check changes nothing."""
    payload = {**_request("created"), "response": {"userId": "55"}}
    assert _answer(address, "created", payload)["forwardedErrorMessage"] == "Error: 55grace@example.com"
    granting = {**_request("granting"), "response": {"userId": "55"}}
    told = _answer(address, "granting", granting)["forwardedErrorMessage"]
    assert told.startswith("POST /management/v1/users/55/grants: a check does not POST")


def test_a_payload_that_is_none(address: str) -> None:
    """It fails alone: what comes behind it is answered."""
    broken = {
        "function": "function/preuserinfo",
        "user": {"resource_owner": "3000000000token"},
        "response": {"append_claims": 5},
    }
    assert _called(address, "token", broken).status == 500
    sound = {**broken, "response": {"append_claims": [{"key": "before", "value": 1}]}}
    assert _answer(address, "token", sound)["append_claims"] == [
        {"key": "before", "value": 1},
        {"key": "a", "value": 1},
    ]


def test_who_is_refused(address: str) -> None:
    """Signatures that are none, paths that nobody has, bodies that are no JSON."""
    payload = _request("refusing")
    assert [
        _called(address, "refusing", payload, each).status for each in (Signed.WRONG, Signed.OLD, Signed.MISSING)
    ] == [401] * 3
    assert _called(address, "nobody", payload).status == 404
    target = target_at(f"{address}/refusing/run", KEY, 5_000_000, is_call=True)
    assert asyncio.run(send(target, b"{", Signed.RIGHT))[1].status == 500
