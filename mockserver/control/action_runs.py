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
from mockserver.domain.ids import FlowType, OrganisationId, TriggerType, UserId
from mockserver.domain.rows.users import User
from mockserver.logins.scripting import script_of, surroundings_of
from mockserver.logins.telling import PRE_ACCESS_TOKEN, active_actions, bound_actions
from mockserver.script_http import Stub
from mockserver.scripts import trial
from mockserver.scripts.authoring import known_triggers
from mockserver.scripts.chain import run_chain
from mockserver.scripts.model import MOST_S, MOST_SOURCE_BYTES, Fetch, Script, Surroundings
from mockserver.scripts.shown_runs import shown_claims, shown_run
from mockserver.scripts.stubs import stubbed
from mockserver.scripts.tables import TRIGGERS, Trigger
from mockserver.scripts.threads import in_thread
from mockserver.scripts.trying import TOKENS, Tried, try_scripts
from mockserver.store.instance import Instance

blueprint = flask.Blueprint("action_runs", __name__)

_SCOPES = ("openid", "profile", "email", "phone")


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to run, and for whom.

    Attributes:
        script: left out, the actions run that are bound, which needs a user of the instance, or an organisation.
        name: of the function.
        organisation: id of one, whose bound actions run for a person.
        user: id of a user of the instance; a person who is told of is in `person`.
        scopes: what the client asked for, for a user of the instance.
        claims: those that there are before.
        http: answers to `fetch`, before those of the instance; all other hosts are denied.
    """

    script: str | None = None
    name: str = "run"
    timeout: str = "10s"
    organisation: str = ""
    user: str = ""
    scopes: list[str] = msgspec.field(default_factory=lambda: list(_SCOPES))
    client: str = ""
    person: trial.Person | None = None
    claims: dict[str, Any] = {}
    http: list[Stub] = []


@blueprint.post("/flows/<flow>/triggers/<trigger>/run")
def run_trigger(flow: str, trigger: str) -> flask.Response:
    """Run a script, or the bound actions of a trigger, and show what they did; nothing of it is kept."""
    of = TRIGGERS.get((flow, trigger))
    if of is None:
        detail = f"there is no flow {shown(flow)} with a trigger {shown(trigger)}"
        raise ControlProblem(404, detail, fix=known_triggers())
    wanted = body_of(_Wanted)
    if wanted.user and wanted.person is not None:
        raise ControlProblem(400, "user and person exclude each other", field="person", fix="give one of them")
    fetch = stubbed((*wanted.http, *target().instance.script_http.stubs))
    if not wanted.user:
        return answered_later(_try(of, wanted, _scripts(target().instance, of, wanted), fetch))
    if flow != TOKENS:
        fix = "a person who is told of"
        raise ControlProblem(400, "logins are tried for nobody of the instance", field="user", fix=fix)
    surroundings, standard, scripts = _of_user(target().instance, wanted, TriggerType(trigger))
    return answered_later(_run(scripts, surroundings, wanted, standard, of, fetch))


async def _run(
    scripts: list[Script],
    surroundings: Surroundings,
    wanted: _Wanted,
    standard: dict[str, Any],
    of: Trigger,
    fetch: Fetch,
) -> dict[str, Any]:
    def work() -> Tried:
        chain = run_chain(scripts, surroundings, wanted.claims, standard, fetch, of)
        return Tried(chain.runs, {**wanted.claims, **standard}, {**chain.claims, **standard}, chain.panicked)

    return _shown(await in_thread(work), of)


async def _try(of: Trigger, wanted: _Wanted, scripts: list[Script], fetch: Fetch) -> dict[str, Any]:
    person = wanted.person or trial.Person()
    try:
        tried = await in_thread(lambda: try_scripts(scripts, of, person, wanted.claims, fetch))
    except ValueError as error:
        raise ControlProblem(400, f"person: {error}", field="person", fix="leave the field out") from None
    return _shown(tried, of)


def _shown(tried: Tried, of: Trigger) -> dict[str, Any]:
    return {
        "runs": [shown_run(run, of.flow, of.trigger) for run in tried.runs],
        "before": shown_claims(tried.before),
        "claims": shown_claims(tried.after),
        "failed": tried.failed,
    }


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


def _scripts(instance: Instance, of: Trigger, wanted: _Wanted) -> list[Script]:
    """The script that was given, or those that an organisation has bound."""
    if wanted.script is not None or not wanted.organisation:
        return [_script(wanted)]
    state = instance.state
    if wanted.organisation not in state.organisations:
        fix = "the id of one, or a script"
        detail = f"there is no organisation {shown(wanted.organisation)}"
        raise ControlProblem(400, detail, field="organisation", fix=fix)
    bound = active_actions(state, OrganisationId(wanted.organisation), FlowType(of.flow), TriggerType(of.trigger))
    return [script_of(action) for action in bound]


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
