"""The scripts that run while somebody logs in, flows 1 and 3: whose they are, and what becomes of what they do.

Flow 3 calls `after_check`, `before_creation`, `after_creation`; flow 1 `after_provider`, and the latter two with its
own number. What a function gives back has been judged, but nothing of it is written yet, except for grants: the caller
decides whether the step succeeded, and then calls `keep_metadata`, or adds the user with `pairs_of`.

All raise `Refused` where a script failed that may not, in the real server's words.

Source: recordings/logins.jsonl.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from mockserver.domain.ids import FlowType, GrantId, OrganisationId, ProjectId, TriggerType
from mockserver.domain.metadata import OF_USERS, set_metadata
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.users import User
from mockserver.domain.user_grants import add_user_grant, judged, with_id
from mockserver.errors.codes import Code
from mockserver.errors.login_problems import LOGIN_GRANT_WITHOUT_PROJECT, LOGIN_METADATA_KEY_EMPTY
from mockserver.errors.problem import Problem, Refused
from mockserver.logins.attempts import Attempt, organisation_of
from mockserver.logins.drafts import Draft, ExternalUser, draft_told, external_told, with_sets
from mockserver.logins.scripting import organisation_metadata_told, script_of, user_told
from mockserver.logins.seen import Browser, encoded, login_told
from mockserver.logins.site import Site
from mockserver.logins.telling import active_actions
from mockserver.scripts.model import FieldSet, ListedMetadata, TriggerRuns
from mockserver.scripts.sequence import Ended, run_sequence
from mockserver.scripts.stubs import fetch_by
from mockserver.scripts.tables import TRIGGERS
from mockserver.scripts.threads import in_thread

EXTERNAL_AUTHENTICATION: Final = FlowType("1")
INTERNAL_AUTHENTICATION: Final = FlowType("3")
POST_AUTHENTICATION: Final = TriggerType("1")
PRE_CREATION: Final = TriggerType("2")
POST_CREATION: Final = TriggerType("3")

NO_ERROR: Final = "none"
"""`authError` of a check that succeeded."""


class ProviderAnswer(NamedTuple):
    """What an identity provider answered, as scripts see it; everything is empty where it failed.

    Attributes:
        info: fields of the object `providerInfo` (tables.OBJECTS), and under `writes` what JSON has of it; None for
            none.
        claims: of the ID token; None where there is none.
        claims_text: the same as JSON with its keys in order; empty for none.
    """

    access_token: str = ""
    id_token: str = ""
    refresh_token: str = ""
    info: Mapping[str, Any] | None = None
    claims: Mapping[str, Any] | None = None
    claims_text: str = ""


def error_told(problem: Problem, parent: str = "") -> str:
    """An error as scripts read it in `authError`.

    Args:
        parent: the text of its cause; empty for none.

    Source: recordings/logins.jsonl.
    """
    text = f"ID={problem.id} Message={problem.key}"
    return f"{text} Parent=({parent})" if parent else text


async def after_check(
    site: Site, attempt: Attempt, browser: Browser, method: str, error: str = NO_ERROR
) -> Sequence[ListedMetadata]:
    """Flow 3, trigger 1: a password or a second factor was checked.

    Args:
        method: `password`, `OTP`, … as scripts know it.
        error: what was wrong, by `error_told`.

    Returns: what is to be kept of the user, if the check succeeded.

    Raises: Refused.
    """
    organisation = organisation_of(site.state, attempt)
    values = {
        **login_told(site.state, attempt, browser),
        "authMethod": encoded(method),
        "authError": encoded(error),
    }
    ended = await _run(site, organisation, INTERNAL_AUTHENTICATION, POST_AUTHENTICATION, lambda _: values)
    return _judged(ended)


async def after_provider(
    site: Site,
    organisation: OrganisationId,
    attempt: Attempt,
    browser: Browser,
    external: ExternalUser,
    answer: ProviderAnswer,
    error: str = NO_ERROR,
) -> tuple[ExternalUser, Sequence[ListedMetadata], bool]:
    """Flow 1, trigger 1: an identity provider sent somebody back, or failed.

    Args:
        organisation: the scopes', else that of the linked user, else the default one. The caller knows who is linked.
        attempt: its last entry of `linking`, if any, is shown as the setters leave `external`.
        error: of the provider.

    Returns: the external user as setters left it; what is to be kept; and whether any setter was called.

    Raises: Refused.
    """

    def values(sets: Sequence[FieldSet]) -> Mapping[str, str]:
        changed = replace(external, draft=with_sets(external.draft, sets))
        shown = replace(attempt, linking=(*attempt.linking[:-1], changed) if attempt.linking else ())
        return {
            **login_told(state, shown, browser),
            **provided,
            "externalUser": encoded(external_told(changed)),
        }

    state = site.state
    provided = {
        "authError": encoded(error),
        "providerInfo": encoded(answer.info),
        "organisationMetadata": encoded(organisation_metadata_told(state, organisation)),
        "accessToken": encoded(answer.access_token),
        "idToken": encoded(answer.id_token),
        "refreshToken": encoded(answer.refresh_token),
        "externalClaims": encoded(answer.claims),
        "externalClaimsText": encoded(answer.claims_text),
    }
    ended = await _run(site, organisation, EXTERNAL_AUTHENTICATION, POST_AUTHENTICATION, values)
    changed = replace(external, draft=with_sets(external.draft, ended.sets))
    return changed, _judged(ended), bool(ended.sets)


async def before_creation(
    site: Site,
    flow: FlowType,
    organisation: OrganisationId,
    attempt: Attempt,
    browser: Browser,
    draft: Draft,
    metadata: Sequence[ListedMetadata] = (),
) -> tuple[Draft, Sequence[ListedMetadata]]:
    """Flows 1 and 3, trigger 2: somebody is about to be added.

    Args:
        organisation: that is to get the user; its scripts run.
        metadata: what an earlier trigger of the same request left to be kept.

    Returns: the draft as setters left it, and what is to be kept of the user.

    Raises: Refused.
    """
    state = site.state
    told = {
        **login_told(state, attempt, browser),
        "organisationMetadata": encoded(organisation_metadata_told(state, organisation)),
    }

    def values(sets: Sequence[FieldSet]) -> Mapping[str, str]:
        return {**told, "user": encoded(draft_told(with_sets(draft, sets)))}

    ended = await _run(site, organisation, flow, PRE_CREATION, values, metadata)
    return with_sets(draft, ended.sets), _judged(ended)


async def after_creation(
    site: Site, flow: FlowType, organisation: OrganisationId, attempt: Attempt, browser: Browser, user: User
) -> None:
    """Flows 1 and 3, trigger 3: somebody was added; what scripts grant is granted, one after the other.

    An error leaves the grants before it.

    Raises: Refused: LOGIN_GRANT_WITHOUT_PROJECT, and as `domain.user_grants.judged` and `add_user_grant`.
    """
    values = {
        **login_told(site.state, attempt, browser),
        "organisationMetadata": encoded(organisation_metadata_told(site.state, organisation)),
        "user": encoded({**user_told(user), "loginNames": [user.user_name]}),
    }
    ended = await _run(site, organisation, flow, POST_CREATION, lambda _: values)
    _judged(ended)
    for wanted in ended.grants:
        if not wanted.project:
            raise Refused(LOGIN_GRANT_WITHOUT_PROJECT)
        grant = judged(
            site.state,
            UserGrant(
                id=GrantId(""),
                user=user.id,
                project=ProjectId(wanted.project),
                organisation=organisation,
                project_grant=wanted.through,
                roles=wanted.roles,
            ),
        )
        added = with_id(grant, GrantId(site.instance.ids.next()))
        site.instance.append(add_user_grant(site.state, added))


def pairs_of(metadata: Sequence[ListedMetadata]) -> tuple[tuple[str, bytes], ...]:
    """Metadata as somebody new is added with it."""
    return tuple((entry.key, (entry.json or "null").encode()) for entry in metadata)


def keep_metadata(site: Site, user: User, metadata: Sequence[ListedMetadata]) -> None:
    """Set metadata of a user who is there; of two values of a key the last wins.

    Raises: LOGIN_METADATA_KEY_EMPTY, NUL_IN_TEXT, and nothing is set.
    """
    if not all(entry.key for entry in metadata):
        raise Refused(LOGIN_METADATA_KEY_EMPTY)
    rows = [
        Metadata(owner=user.id, organisation=user.organisation, key=key, value=value)
        for key, value in dict(pairs_of(metadata)).items()
    ]
    events = set_metadata(site.state, OF_USERS, rows)
    if events:
        site.instance.append_all(events)


async def _run(
    site: Site,
    organisation: OrganisationId,
    flow: FlowType,
    trigger: TriggerType,
    values: Callable[[Sequence[FieldSet]], Mapping[str, str]],
    metadata: Sequence[ListedMetadata] = (),
) -> Ended:
    actions = active_actions(site.state, organisation, flow, trigger)
    if not actions:
        return Ended(metadata=metadata)
    scripts = [script_of(action) for action in actions]

    fetch = fetch_by(site.instance.script_http)

    def work() -> Ended:
        return run_sequence(scripts, TRIGGERS[flow, trigger], values, metadata, fetch)

    ended = await in_thread(work)
    site.telling.runs.append(TriggerRuns(flow, trigger, tuple(ended.runs)))
    return ended


def _judged(ended: Ended) -> Sequence[ListedMetadata]:
    """What a trigger left to be kept, all of it written.

    Raises: Refused: as a script failed, or left what the real server breaks down at.
    """
    if ended.failure is not None:
        raise Refused(Problem("", Code.INTERNAL, ended.failure.words))
    for entry in ended.metadata:
        if entry.json is None:
            reason = f"metadata {entry.key!r}: {entry.unwritable}; here the real server closes the connection"
            raise Refused(Problem("", Code.INTERNAL, reason))
    return tuple(ListedMetadata(key=entry.key, json=entry.json, appended=True) for entry in ended.metadata)
