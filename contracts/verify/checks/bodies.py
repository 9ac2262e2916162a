"""Bodies as they come: what is read, what is refused, and before what."""

from __future__ import annotations

import json
from typing import Any

import httpx

from ..check import Check, Over
from ..pick import Like, pick
from ..trial import Actor, Trial

ACTIONS, FLOW = "/management/v1/actions", "/management/v1/flows/1/trigger/1"
MIB = 1 << 20
LIMIT = 4 * MIB
_INFO = "/info/description"
UNREADABLE = (
    "null", "[]", '"x"', "1", "true", "{", '{"name"', "{'name': 1}", "{]", "nope", '{"a":}', "\ufeff{}", '{"name":1}',
    '{"name":["a"]}', '{"name":{}}', '{"script":true}', '{"allowedToFail":"true"}', '{"allowedToFail":1}',
    '{"timeout":"5"}', '{"timeout":5}', '{"timeout":"5m"}', '{"timeout":" 5s"}',
)  # fmt: skip


def _post(actor: Actor, path: str, body: str | bytes, **headers: str) -> httpx.Response:
    sent = actor.caller.headers() | {"content-type": "application/json"} | headers
    return actor.trial.fetch("POST", path, headers=sent, content=body)


def _expect(trial: Trial, what: str, response: httpx.Response, status: int, code: int | None = None) -> Any:
    try:
        body = json.loads(response.content)
    except ValueError:
        body = {}
    seen = {"status": response.status_code, "code": pick(body, "code")}
    if seen != {"status": status, "code": code}:
        trial.differ(what, {"status": status, "code": code}, seen)
    return body


def _unreadable(trial: Trial) -> None:
    nobody = trial.organisation().authorized("Bearer unknown")
    for text in UNREADABLE:
        body = _expect(trial, f"{text} without a valid token", _post(nobody, ACTIONS, text), 400, 3)
        trial.equal("details", None, pick(body, "details"))


def _unreadable_lists(trial: Trial) -> None:
    actor = trial.organisation()
    for text in ('{"actionIds":"1"}', '{"actionIds":[1]}', '{"actionIds":[null]}', '{"actionIds":{}}', "[]", "null",
                 '{"actionIds":[],"action_ids":[]}', '{"actionIds":[["1"]]}', '{"actionIds":[true]}'):  # fmt: skip
        _expect(trial, text, _post(actor, FLOW, text), 400, 3)
    actor.answers("GetFlow", {"flow.triggerActions": None}, type="1")


def _readable(trial: Trial) -> None:
    actor = trial.organisation()
    first, second = actor.new_action(), actor.new_action()
    forms = (
        ('{"actionIds":["%s"]}', first),
        ('{"action_ids":["%s"]}', second),
        ('{"actionIds":["%s"],"unknown":{"a":[1]}}', first),
        ('{"actionIds":["%s"],"unknown":null}', second),
        ('{"actionIds":["%s"]} and more', first),
        (' \n{"actionIds":["%s"]}{', second),
        ('{"actionIds":["%s"],"flowType":"9","triggerType":"7"}', first),
        ('{"ActionIds":["1"],"actionIds":["%s"]}', second),
    )
    for text, action in forms:
        _expect(trial, text, _post(actor, FLOW, text % action), 200)
        actor.bound("1", "1", [action])
    for text in ("", "{}", '{"actionIds":null}', '{"ACTIONIDS":["1"]}', '{"actionids":["1"]}'):
        actor.set_actions("1", "1", [first])
        _expect(trial, text or "an empty body", _post(actor, FLOW, text), 200)
        actor.bound("1", "1", [])


def _nulls(trial: Trial) -> None:
    actor = trial.organisation()
    text = '{"name":"a","script":"x","timeout":null,"allowedToFail":null,"unknown":1}'
    body = _expect(trial, text, _post(actor, ACTIONS, text), 200)
    actor.answers("GetAction", {"action.timeout": "20s", "action.allowedToFail": None}, id=pick(body, "id") or "1")
    text = '{"name":"b","script":"x","allowed_to_fail":true}'
    body = _expect(trial, text, _post(actor, ACTIONS, text), 200)
    actor.answers("GetAction", {"action.allowedToFail": True}, id=pick(body, "id") or "1")


def _content_types(trial: Trial) -> None:
    actor = trial.organisation()
    for number, kind in enumerate(("text/plain", "application/xml", "application/x-www-form-urlencoded", "x")):
        text = json.dumps({"name": f"a{number}", "script": "x"})
        _expect(trial, f"content type {kind}", _post(actor, ACTIONS, text, **{"content-type": kind}), 200)


def _too_large(trial: Trial) -> None:
    actor = trial.organisation()
    text = json.dumps({"name": "a", "script": "x" * LIMIT})
    body = _expect(trial, "a message over 4 MiB", _post(actor, ACTIONS, text), 429, 8)
    said = Like(r"grpc: received message larger than max \([0-9]+ vs\. 4194304\)")
    if not said.fits(pick(body, "message")):
        trial.differ("message", said.pattern, pick(body, "message"))
    text = json.dumps({"name": "a", "script": "x" * (LIMIT - 1000)})
    _expect(trial, "a message just below 4 MiB", _post(actor, ACTIONS, text), 400, 3)


def _empty_bodies(trial: Trial) -> None:
    actor = trial.organisation()
    action = actor.new_action()
    _expect(trial, "no body", _post(actor, f"{ACTIONS}/{action}/_deactivate", ""), 200)
    _expect(trial, "an unreadable body", _post(actor, f"{ACTIONS}/{action}/_reactivate", "{"), 400, 3)
    actor.answers("GetAction", {"action.state": "ACTION_STATE_INACTIVE"}, id=action)


CHECKS = (
    Check("bodies", "CreateAction", "unreadable bodies, before the token", _unreadable, _INFO, Over.JSON),
    Check("bodies", "SetTriggerActions", "unreadable bodies", _unreadable_lists, "/requestBody", Over.JSON),
    Check("bodies", "SetTriggerActions", "readable bodies", _readable, "/requestBody", Over.JSON),
    Check("bodies", "CreateAction", "null, unknown and snake_case members", _nulls, _INFO, Over.JSON),
    Check("bodies", "CreateAction", "the content type is not looked at", _content_types, _INFO, Over.JSON),
    Check("bodies", "CreateAction", "the limit of 4 MiB", _too_large, "/responses/429", Over.JSON),
    Check("bodies", "DeactivateAction", "an empty body will do", _empty_bodies, "/requestBody", Over.JSON),
)
