"""`--seed` makes two servers answer the same calls with the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from mockserver import seeds
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from tests.domain.worlds import contents
from tests.seeds.calls import Caller
from tests.seeds.servers import Server, serving


def answers(server: Server, *, reading: bool) -> Iterator[bytes]:
    """The bodies of a session that writes, is refused, and logs in; with or without reads in between."""
    api = "/management/v1"
    made = server.call("POST", f"{api}/actions", {"name": "a", "script": "s"})
    yield made.content
    if reading:
        server.call("GET", f"{api}/flows/1")
        server.call("POST", f"{api}/actions/_search", {})
    yield server.call("POST", f"{api}/flows/1/trigger/1", {"actionIds": [made.json()["id"]]}).content
    yield server.call("POST", f"{api}/flows/1/trigger/1", {"actionIds": [made.json()["id"]]}).content
    user = server.call("POST", f"{api}/users/machine", {"userName": "robot", "name": "Robot"})
    yield user.content
    path = f"{api}/users/{user.json()['userId']}"
    yield server.call("POST", f"{path}/pats", {}).content
    secret = server.call("PUT", f"{path}/secret", {})
    yield secret.content
    credentials = ("robot", secret.json()["clientSecret"])
    form = {"grant_type": "client_credentials", "scope": "urn:zitadel:iam:org:project:id:zitadel:aud"}
    login = server.http.post("/oauth/v2/token", data=form, auth=credentials)
    yield login.content
    yield server.call("GET", "/auth/v1/users/me", token=login.json()["access_token"]).content
    yield server.call("GET", f"{api}/flows/1").content
    yield server.call("POST", f"{api}/actions/_search", {}).content
    yield server.call("POST", "/v2/organizations/_search", {}).content


def test_two_runs_are_alike() -> None:
    """Two processes with one seed answer alike to the byte, however much one of them is read from in between."""
    with serving("--seed", "7", "--fake", "30") as one, serving("--seed", "7", "--fake", "30") as other:
        assert list(answers(one, reading=False)) == list(answers(other, reading=True))


def test_another_seed_gives_other_tokens() -> None:
    """Tokens depend on the seed; without one they differ from run to run."""
    instances = [first_instance(Settings(seed=seed)) for seed in (1, 1, 2, None, None)]
    tokens = []
    for instance in instances:
        caller = Caller(instance)
        user = caller.answer("POST", "/management/v1/users/machine", {"userName": "u", "name": "U"})["userId"]
        tokens.append(caller.answer("POST", f"/management/v1/users/{user}/pats", {})["token"])

    assert tokens[0] == tokens[1]
    assert len(set(tokens)) == 4


def test_loading_again_starts_time_again() -> None:
    """An instance whose state is replaced goes on like a fresh one with the same state."""
    settings = Settings(seed=1)
    document = seeds.loads("organisations: [{name: Acme}]")
    instance = seeds.build(document, settings)
    Caller(instance).call("POST", "/management/v1/actions", {"name": "a", "script": "s"})

    seeds.apply(document, instance, settings)

    assert contents(instance.state) == contents(seeds.build(document, settings).state)
    assert instance.clock.now() == seeds.build(document, settings).clock.now()
