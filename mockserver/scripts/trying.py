"""A script tried at any trigger, for a person who is told of, and held against what it should do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from mockserver.scripts import trial
from mockserver.scripts.chain import run_chain
from mockserver.scripts.model import NEVER, Claims, Fetch, FieldSet, Run, Script
from mockserver.scripts.sequence import run_sequence
from mockserver.scripts.tables import OBJECTS, Kind, Trigger

TOKENS = "2"
"""The flow whose scripts set claims."""

_EMPTY: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.NAMED_TEXT: "",
    Kind.BOOLEAN: False,
    Kind.NUMBER: 0,
    Kind.ENUM: 0,
    Kind.TIME: NEVER,
    Kind.JSON: None,
    Kind.TEXTS: [],
    Kind.TEXT_LISTS: {},
    Kind.ADDRESS: [],
    Kind.OBJECTS: [],
}
_USUAL: Mapping[str, Any] = {
    "authMethod": "password",
    "authError": "none",
    "providerInfo": None,
    "authRequest": {"userName": "alice", "loginName": "alice", "prompt": [], "mfasVerified": []},
    "httpRequest": {"method": "POST", "url": "/password", "proto": "HTTP/1.1", "host": "localhost:8080"},
}
"""What is made up of a login where nothing is told of it."""
_CHANGED = frozenset({"user", "externalUser"})
"""What setters change, by the names of `tables.Member.given`."""
SECTIONS = ("claims", "logs", "metadata", "sets", "grants", "attributes", "error")
"""What of a run can be expected beside its claims."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it.

    Attributes:
        before: the claims that there were; empty where no token is made. `after` likewise.
        panicked: whether the real server would have broken down.
    """

    runs: Sequence[Run]
    before: Claims
    after: Claims
    panicked: bool = False

    @property
    def failed(self) -> bool:
        """Whether what follows would not happen."""
        return self.panicked or any(run.stops for run in self.runs)


def try_scripts(
    scripts: Sequence[Script], trigger: Trigger, person: trial.Person, claims: Mapping[str, Any], fetch: Fetch
) -> Tried:
    """Run scripts as a trigger's, one after the other; nothing of it is kept.

    Args:
        claims: that there are before.

    Raises: ValueError: the person has a field that there is not.
    """
    surroundings = trial.surroundings_of(person)
    if trigger.flow == TOKENS:
        standard = {"sub": trial.user_id(person)}
        chain = run_chain(scripts, surroundings, claims, standard, fetch, trigger)
        return Tried(chain.runs, {**claims, **standard}, {**chain.claims, **standard}, chain.panicked)
    values = surroundings.values(b"{}") | _login_values(trigger, person)

    def told(sets: Sequence[FieldSet]) -> Mapping[str, str]:
        return {name: _with_sets(value, sets) if name in _CHANGED else value for name, value in values.items()}

    return Tried(run_sequence(scripts, trigger, told, (), fetch).runs, {}, {})


def _with_sets(told: str, sets: Sequence[FieldSet]) -> str:
    """A user as the next action sees it, once fields were set."""
    user = msgspec.json.decode(told)
    for each in sets if user is not None else ():
        if each.name == "username":
            user["username"] = each.value
        elif each.name in user.get("human", ()):
            user["human"][each.name] = each.value
    return msgspec.json.encode(user).decode()


def _login_values(trigger: Trigger, person: trial.Person) -> dict[str, str]:
    """What `ctx` of a login holds, by the names of `tables.Member.given`.

    Raises: ValueError.
    """
    told = dict(person.login)
    claims = told.pop("claims", None)
    values: dict[str, Any] = {
        "externalClaims": claims,
        "externalClaimsText": json.dumps(claims, sort_keys=True, separators=(",", ":")) if claims is not None else "",
    }
    rows = {row.given: row for row in trigger.ctx}
    own = [given for given in rows if given in _USUAL or rows[given].kind is Kind.TEXT or given == "externalUser"]
    for name in told:
        if name not in own:
            raise ValueError(f"login has no field {name!r} at this trigger; it has {', '.join([*own, 'claims'])}")
    for name in own:
        if name in values:
            continue
        row, given = rows[name], told.get(name, _USUAL.get(name))
        if row.kind is Kind.OBJECT and isinstance(given or {}, dict) and (given is not None or name not in _USUAL):
            values[name] = _filled(f"login.{name}", row.of, {**(_USUAL.get(name) or {}), **(given or {})})
        else:
            values[name] = given if given is not None else _EMPTY.get(row.kind)
    return {name: msgspec.json.encode(value).decode() for name, value in values.items()}


def _filled(where: str, of: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """An object of the server with what is told of it; of an identity provider only that.

    Raises: ValueError.
    """
    rows = {row.name: row for row in OBJECTS[of]}
    for name in given:
        if name not in rows:
            raise ValueError(f"{where} has no field {name!r}; it has {', '.join(rows)}")
    filled: dict[str, Any] = {}
    for name, row in rows.items():
        if row.kind is Kind.OBJECT and not row.method and isinstance(given.get(name, {}), dict):
            filled[name] = _filled(f"{where}.{name}", row.of, given.get(name, {}))
        elif name in given:
            filled[name] = given[name]
        elif of != "providerInfo":
            filled[name] = _EMPTY[row.kind]
    return filled


def differences(wanted: Mapping[str, Any], shown: Mapping[str, Any]) -> list[str]:
    """What is other than expected, a line each.

    Args:
        wanted: claims; or by SECTIONS, where it has these alone.
        shown: a run, as `shown_runs` shows it.
    """
    if not wanted or set(wanted) - set(SECTIONS):
        return _compared("", wanted, shown["claims"])
    found = sections_of(shown)
    lines: list[str] = []
    for section, expected in wanted.items():
        if isinstance(expected, dict) and isinstance(found[section], dict):
            lines += _compared(f"{section} ", expected, found[section])
        elif section == "error" and expected and expected in str(found["error"]):
            continue
        elif expected != found[section]:
            lines.append(f"{section}: expected {_json(expected)}, got {_json(found[section])}")
    return lines


def sections_of(shown: Mapping[str, Any]) -> dict[str, Any]:
    """What a run did, by SECTIONS: metadata and fields by key, all values as JSON has them."""
    return {
        "claims": shown["claims"],
        "logs": [line["text"] for line in shown["lines"]],
        "metadata": {entry["key"]: metadata_value(entry) for entry in shown["metadata"]},
        "sets": {entry["name"]: entry["value"] for entry in shown["sets"]},
        "grants": shown["grants"],
        "attributes": shown["attributes"],
        "error": shown["error"]["message"] if shown["error"] is not None else "",
    }


def metadata_value(entry: Mapping[str, str]) -> Any:
    """The value of an entry of metadata; why it has none, where it cannot be written."""
    if "value" not in entry:
        return {"unwritable": entry["unwritable"]}
    return msgspec.json.decode(msgspec.convert(entry["value"], bytes, strict=False))


def _compared(section: str, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    lines = []
    for key in sorted({*wanted, *found}):
        if key not in found:
            lines.append(f"{section}{key}: expected {_json(wanted[key])}, but it was not set")
        elif key not in wanted:
            lines.append(f"{section}{key}: set to {_json(found[key])}, which nobody expected")
        elif wanted[key] != found[key]:
            lines.append(f"{section}{key}: expected {_json(wanted[key])}, set to {_json(found[key])}")
    return lines


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
