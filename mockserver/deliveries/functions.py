"""A function that is called, and what its targets answer.

Source: recordings/actions-v2-payloads.jsonl, case functions; of a second target the facts of the real server and its
source.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from mockserver.deliveries.go_json import go_json
from mockserver.deliveries.model import TargetFailed
from mockserver.deliveries.texts import whole_values
from mockserver.errors.catalogue import EXECUTION_ANSWER_NOT_JSON
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

Claims = dict[str, Any]

SAML_RESPONSE = "function/presamlresponse"
"""The function that tells of the attributes of a SAML response, and takes more of them."""
_RESERVED = "urn:zitadel:iam"


class FunctionSubject:
    """A function that is called.

    Attributes:
        answered: what its targets answered so far, laid over each other; None where none answered.
    """

    def __init__(self, function: str, about: Claims) -> None:
        self._function = function
        self._read = _READ_OF_SAML if function == SAML_RESPONSE else _READ
        self._about = about
        self.answered: Claims | None = None

    @property
    def condition(self) -> str:
        """Such as `function/preuserinfo`."""
        return self._function

    def payload(self) -> bytes:
        """What the next target is sent."""
        told = {"function": self._function, **self._about}
        return go_json(told if self.answered is None else {**told, "response": self.answered})

    def take(self, body: bytes) -> tuple[str, ...]:
        """Lay an answer over those before it; fields that are unknown are ignored.

        Raises: TargetFailed.
        """
        try:
            answer = whole_values(json.loads(body, parse_constant=_refuse))
        except (ValueError, RecursionError):
            raise TargetFailed(EXECUTION_ANSWER_NOT_JSON) from None
        self.answered = dict(self.answered or {})
        if answer is None:
            return ()
        if not isinstance(answer, dict):
            raise _unfit(answer, "ContextInfoResponse")
        unfit: TargetFailed | None = None
        for name, value in answer.items():
            read = self._read.get(name.lower())
            if read is None:
                continue
            try:
                self.answered[name.lower()] = read(value)
            except TargetFailed as failed:
                unfit = unfit or failed
        if unfit is not None:
            raise unfit
        changed = [str(claim["key"]) for claim in self.answered.get("append_claims", ())]
        changed += [f"attribute {added['name']}" for added in self.answered.get("append_attribute", ())]
        return tuple(changed + [f"metadata {entry['key']}" for entry in self.answered.get("set_user_metadata", ())])


def add_claims(claims: Claims, answered: Claims) -> list[str]:
    """Add what was answered to claims: what is reserved is dropped, what is there already stays.

    Returns: what is logged of it.

    Source: recordings/actions-v2-payloads.jsonl, case functions.
    """
    log = []
    for claim in answered.get("append_claims", ()):
        if claim["key"].startswith(_RESERVED):
            continue
        if claims.get(claim["key"]) is None:
            claims[claim["key"]] = claim["value"]
        else:
            log.append(f"key {quoted(claim['key'])} already exists")
    return log + list(answered.get("append_log_claims", ()))


def quoted(text: str) -> str:
    """As Go's %q writes it, but for what cannot be printed, which JSON escapes likewise."""
    return json.dumps(text, ensure_ascii=False)


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _unfit(value: object, wanted: str) -> TargetFailed:
    kinds = {dict: "object", list: "array", str: "string", bool: "bool"}
    found = kinds.get(type(value), "number")
    return TargetFailed(Problem("", Code.UNKNOWN, f"json: cannot unmarshal {found} into Go value of type {wanted}"))


def _items(value: object, wanted: str) -> list[Any]:
    if not isinstance(value, list):
        if value is None:
            return []
        raise _unfit(value, wanted)
    return [item for item in value if item is not None]


def _objects(value: object, wanted: str) -> list[Claims]:
    found = []
    for item in _items(value, f"[]{wanted}"):
        if not isinstance(item, dict):
            raise _unfit(item, wanted)
        members = {name.lower(): member for name, member in item.items()}
        if not isinstance(members.get("key") or "", str):
            raise _unfit(members["key"], "string")
        found.append({"key": members.get("key") or "", "value": members.get("value")})
    return found


def _read_metadata(value: object) -> list[Claims]:
    found = _objects(value, "Metadata")
    for entry in found:
        if not isinstance(entry["value"] or "", str):
            raise _unfit(entry["value"], "[]uint8")
        try:
            base64.b64decode(entry["value"] or "", validate=True)
        except ValueError:
            raise TargetFailed(Problem("", Code.UNKNOWN, "illegal base64 data")) from None
    return found


def _read_claims(value: object) -> list[Claims]:
    return _objects(value, "AppendClaim")


def _read_lines(value: object) -> list[str]:
    lines = _items(value, "[]string")
    for line in lines:
        if not isinstance(line, str):
            raise _unfit(line, "string")
    return lines


def _read_attributes(value: object) -> list[Claims]:
    found = []
    for item in _items(value, "[]AppendAttribute"):
        if not isinstance(item, dict):
            raise _unfit(item, "AppendAttribute")
        members = {name.lower(): member for name, member in item.items()}
        texts = {name: members.get(name) or "" for name in ("name", "name_format")}
        for text in texts.values():
            if not isinstance(text, str):
                raise _unfit(text, "string")
        found.append({**texts, "value": _read_lines(members.get("value"))})
    return found


_READ = {"set_user_metadata": _read_metadata, "append_claims": _read_claims, "append_log_claims": _read_lines}
_READ_OF_SAML = {"set_user_metadata": _read_metadata, "append_attribute": _read_attributes}
