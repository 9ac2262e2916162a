"""Scripts of v1, and the webhooks in their place, run for the same people: what came of either, where they differ."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from mockserver.deliveries import signing
from mockserver.deliveries.calling import told
from mockserver.deliveries.client import Client
from mockserver.deliveries.functions import FunctionSubject, add_claims
from mockserver.deliveries.judging import require_success
from mockserver.deliveries.model import TargetFailed
from mockserver.deliveries.trying import target_at
from mockserver.domain.rows.targets import Target
from mockserver.migration.model import Organisation
from mockserver.migration.payloads import about
from mockserver.migration.planning import Plan, PlannedTarget
from mockserver.migration.stand_in import StandIn
from mockserver.scripts.counterparts import SUCCESSORS
from mockserver.scripts.model import Unwritable
from mockserver.scripts.tables import Trigger
from mockserver.scripts.threads import at_once
from mockserver.scripts.trial import Person, user_id
from mockserver.scripts.trying import Tried, try_scripts

Json = dict[str, Any]

_NOT_TAKEN = frozenset({401, 404, 405})
"""What receivers answer that know neither the key nor the path."""
_LATE = "deadline exceeded"
_ACTION_LOG = "urn:zitadel:iam:action:"


@dataclass(slots=True)
class Outcome:
    """What scripts or webhooks did to a token, userinfo or assertion.

    Attributes:
        failure: why nothing is issued; empty where it is.
        unasked: whether that is because a webhook was not reached, or did not take what it was sent for its own.
        metadata: JSON by key; `attributes` of a SAML response, by name.
    """

    failure: str = ""
    unasked: bool = False
    claims: Json = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    metadata: Json = field(default_factory=dict)
    attributes: Json = field(default_factory=dict)

    def shown(self) -> Json:
        """Ready for JSON."""
        return {
            "failure": self.failure,
            "claims": self.claims,
            "log": self.log,
            "metadata": self.metadata,
            "attributes": self.attributes,
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """One person at one trigger, in both ways."""

    organisation: Organisation
    trigger: Trigger
    condition: str
    user: str
    before: Outcome
    after: Outcome
    took_s: float

    @property
    def differences(self) -> list[str]:
        """Where the ways differ, a line each."""
        return list(_differences(self.before, self.after))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is made with.

    Attributes:
        receiver: address of the receiver, without a path.
        key: that deliveries are signed with.
        people: for whom; none for the users of each organisation.
        claims: that there are before.
        calls: answers calls of the scripts of v1, and those of the receiver where it was started for the check.
    """

    receiver: str
    key: str
    people: Sequence[Person]
    claims: Mapping[str, Any]
    calls: StandIn


async def check(plan: Plan, asked: Asked) -> list[Checked]:
    """Run all that makes claims, attributes or metadata of tokens, both ways.

    Raises: ValueError: a person has a field that there is not.
    """
    client = Client(deny_loopback=False)
    found = []
    try:
        for organisation, trigger, targets in checkable(plan):
            found += [
                await _checked(client, organisation, trigger, targets, _owned(person, organisation), asked)
                for person in asked.people or organisation.people
            ]
    finally:
        await client.close()
    return found


def checkable(plan: Plan) -> Iterator[tuple[Organisation, Trigger, list[PlannedTarget]]]:
    """What can be compared: triggers whose place functions take, with their targets in order."""
    by_action = {(target.organisation.id, target.action.id): target for target in plan.targets}
    for organisation in plan.organisations:
        for trigger, actions in organisation.running():
            if SUCCESSORS[trigger.flow, trigger.trigger].is_function:
                yield organisation, trigger, [by_action[organisation.id, action.id] for action in actions]


def _owned(person: Person, organisation: Organisation) -> Person:
    return msgspec.structs.replace(person, user={**person.user, "resourceOwner": organisation.id})


