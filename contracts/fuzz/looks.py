"""What is compared of answers: plain values that say the same on every server."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any

from ..jwt import unpacked
from .answers import Answer, body_of, error_id

OK = 200


def answered(answer: Answer) -> Any:
    """`[status, error ID]`."""
    return [answer.status_code, error_id(body_of(answer))]


def sequence(answer: Answer) -> Any:
    """`[status, error ID, sequence]` of a write's answer."""
    details = (body_of(answer) or {}).get("details", {})
    return [*answered(answer), str(details.get("sequence", "")) if isinstance(details, dict) else ""]


def actions(answer: Answer) -> Any:
    """Of each action by name: its fields, its state and its sequence."""
    return {
        action.get("name"): [
            action.get("script"),
            action.get("timeout"),
            action.get("allowedToFail", False),
            action.get("state"),
            action.get("details", {}).get("sequence"),
        ]
        for action in (body_of(answer) or {}).get("result", [])
    }


def flow(answer: Answer) -> Any:
    """The names of the actions of each trigger type, in their order."""
    triggers = (body_of(answer) or {}).get("flow", {}).get("triggerActions", [])
    return {
        trigger.get("triggerType", {}).get("id"): [action.get("name") for action in trigger.get("actions", [])]
        for trigger in triggers
    }


def organisation(answer: Answer) -> Any:
    """The sequence of the organisation."""
    return (body_of(answer) or {}).get("org", {}).get("details", {}).get("sequence")


OF_TOKENS = frozenset(
    ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id", "azp", "amr", "auth_time", "at_hash", "sid"]
)
"""Claims that tokens have of their own; scripts cannot change them. Source: recordings/runs-claim-keys.jsonl:14."""


def tokens(answer: Answer) -> Any:
    """What scripts set in the access token and in the ID token; of a refusal `[status, error, description]`."""
    body = body_of(answer) or {}
    if answer.status_code != OK:
        return refusal(answer)
    return {name: _set_by_scripts(unpacked(str(body.get(f"{name}_token", "")))) for name in ("access", "id")}


def userinfo(answer: Answer) -> Any:
    """What scripts set; `[200, "json", ""]` where there is a complaint of JSON instead."""
    if answer.status_code != OK:
        return refusal(answer)
    if answer.text.startswith("json: "):
        return [OK, "json", ""]
    return _set_by_scripts({"claims": body_of(answer)})


def refusal(answer: Answer) -> Any:
    """`[status, error, description]`, as OAuth tells refusals."""
    body = body_of(answer) or {}
    return [answer.status_code, body.get("error"), body.get("error_description")]


def _set_by_scripts(token: Mapping[str, Any] | None) -> Any:
    claims = (token or {}).get("claims")
    return {name: value for name, value in claims.items() if name not in OF_TOKENS} if claims else None


def metadata(answer: Answer) -> Any:
    """The value of each entry of a user, by its key."""
    rows = (body_of(answer) or {}).get("result", [])
    return {row.get("key"): json.loads(base64.b64decode(row.get("value", ""))) for row in rows}


def runs(answer: Answer) -> Any:
    """Of each script that ran: trigger, action, outcome, what it logged as a claim, and to the server's log."""
    return [
        [
            run.get("trigger"),
            run.get("action"),
            run.get("outcome"),
            run.get("logs"),
            [[line.get("level"), line.get("text")] for line in run.get("lines", [])],
        ]
        for run in (body_of(answer) or {}).get("runs", [])
    ]


def executed(answer: Answer) -> Any:
    """`[status, error ID, what of a message is there]`: `NOTHING`, `ID` for one that a target wrote, or its own."""
    body = body_of(answer) or {}
    if not 200 <= answer.status_code < 300:
        return [*answered(answer), ""]
    return [answer.status_code, "", "NOTHING" if not body else "ID" if body == {"id": "changed"} else "its own"]


def deliveries(answer: Answer) -> Any:
    """Of each call of a target that was waited for: its name and what came of it."""
    made = (body_of(answer) or {}).get("deliveries", [])
    return [[delivery["target"]["name"].partition("-")[0], delivery["outcome"]] for delivery in made]


def names(answer: Answer) -> Any:
    """The names of what a search found, sorted."""
    return sorted(str(row.get("name")) for row in (body_of(answer) or {}).get("result", []))


def received(answer: Answer) -> Any:
    """How many calls came to a receiver."""
    return (body_of(answer) or {}).get("count")


def member(answer: Answer, path: str) -> str:
    """What an answer has at a path of names and numbers, as a text; empty where there is nothing."""
    found: Any = body_of(answer)
    for name in path.split("."):
        if isinstance(found, list):
            found = found[int(name)] if int(name) < len(found) else None
        else:
            found = found.get(name) if isinstance(found, dict) else None
    return "" if found is None else str(found)


_OF_MODEL = (answered, sequence, actions, flow, organisation)
_OF_SCRIPTS = (tokens, userinfo, metadata, runs)
_OF_EXECUTIONS = (executed, deliveries, names, received)
LOOKS: Mapping[str, Callable[[Answer], Any]] = {
    look.__name__: look for look in (*_OF_MODEL, *_OF_SCRIPTS, *_OF_EXECUTIONS)
}
