"""Takes a case to a server, and tells in what the server differs from what was observed."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import httpx

from ..comparison import Difference, differences
from ..jwt import unpacked
from ..placeholders import Placeholders
from ..target import Target
from .browser import CALLBACK
from .case import DEFAULT, Case
from .http import Manner, http_client
from .provider import Provider
from .steps import Person
from .world import World

LogLines = Callable[[str], Sequence[Mapping[str, str]]]
"""What the server logged that holds a text: `level` and `message`."""

_POSITION: Final = re.compile(r"<eval>:\d+:\d+\(\d+\)")
_ENGINE: Final = re.compile(
    "(action run failed: )?"
    "(SyntaxError|TypeError: (Cannot|Go )|GoError|interface conversion|could not convert|interrupt at)"
)
"""How texts begin that an engine words as it likes."""


def run_case(
    target: Target,
    case: Case,
    provider: Provider,
    log: LogLines | None = None,
    manner: Manner | None = None,
    made: Callable[[str], None] = lambda _: None,
) -> list[Difference]:
    """Set a case up, do what it says, and hold what comes of it against what was observed.

    Args:
        log: None where the server's log is not to be had; then it is not compared.
        made: told the id of each organisation that was made.

    Raises: RuntimeError: the case could not be set up.
    """
    world = World(target, case, provider, manner)
    person = Person(world)
    tokens: dict[str, Any] = {}
    try:
        world.set_up()
        person.ask()
        steps = []
        for step in case["do"]:
            steps.append(person.do(step))
            if person.browser.back is not None and "code" in person.browser.back and steps[-1].get("code"):
                tokens = _tokens(world, person)
        time.sleep(world.manner.settle_s)
        seen: dict[str, Any] = {"steps": steps, "users": _people(world)}
        if tokens:
            seen["tokens"] = tokens if case.get("tokens") == "all" or "error" in tokens else _short(tokens)
        if log is not None:
            seen["log"] = _logged(world.known.value("nonce"), log)
    finally:
        person.browser.close()
        world.tear_down()
        for name, id_ in world.organisations.items():
            if name != DEFAULT:
                made(id_)
    expected = {name: value for name, value in case["then"].items() if name in seen or name != "log"}
    expected, seen = _loosened(world.known.fill(expected), seen)
    return differences(expected, seen, Placeholders({}, world.known.value("nonce")), case["case"])


def _tokens(world: World, person: Person) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "client_id": world.client, "redirect_uri": CALLBACK}
    form |= {"code": (person.browser.back or {})["code"], "code_verifier": person.verifier}
    with http_client(world.manner, base_url=world.base_url) as http:
        response = http.post("/oauth/v2/token", data=form)
        answer: dict[str, Any] = response.json()
        if response.status_code != httpx.codes.OK:
            return answer
        info = http.get("/oidc/v1/userinfo", headers={"authorization": f"Bearer {answer['access_token']}"})
    return {
        "idToken": _claims(answer["id_token"]),
        "accessToken": _claims(answer["access_token"]),
        "userinfo": info.json(),
    }


def _claims(token: str) -> Any:
    found = unpacked(token)
    return found["claims"] if found is not None else token


def _short(tokens: Mapping[str, Any]) -> dict[str, Any]:
    claims = tokens["idToken"]
    return {"amr": claims.get("amr"), "sub": claims.get("sub")}


def _people(world: World) -> list[dict[str, Any]]:
    """All people of the organisations of a case; those who were not there before get a name each, in their order."""
    nonce = world.known.value("nonce")
    found: list[tuple[dict[str, Any], str, str]] = []
    for name, organisation in world.organisations.items():
        query = {"queries": [{"typeQuery": {"type": "TYPE_HUMAN"}}]}
        users = world.manage("POST", "/users/_search", query, name).get("result", [])
        found += [(user, name, organisation) for user in users if name != DEFAULT or nonce in json.dumps(user)]
    told, new = [], 0
    for user, name, organisation in sorted(found, key=lambda each: int(each[0]["id"])):
        if user["id"] not in world.known.names():
            new += 1
            world.known.learn(f"new{new}", user["id"])
        told.append(_person(world, user, name, organisation))
    return told


def _person(world: World, user: Mapping[str, Any], name: str, organisation: str) -> dict[str, Any]:
    id_, human = user["id"], dict(user["human"])
    human["profile"] = {key: value for key, value in human["profile"].items() if key != "avatarUrl"}
    human.pop("passwordChanged", None)
    metadata = world.manage("POST", f"/users/{id_}/metadata/_search", {}, name).get("result", [])
    query = {"queries": [{"userIdQuery": {"userId": id_}}]}
    grants = world.manage("POST", "/users/grants/_search", query, name).get("result", [])
    links = world.manage("POST", f"/users/{id_}/idps/_search", {}, name).get("result", [])
    kept = ("projectId", "projectGrantId", "orgId", "roleKeys", "state")
    return {
        "id": id_,
        "org": organisation,
        **{key: user.get(key) for key in ("state", "userName", "loginNames", "preferredLoginName")},
        "human": human,
        "metadata": [_entry(entry) for entry in sorted(metadata, key=lambda entry: str(entry["key"]))],
        "grants": sorted(
            ({key: grant.get(key) for key in kept} for grant in grants), key=lambda grant: str(grant["roleKeys"])
        ),
        "links": [{key: value for key, value in link.items() if key not in {"details", "userId"}} for link in links],
    }


def _entry(entry: Mapping[str, str]) -> dict[str, Any]:
    """Metadata as cases tell it: objects and lists by their value, all else by its bytes."""
    text = base64.b64decode(entry["value"]).decode(errors="replace")
    if not entry["key"].startswith("raw"):
        try:
            value = json.loads(text)
        except ValueError:
            value = None
        if isinstance(value, dict | list):
            return {"key": entry["key"], "json": value}
    return {"key": entry["key"], "text": text}


def _logged(nonce: str, log: LogLines) -> list[dict[str, Any]]:
    """What a case's scripts logged; a word behind the nonce, and JSON behind that, are told apart."""
    told: list[dict[str, Any]] = []
    for line in log(nonce):
        found = re.match(rf"{re.escape(nonce)} (\S+) ([\[{{].*)$", line["message"], re.DOTALL)
        try:
            if found is not None:
                told.append({"level": line["level"], "label": found[1], "json": json.loads(found[2])})
                continue
        except ValueError:
            pass
        told.append({"level": line["level"], "text": line["message"]})
    return told


def _loosened(expected: Any, seen: Any) -> tuple[Any, Any]:
    """Both without what depends on the engine that runs the scripts.

    That are positions in scripts, the words of the engine's own errors, and how a server gives up where the real one
    closes the connection.
    """
    match expected, seen:
        case dict(), dict():
            if expected.get("disconnected") and "code" not in seen:
                return expected, expected
            both = {name: _loosened(expected[name], seen[name]) for name in expected if name in seen}
            return (
                {**expected, **{name: pair[0] for name, pair in both.items()}},
                {**seen, **{name: pair[1] for name, pair in both.items()}},
            )
        case list(), list() if len(expected) == len(seen):
            pairs = [_loosened(*each) for each in zip(expected, seen, strict=True)]
            return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        case str(), str():
            if _ENGINE.match(expected) and seen:
                return expected, expected
            return _POSITION.sub("<eval>", expected), _POSITION.sub("<eval>", seen)
    return expected, seen