async def _checked(
    client: Client,
    organisation: Organisation,
    trigger: Trigger,
    targets: Sequence[PlannedTarget],
    person: Person,
    asked: Asked,
) -> Checked:
    started = time.perf_counter()
    asked.calls.person = person
    (condition,) = SUCCESSORS[trigger.flow, trigger.trigger].conditions
    scripts = [target.action.as_run for target in targets]
    tried = at_once(lambda: try_scripts(scripts, trigger, person, asked.claims, asked.calls))
    told_of = {**asked.claims, "sub": user_id(person)}
    subject = FunctionSubject(condition, about(organisation, trigger, person, told_of))
    called = [
        (target_at(f"{asked.receiver}{each.path}", asked.key, round(each.timeout_s * 1e6), is_call=True), each)
        for each in targets
    ]
    after = await _delivered(client, subject, called, asked.claims)
    user = str(person.user.get("username", user_id(person)))
    took_s = time.perf_counter() - started
    return Checked(organisation, trigger, condition, user, _ran(tried), after, took_s)


def _ran(tried: Tried) -> Outcome:
    """What scripts came to."""
    stopped = next((run.failure for run in tried.runs if run.stops), None)
    unwritable = next((key for key, value in tried.after.items() if isinstance(value, Unwritable)), None)
    if tried.panicked or stopped is not None or unwritable is not None:
        return Outcome(stopped.message if stopped is not None else f"claim {unwritable} cannot be written as JSON")
    outcome = Outcome(claims=_added(tried.before, tried.after))
    for run in tried.runs:
        outcome.log += run.logs
        outcome.metadata |= {entry.key: _json(entry.value) for entry in run.metadata}
        for each in run.attributes:
            outcome.attributes.setdefault(each.name, [each.format, list(each.values)])
    return outcome


async def _delivered(
    client: Client, subject: FunctionSubject, called: Sequence[tuple[Target, PlannedTarget]], claims: Mapping[str, Any]
) -> Outcome:
    """What webhooks come to, one after the other, as ZITADEL calls them; the token's own `sub` is none of `claims`."""
    for target, planned in called:
        body = subject.payload()
        answer = await client.call(target, body, signing.signature(body, target.signing_key, int(time.time())))
        if answer.status in _NOT_TAKEN or (answer.failure and _LATE not in answer.failure):
            return Outcome(f"{target.endpoint}: {answer.failure or f'status {answer.status}'}", unasked=True)
        try:
            require_success(answer)
            if answer.body:
                subject.take(answer.body)
        except TargetFailed as failed:
            if planned.interrupt_on_error:
                return Outcome(f"{planned.path}: {_why(answer.status, answer.body) or told(failed)}")
    answered = subject.answered or {}
    after = dict(claims)
    log = add_claims(after, answered)
    after.pop("sub", None)
    return Outcome(
        claims=_added(claims, after),
        log=log,
        metadata={
            entry["key"]: _json(base64.b64decode(entry["value"] or ""))
            for entry in answered.get("set_user_metadata", ())
        },
        attributes={
            each["name"]: [each.get("name_format", ""), each.get("value", [])]
            for each in reversed(answered.get("append_attribute", ()))
        },
    )


def _why(status: int, body: bytes) -> str:
    """What our receiver says of a failure."""
    try:
        message = msgspec.json.decode(body)["error"]
    except (msgspec.DecodeError, TypeError, KeyError):
        return ""
    return f"{status} {message}"


def _added(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    return {
        key: value
        for key, value in after.items()
        if (key not in before or before[key] != value) and not key.startswith(_ACTION_LOG)
    }


def _json(value: bytes) -> Any:
    """A value of metadata; in v1 all are JSON, and texts have their quotes."""
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {"no JSON": value.decode("utf-8", "replace")}


def _differences(before: Outcome, after: Outcome) -> Iterator[str]:
    if after.unasked:
        yield f"the webhook was not asked: {after.failure}"
        return
    if before.failure and after.failure:
        return
    if before.failure or after.failure:
        which, other = ("v1", "the webhook") if before.failure else ("the webhook", "v1")
        yield f"{which} fails, {other} does not: {before.failure or after.failure}"
        return
    for of in ("claims", "metadata", "attributes"):
        left, right = getattr(before, of), getattr(after, of)
        for key in sorted({*left, *right}):
            if key not in right:
                yield f"{of} {key}: v1 sets {_shown(left[key])}, the webhook does not"
            elif key not in left:
                yield f"{of} {key}: the webhook sets {_shown(right[key])}, v1 does not"
            elif left[key] != right[key] or type(left[key]) is not type(right[key]):
                yield f"{of} {key}: v1 {_shown(left[key])}, the webhook {_shown(right[key])}"
    if before.log != after.log:
        yield f"log: v1 {_shown(before.log)}, the webhook {_shown(after.log)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
