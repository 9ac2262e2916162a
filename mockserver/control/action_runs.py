"""Dry runs of scripts: what they would do, without a trace."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.access.oauth import applications
from mockserver.access.oauth.clients import Client
from mockserver.access.oauth.grants import Grant, asking_for_token, asking_for_userinfo
from mockserver.access.oauth.user_info import Asking, Purpose, user_info
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered_later, body_of, span_us, target
from mockserver.domain.ids import TriggerType, UserId
from mockserver.domain.rows.users import User
from mockserver.logins.scripting import script_of, surroundings_of
from mockserver.logins.telling import PRE_ACCESS_TOKEN, bound_actions
from mockserver.scripts import trial
from mockserver.scripts.chain import Chain, run_chain
from mockserver.scripts.model import MOST_S, MOST_SOURCE_BYTES, TRIGGERS, Script, Surroundings
from mockserver.scripts.shown_runs import shown_claims, shown_run
from mockserver.scripts.stubs import Stub, stubbed
from mockserver.scripts.threads import in_thread
from mockserver.store.instance import Instance

blueprint = flask.Blueprint("action_runs", __name__)

_SCOPES = ("openid", "profile", "email", "phone")


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to run, and for whom.

    Attributes:
        script: left out, the actions run that are bound, which needs a user of the instance.
        name: of the function.
        user: id of a user of the instance; a person who is told of is in `person`.
        scopes: what the client asked for, for a user of the instance.
        claims: those that there are before.
        http: answers to `fetch`; all other hosts are denied.
    """

    script: str | None = None
    name: str = "run"
    timeout: str = "10s"
    user: str = ""
    scopes: list[str] = msgspec.field(default_factory=lambda: list(_SCOPES))
    client: str = ""
    person: trial.Person | None = None
    claims: dict[str, Any] = {}
    http: list[Stub] = []


@blueprint.post("/flows/<flow>/triggers/<trigger>/run")
def run_trigger(flow: str, trigger: str) -> flask.Response:
    """Run a script, or the bound actions of a trigger, and show what they did; nothing of it is kept."""
    if trigger not in TRIGGERS.get(flow, ()):
        known = "; ".join(f"flow {name}: triggers {', '.join(all_)}" for name, all_ in TRIGGERS.items())
        raise ControlProblem(
            404, f"scripts of flow {shown(flow)}, trigger {shown(trigger)} are not run here", fix=f"those of {known}"
        )
    wanted = body_of(_Wanted)
    if wanted.user and wanted.person is not None:
        raise ControlProblem(400, "user and person exclude each other", field="person", fix="give one of them")
    if wanted.user:
        surroundings, standard, scripts = _of_user(target().instance, wanted, TriggerType(trigger))
    else:
        surroundings, standard, scripts = _of_person(wanted)
    return answered_later(_run(scripts, surroundings, wanted, standard, flow, trigger))


async def _run(
    scripts: list[Script],
    surroundings: Surroundings,
    wanted: _Wanted,
    standard: dict[str, Any],
    flow: str,
    trigger: str,
) -> dict[str, Any]:
    def work() -> Chain:
        return run_chain(scripts, surroundings, wanted.claims, standard, stubbed(wanted.http))

    chain = await in_thread(work)
    return {
        "runs": [shown_run(run, flow, trigger) for run in chain.runs],
        "claims": shown_claims({**chain.claims, **standard}),
        "failed": chain.failed is not None or chain.panicked,
    }


def _of_person(wanted: _Wanted) -> tuple[Surroundings, dict[str, Any], list[Script]]:
    person = wanted.person or trial.Person()
    try:
        surroundings = trial.surroundings_of(person)
    except ValueError as error:
        raise ControlProblem(400, f"person: {error}", field="person", fix="leave the field out") from None
    return surroundings, {"sub": trial.user_id(person)}, [_script(wanted)]


def _of_user(
    instance: Instance, wanted: _Wanted, trigger: TriggerType
) -> tuple[Surroundings, dict[str, Any], list[Script]]:
    state = instance.state
    user = state.users.get(UserId(wanted.user))
    if user is None:
        raise ControlProblem(
            400, f"there is no user {shown(wanted.user)}", field="user", fix="the id of one, or a person who is told of"
        )
    asking = _asking(instance, user, wanted, trigger)
    told = user_info(state, asking)
    bound = [script_of(action) for action in bound_actions(state, asking, trigger)]
    scripts = bound if wanted.script is None else [_script(wanted)]
    surroundings = surroundings_of(state, asking, state.user_metadata.where("owner", user.id))
    return surroundings, {**told.claims, **told.standard, "sub": user.id}, scripts


def _asking(instance: Instance, user: User, wanted: _Wanted, trigger: TriggerType) -> Asking:
    """What a client that logs a user in, or asks userinfo then, is told."""
    state = instance.state
    client = Client(wanted.client, applications.active(state, wanted.client))
    scopes = applications.granted(state, client.app, tuple(wanted.scopes)).scopes
    if trigger == PRE_ACCESS_TOKEN:
        grant = Grant(user.id, client.id, scopes, instance.clock.now())
        return asking_for_token(state, grant, client, Purpose.ACCESS_TOKEN)
    return asking_for_userinfo(state, user, client.id, scopes)


def _script(wanted: _Wanted) -> Script:
    if wanted.script is None:
        raise ControlProblem(400, "there is nothing to run", field="script", fix="a script, or the id of a user")
    if len(wanted.script.encode()) > MOST_SOURCE_BYTES:
        raise ControlProblem(
            400, "script is too long for an action", field="script", fix=f"up to {MOST_SOURCE_BYTES} bytes as UTF-8"
        )
    timeout_s = span_us(wanted.timeout, "timeout", "10s") / 1_000_000
    if not 0 < timeout_s <= MOST_S:
        raise ControlProblem(400, "timeout is out of range", field="timeout", fix=f"up to {MOST_S:g}s")
    return Script(name=wanted.name, source=wanted.script, timeout_s=timeout_s)
