"""A mock whose actions are carried over: by the written script to the written receiver, with the same tokens."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from mockserver.cli import cli
from mockserver.migration.payloads import about
from mockserver.migration.planning import plan_of
from mockserver.migration.reading import read_organisations
from mockserver.scripts.tables import TRIGGERS
from mockserver.settings import DEFAULT_ADMIN_PAT
from mockserver.testing import ZitadelMock
from tests.clients.missing import need_program
from tests.command_line import environment

_ADMIN = {"authorization": f"Bearer {DEFAULT_ADMIN_PAT}"}
_OWNER = _ADMIN | {"x-zitadel-orgid": "300000000000000001"}
_SCRIPT = """
function everything(ctx, api) {
  const user = ctx.v1.getUser();
  api.v1.claims.setClaim('who', [user.username, user.machine.name, ctx.v1.application.getClientId()]);
  const { metadata } = ctx.v1.user.getMetadata();
  api.v1.claims.setClaim('metadata', Object.fromEntries(metadata.map((each) => [each.key, each.value])));
  const { grants } = ctx.v1.user.grants;
  api.v1.claims.setClaim('roles', grants.map((of) => [of.projectName, of.roles, of.userGrantResourceOwnerName]));
  api.v1.claims.setClaim('plan', ctx.v1.org.getMetadata().metadata[0].value);
  api.v1.user.setMetadata('seen', true);
}
"""
_REGISTRATION = """
function check(ctx, api) {
  const { human } = ctx.v1.user;
  if (human.lastName === 'Nobody') throw new Error('Tell your name');
  api.setUsername(String(human.email).split('@')[0]);
  api.setNickName(human.firstName[0]);
  api.setEmailVerified(true);
  api.v1.user.appendMetadata('source', { form: true });
}
"""
_FIRST_ROLE = """
const firstRole = (ctx, api) => {
  api.v1.appendUserGrant({ projectId: '300000000000000003', roles: ['reader'] });
};
"""
_CHECKS = """
function checks(ctx, api) {
  api.v1.user.appendMetadata('checked', String(ctx.v1.authMethod));
}
"""
_SEED: dict[str, Any] = {
    "organisations": [
        {
            "name": "Acme",
            "id": "300000000000000001",
            "actions": [
                {"name": "everything", "script": _SCRIPT},
                {"name": "second", "script": "const second = (ctx, api) => { api.v1.claims.setClaim('second', 2); };"},
                {"name": "check", "script": _REGISTRATION},
                {"name": "firstRole", "script": _FIRST_ROLE},
                {"name": "checks", "script": _CHECKS},
            ],
            "flows": {
                "CustomiseToken": {
                    "PreUserinfoCreation": ["everything"],
                    "PreAccessTokenCreation": ["everything", "second"],
                },
                "InternalAuthentication": {
                    "PreCreation": ["check"],
                    "PostCreation": ["firstRole"],
                    "PostAuthentication": ["checks"],
                },
            },
        }
    ],
    "users": [
        {
            "organisation": "Acme",
            "user_name": "robot",
            "name": "Robot",
            "secret": "robot-secret",
            "access_token_type": "jwt",
            "id": "300000000000000002",
        }
    ],
    "projects": [
        {
            "name": "Shop",
            "organisation": "Acme",
            "id": "300000000000000003",
            "roles": ["reader", "admin"],
            "grants": {"robot": ["admin", "reader"]},
        }
    ],
}


@contextmanager
def _receiver(folder: Path, mock: ZitadelMock) -> Iterator[str]:
    """The receiver as its user starts it."""
    told = environment(PORT="0", ZITADEL_URL=mock.url, ZITADEL_TOKEN=DEFAULT_ADMIN_PAT)
    command = ["node", str(folder / "server.js")]
    with subprocess.Popen(command, env=told, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


def _claims(mock: ZitadelMock) -> dict[str, Any]:
    """Those of an access token and of userinfo, but for what a token has of its own."""
    form = {
        "grant_type": "client_credentials",
        "client_id": "robot",
        "client_secret": "robot-secret",
        "scope": "openid urn:zitadel:iam:org:projects:roles urn:zitadel:iam:org:project:id:300000000000000003:aud",
    }
    issued = httpx.post(f"{mock.url}/oauth/v2/token", data=form)
    assert issued.status_code == 200, issued.text
    token = issued.json()["access_token"]
    part = token.split(".")[1]
    of_token = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    userinfo = httpx.get(f"{mock.url}/oidc/v1/userinfo", headers={"authorization": f"Bearer {token}"}).json()
    return {
        "token": {key: of_token.get(key) for key in ("who", "metadata", "roles", "second", "plan")},
        "userinfo": userinfo,
    }


@pytest.fixture
def mock() -> Iterator[ZitadelMock]:
    """A server whose actions are to be carried over; its user has metadata."""
    with ZitadelMock(seed=_SEED) as mock:
        for path, value in (("users/300000000000000002/metadata/colour", b'"blue"'), ("metadata/plan", b"gold")):
            message = {"value": base64.b64encode(value).decode()}
            httpx.post(f"{mock.url}/management/v1/{path}", headers=_OWNER, json=message).raise_for_status()
        yield mock


def test_tokens_stay_as_they_were(mock: ZitadelMock, tmp_path: Path) -> None:
    """What is written makes the targets and executions, and the receiver's answers the claims that scripts set."""
    need_program("node")
    need_program("curl")
    before = _claims(mock)
    assert before["token"]["who"] == ["robot", "Robot", "robot"]
    assert before["token"]["metadata"] == {"colour": "blue"}
    assert before["token"]["plan"] == "gold"
    arguments = ["migrate", mock.url, "--organisation", "Acme", "--out", str(tmp_path)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output

    with _receiver(tmp_path, mock) as address:
        told = environment(ZITADEL_URL=mock.url, ZITADEL_TOKEN=DEFAULT_ADMIN_PAT, WEBHOOKS=address)
        made = subprocess.run(["sh", "setup.sh"], cwd=tmp_path, env=told, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        for trigger in ("4", "5"):
            path = f"/management/v1/flows/2/trigger/{trigger}"
            httpx.post(f"{mock.url}{path}", headers=_OWNER, json={"actionIds": []}).raise_for_status()
        after = _claims(mock)
        people = _registered(mock)
        again = subprocess.run(["sh", "setup.sh"], cwd=tmp_path, env=told, capture_output=True, text=True, check=False)

    seen = {"seen": True}
    assert after["token"] == before["token"] | {"metadata": {"colour": "blue"} | seen}
    assert after["userinfo"] == before["userinfo"] | {"metadata": {"colour": "blue"} | seen}
    assert people == [
        (200, "grace", "G", True, {"source": {"form": True}, "checked": "password"}, [["reader"]]),
        (400, "Error: Tell your name (EXEC-reUaUZCzCp)"),
    ]
    assert again.returncode == 1
    assert "POST /v2/actions/targets: " in again.stderr
    assert "Errors.Target.AlreadyExists" in again.stderr


def _registered(mock: ZitadelMock) -> list[tuple[Any, ...]]:
    """What becomes of two people whom a login adds by the API, and of the password that one enters then."""
    found: list[tuple[Any, ...]] = []
    for name in ("Hopper", "Nobody"):
        message = {
            "organization": {"orgId": "300000000000000001"},
            "profile": {"givenName": "Grace", "familyName": name},
            "email": {"email": "grace@example.com", "sendCode": {}},
            "password": {"password": "Password1!"},
        }
        answer = httpx.post(f"{mock.url}/v2/users/human", headers=_ADMIN, json=message)
        if not answer.is_success:
            found.append((answer.status_code, answer.json()["message"]))
            continue
        user = answer.json()["userId"]
        told = httpx.get(f"{mock.url}/v2/users/{user}", headers=_ADMIN).json()["user"]
        session = httpx.post(
            f"{mock.url}/v2/sessions", headers=_ADMIN, json={"checks": {"user": {"userId": user}}}
        ).json()
        checks = {"checks": {"password": {"password": "Password1!"}}}
        httpx.patch(f"{mock.url}/v2/sessions/{session['sessionId']}", headers=_ADMIN, json=checks).raise_for_status()
        kept = _searched(mock, f"users/{user}/metadata")
        values = {each["key"]: json.loads(base64.b64decode(each["value"])) for each in kept}
        grants = _searched(mock, "users/grants", [{"userIdQuery": {"userId": user}}])
        human = told["human"]
        nick_name, is_verified = human["profile"]["nickName"], human["email"]["isVerified"]
        roles = [each["roleKeys"] for each in grants]
        found.append((answer.status_code, told["username"], nick_name, is_verified, values, roles))
    return found


def _searched(mock: ZitadelMock, path: str, queries: Any = ()) -> list[Any]:
    answer = httpx.post(f"{mock.url}/management/v1/{path}/_search", headers=_OWNER, json={"queries": list(queries)})
    found: list[Any] = answer.json().get("result", [])
    return found


def test_payloads_are_those_of_the_server(mock: ZitadelMock) -> None:
    """What a check tells webhooks of a user who was read is what the server itself tells them."""
    created = {
        "name": "hook",
        "restCall": {"interruptOnError": True},
        "timeout": "5s",
        "endpoint": mock.hook("sent"),
    }
    target = httpx.post(f"{mock.url}/v2/actions/targets", headers=_ADMIN, json=created).json()["id"]
    execution = {"condition": {"function": {"name": "preaccesstoken"}}, "targets": [target]}
    httpx.put(f"{mock.url}/v2/actions/executions", headers=_ADMIN, json=execution).raise_for_status()
    _claims(mock)
    (delivery,) = mock.deliveries("function/preaccesstoken")

    (organisation,), executions = read_organisations(mock.url, DEFAULT_ADMIN_PAT, ["Acme"], 10)
    (person,) = organisation.people
    made = about(organisation, TRIGGERS["2", "5"], person, {"sub": person.user["id"]})

    assert executions == {"function/preaccesstoken": [target]}
    (planned,) = [each for each in plan_of([organisation], executions).executions if each.kept]
    assert (planned.condition, planned.kept) == ("function/preaccesstoken", (target,))
    sent = delivery.body
    assert [target.name for target in plan_of([organisation]).targets] == [
        "Acme: everything",
        "Acme: second",
        "Acme: checks",
        "Acme: check",
        "Acme: firstRole",
    ]
    assert {key: sorted(value) for key, value in _objects(made)} == {
        key: sorted(value) for key, value in _objects(sent)
    }
    assert made["user"] == sent["user"]
    assert made["org"] == sent["org"]
    assert made["user_grants"] == [{key: each[key] for key in made["user_grants"][0]} for each in sent["user_grants"]]
    values = {each["key"]: each["value"] for each in made["user_metadata"]}
    assert values.items() >= {each["key"]: each["value"] for each in sent["user_metadata"]}.items()


def _objects(payload: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((key, value) for key, value in payload.items() if key in {"user", "org", "application"})
