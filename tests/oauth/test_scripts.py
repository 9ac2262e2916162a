"""Scripts of actions at the endpoints that tell of users; the rest of their rules stands in the recordings."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from mockserver.wire.http import Response
from tests.oauth.flows import bind
from tests.oauth.provider import SECRET, Provider, Robot, body, refusal


def ask(provider: Provider, robot: Robot) -> Response:
    """Ask for an access token and an ID token."""
    return provider.token(grant_type="client_credentials", scope="openid", client_id=robot.name, client_secret=SECRET)


def test_both_triggers_of_a_token_request(provider: Provider) -> None:
    """What the first sets, the second's token has not; both stand in the journal's entry, in order."""
    robot = provider.add_robot("r", jwt=True)
    for trigger in "54":
        bind(provider.instance, trigger, f"api.v1.claims.setClaim('of', {trigger});")

    response = ask(provider, robot)

    tokens = body(response)
    assert [provider.id_token(tokens[name])["of"] for name in ("access_token", "id_token")] == [5, 4]
    shown: list[dict[str, Any]] = json.loads(response.runs)
    assert [(run["flow"], run["trigger"], run["action"], run["outcome"]) for run in shown] == [
        ("2", "5", "run5", "succeeded"),
        ("2", "4", "run4", "succeeded"),
    ]


def test_metadata_set_by_the_first_trigger_is_seen_by_the_next_request(provider: Provider) -> None:
    """The second trigger of the same request still sees what was there when it began."""
    robot = provider.add_robot("r", jwt=True)
    bind(provider.instance, "5", "api.v1.user.setMetadata('k', 1);")
    bind(provider.instance, "4", "api.v1.claims.setClaim('n', c.v1.user.getMetadata().count);")

    assert [provider.id_token(body(ask(provider, robot))["id_token"])["n"] for _ in range(2)] == [0, 1]
    assert provider.instance.state.user_metadata.get((robot.id, "k")) is not None


def test_a_failing_script(provider: Provider) -> None:
    """It ends the request, and the journal says where; allowed to fail, it ends nothing."""
    robot = provider.add_robot("r", jwt=True)
    bind(provider.instance, "5", "\n  nothing.at.all;")

    response = ask(provider, robot)

    assert refusal(response) == (500, "server_error", "Errors.Internal")
    assert json.loads(response.runs)[0]["error"] == {
        "message": "ReferenceError: nothing is not defined",
        "line": 2,
        "column": 3,
        "words": "ReferenceError: nothing is not defined at run5 (<eval>:2:3(0))",
    }


def test_metadata_that_nothing_can_hold(provider: Provider) -> None:
    """A key with a zero character is no key."""
    robot = provider.add_robot("r", jwt=True)
    bind(provider.instance, "5", "api.v1.user.setMetadata('a\\u0000b', 1);")

    assert refusal(ask(provider, robot)) == (500, "server_error", "Errors.Internal")


def test_a_token_that_cannot_be_read_again(provider: Provider) -> None:
    """It is issued, and known nowhere."""
    robot = provider.add_robot("r", jwt=True)
    bind(provider.instance, "5", "api.v1.claims.setClaim('amr', 'mine');")

    token = body(ask(provider, robot))["access_token"]

    userinfo = provider.call("GET", "/oidc/v1/userinfo", headers={"authorization": f"Bearer {token}"})
    assert refusal(userinfo) == (401, "access_denied", "access token invalid")


def test_the_real_server_breaking_down(provider: Provider) -> None:
    """A claim that cannot be written breaks what follows it: there is no answer."""
    robot = provider.add_robot("r", jwt=True)
    effect = "api.v1.claims.setClaim('x', NaN);"
    bind(provider.instance, "5", effect, effect)

    assert ask(provider, robot).broken == "empty"


@pytest.mark.parametrize("path", ["/oidc/v1/userinfo"])
def test_claims_that_cannot_be_written(provider: Provider, path: str) -> None:
    """Userinfo says so in its body, with the status of a success."""
    robot = provider.add_robot("r")
    token = body(ask(provider, robot))["access_token"]
    bind(provider.instance, "4", "api.v1.claims.setClaim('x', NaN);")

    response = provider.call("GET", path, headers={"authorization": f"Bearer {token}"})

    assert (response.status, response.body) == (
        200,
        b"json: error calling MarshalJSON for type *oidc.UserInfo: oidc custom claims: json: unsupported value: NaN\n",
    )


def test_nothing_is_imported_before_the_first_run() -> None:
    """Neither the engine nor what goes with it is part of a start."""
    program = """
import sys, mockserver.app
print([name for name in sys.modules if "quickjs" in name or name.startswith("mockserver.scripts.")])
"""

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
