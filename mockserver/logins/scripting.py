"""The scripts of a trigger: what they see of a user, and what becomes of what they do.

Imported when the first script runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from mockserver.access.oauth.problems import SCRIPT_FAILED, USER_NOT_FOUND, OAuthRefused
from mockserver.access.oauth.user_info import Asking, Claims, UserInfo, role_grants
from mockserver.domain.ids import Instant
from mockserver.domain.metadata import OF_USERS, set_metadata
from mockserver.domain.rows.actions import Action
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.errors.problem import Refused
from mockserver.logins.script_failures import ClaimUnwritable, ScriptFailed, ServerPanicked, failed
from mockserver.logins.site import Site
from mockserver.scripts.chain import Chain, run_chain
from mockserver.scripts.model import NEVER, Run, Script, Surroundings, TriggerRuns, Unwritable, listed
from mockserver.scripts.stubs import fetch_by
from mockserver.scripts.threads import in_thread
from mockserver.spec.wellknown import timestamp

_NANOS = 1_000_000_000
_ACTIVE = 1


async def run_trigger(
    site: Site, asking: Asking, told: UserInfo, actions: Sequence[Action], flow: str, trigger: str
) -> None:
    """Run the actions of a trigger, and add what they set to what is told of a user.

    Raises: OAuthRefused, ClaimUnwritable, ServerPanicked.
    Source: recordings/runs-*.jsonl.
    """
    scripts = [script_of(action) for action in actions]
    surroundings = surroundings_of(site.state, asking, site.telling.metadata_of(site.state, asking.user))
    standard = {"sub": asking.user.id, **told.standard}

    fetch = fetch_by(site.instance.script_http)

    def work() -> Chain:
        return run_chain(scripts, surroundings, told.claims, standard, fetch)

    chain = await in_thread(work)
    site.telling.runs.append(TriggerRuns(flow, trigger, tuple(chain.runs)))
    if asking.user.id not in site.state.users:
        # Removed while the scripts ran.
        raise OAuthRefused(USER_NOT_FOUND)
    keep_metadata_set(site, asking.user, chain.runs)
    if chain.failed is not None:
        raise failed(chain.failed)
    if chain.panicked:
        raise ServerPanicked
    for value in chain.claims.values():
        if isinstance(value, Unwritable):
            raise ClaimUnwritable(value.reason)
    told.claims = chain.claims


def script_of(action: Action) -> Script:
    """An action as it runs."""
    return Script(
        name=action.name,
        source=action.script,
        timeout_s=action.timeout / _NANOS,
        allowed_to_fail=action.allowed_to_fail,
    )


def surroundings_of(state: InstanceState, asking: Asking, metadata: Iterable[Metadata]) -> Surroundings:
    """What `ctx` holds beside the claims.

    Source: recordings/runs-context.jsonl, runs-context-of-machines.jsonl.
    """
    user = asking.user
    grants = role_grants(state, asking)
    told = grants_told(state, user, grants) if grants else None
    return surroundings_with(state, user, metadata, told, asking.client)


def surroundings_with(
    state: InstanceState, user: User, metadata: Iterable[Metadata], grants: Claims | None, client: str
) -> Surroundings:
    """The same with grants that are known."""
    return Surroundings.of(
        user_told(user), _metadata(metadata), organisation_metadata_told(state, user.organisation), grants, client
    )


def keep_metadata_set(site: Site, user: User, runs: Iterable[Run]) -> None:
    """Write what scripts set: one after the other, as each compares with what is there.

    Raises: SCRIPT_FAILED: a key that the database cannot hold (the real server's source).
    """
    for run in runs:
        for entry in run.metadata:
            row = Metadata(owner=user.id, organisation=user.organisation, key=entry.key, value=entry.value)
            try:
                events = set_metadata(site.state, OF_USERS, [row])
            except Refused as refusal:
                raise ScriptFailed(SCRIPT_FAILED, f"action {run.action}: metadata {entry.key!r}") from refusal
            if events:
                site.instance.append_all(events)


def instant_told(at: Instant) -> str:
    """An instant as Go writes it: without zeros at the end of the fraction."""
    text = timestamp(at)
    return text[:-1].rstrip("0").rstrip(".") + "Z" if "." in text else text


def user_told(user: User) -> Claims:
    told: Claims = {
        "id": user.id,
        "creationDate": instant_told(user.created),
        "changeDate": instant_told(user.changed),
        "resourceOwner": user.organisation,
        "sequence": user.sequence,
        "state": int(user.state),
        "username": user.user_name,
        "loginNames": [],
        "preferredLoginName": user.user_name,
    }
    human, machine = user.human, user.machine
    if human is not None:
        told["human"] = {
            "firstName": human.first_name,
            "lastName": human.last_name,
            "nickName": human.nick_name,
            "displayName": human.display_name,
            "avatarKey": "",
            "preferredLanguage": human.language,
            "gender": human.gender,
            "email": human.email,
            "isEmailVerified": human.email_verified,
            "phone": human.phone,
            "isPhoneVerified": human.phone_verified,
        }
    if machine is not None:
        told["machine"] = {"name": machine.name, "description": machine.description}
    return told


def _metadata(entries: Iterable[Metadata], sequence: int = 0, at: str = NEVER) -> Claims:
    held = [
        {
            "creationDate": instant_told(entry.created),
            "changeDate": instant_told(entry.changed),
            "resourceOwner": entry.organisation,
            "sequence": entry.sequence,
            "key": entry.key,
            "value": _value(entry.value),
        }
        for entry in entries
    ]
    return listed("metadata", held, sequence, at)


def organisation_metadata_told(state: InstanceState, organisation: str) -> Claims:
    """That of an organisation, with the place and instant of its last change, which is assumed."""
    entries = list(state.organisation_metadata.where("owner", organisation))
    last = max(entries, key=lambda entry: entry.changed, default=None)
    return _metadata(entries, last.sequence, instant_told(last.changed)) if last is not None else _metadata(entries)


def _value(value: bytes) -> Any:
    """A value of metadata as a script sees it: parsed JSON, or the text that it is."""
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return value.decode("utf-8", "replace")


def grants_told(state: InstanceState, user: User, grants: Iterable[UserGrant]) -> Claims:
    """Grants of a user as scripts see them."""
    held = []
    for grant in grants:
        giver, project = state.organisation(grant.organisation), state.projects.get(grant.project)
        held.append(
            {
                "id": grant.id,
                "projectGrantId": grant.project_grant,
                "state": _ACTIVE,
                "userGrantResourceOwner": giver.id,
                "userGrantResourceOwnerName": giver.name,
                "creationDate": instant_told(grant.created),
                "changeDate": instant_told(grant.changed),
                "sequence": grant.sequence,
                "userId": user.id,
                "userResourceOwner": user.organisation,
                "roles": list(grant.roles),
                "projectId": grant.project,
                "projectName": project.name if project is not None else "",
                "getOrgMetadata": organisation_metadata_told(state, giver.id),
            }
        )
    return listed("grants", held)
