"""What a SAML response tells of somebody: the user, what scripts of flow 4 set, and what targets append.

Imported when the first response is made.
Source: the real server's source, and the facts of it that were measured for the function `presamlresponse`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from mockserver.access.oauth.problems import OAuthRefused
from mockserver.access.oauth.user_info import Claims
from mockserver.access.saml.documents import STANDARD, SamlAttribute
from mockserver.access.saml.names import BASIC, INVALID_ATTRIBUTE
from mockserver.deliveries.calling import Interrupted, call_targets, told
from mockserver.deliveries.functions import SAML_RESPONSE, FunctionSubject
from mockserver.deliveries.matching import targets_of
from mockserver.deliveries.outgoing import Outgoing, outgoing_of
from mockserver.domain.ids import FlowType, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.domain.rows.apps import App
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.targets import Target
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.logins.executing import LOG, grant_sent, metadata_log, user_sent
from mockserver.logins.scripting import grants_told, keep_metadata_set, script_of, surroundings_with
from mockserver.logins.site import Site
from mockserver.logins.telling import active_actions
from mockserver.scripts.model import Run, Script, TriggerRuns
from mockserver.scripts.sequence import Ended, run_sequence
from mockserver.scripts.stubs import fetch_by
from mockserver.scripts.tables import TRIGGERS
from mockserver.scripts.threads import in_thread

_log = logging.getLogger(__name__)

CUSTOMIZE_SAML = FlowType("4")
PRE_SAML_RESPONSE = TriggerType("6")
_HUMAN, _MACHINE = 1, 2
"""Numbers of the real server's types of users, as targets are sent them."""


class SamlFailed(Exception):
    """No response can be made of a login.

    Attributes:
        status: what the service provider is told.
    """

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def attributes_of(site: Site, app: App, user: User) -> list[SamlAttribute]:
    """The attributes of somebody who logged in to an application: those that all have, then those of scripts and
    targets, in the order in which they were set.

    Of two scripts that set an attribute the first counts; a target's takes the place of a script's. One that has the
    name of a standard one stands beside it.

    Raises: SamlFailed, as a script or a target failed.
    """
    state = site.state
    outgoing = outgoing_of(site.instance) if state.executions.held else None
    # They are those that there were when the request came, whatever the scripts do meanwhile.
    targets = targets_of(state, SAML_RESPONSE) if outgoing is not None else ()
    grants = [grant for grant in state.user_grants.where("user", user.id) if _counts(grant, app)]
    custom: dict[str, SamlAttribute] = {}
    actions = active_actions(state, user.organisation, CUSTOMIZE_SAML, PRE_SAML_RESPONSE)
    if actions:
        await _run_scripts(site, user, grants, actions, custom)
    if targets and outgoing is not None:
        await _call_targets(site, user, grants, outgoing, targets, custom)
    return [*standard_attributes(user), *custom.values()]


def standard_attributes(user: User) -> list[SamlAttribute]:
    """What every response tells of a user; what is empty is left out."""
    human = user.human
    of_people = ("",) * 4
    if human is not None:
        of_people = (human.email, human.last_name, human.first_name, human.display_name)
    values = (*of_people, user.user_name, user.id)
    return [SamlAttribute(name, BASIC, (value,)) for name, value in zip(STANDARD, values, strict=True) if value]


def _counts(grant: UserGrant, app: App) -> bool:
    return grant.active and grant.project == app.project


async def _run_scripts(
    site: Site, user: User, grants: Sequence[UserGrant], actions: Sequence[Action], custom: dict[str, SamlAttribute]
) -> None:
    """Run scripts one after the other; each sees the metadata that those before it set.

    Raises: SamlFailed.
    """
    runs: list[Run] = []
    trigger, fetch = TRIGGERS[CUSTOMIZE_SAML, PRE_SAML_RESPONSE], fetch_by(site.instance.script_http)
    site.telling.runs.append(TriggerRuns(CUSTOMIZE_SAML, PRE_SAML_RESPONSE, runs))
    for action in actions:
        script, values = script_of(action), _values(site.state, user, grants)

        def work(script: Script = script, values: Mapping[str, str] = values) -> Ended:
            return run_sequence([script], trigger, lambda _: values, (), fetch)

        ended = await in_thread(work)
        runs += ended.runs
        _require_user(site, user)
        try:
            keep_metadata_set(site, user, ended.runs)
        except OAuthRefused as refused:
            raise SamlFailed(INVALID_ATTRIBUTE, refused.reason) from refused
        for attribute in (attribute for run in ended.runs for attribute in run.attributes):
            custom.setdefault(attribute.name, SamlAttribute(attribute.name, attribute.format, attribute.values))
        if ended.failure is not None:
            raise SamlFailed(INVALID_ATTRIBUTE, f"action {action.name}: {ended.failure.words}")


def _values(state: InstanceState, user: User, grants: Sequence[UserGrant]) -> Mapping[str, str]:
    """What scripts see; nobody's login is told of, nor the request of a browser (the real server's source)."""
    metadata = state.user_metadata.where("owner", user.id)
    surroundings = surroundings_with(state, user, metadata, grants_told(state, user, grants), "")
    return {**surroundings.values(b"{}"), "authRequest": "null", "httpRequest": "null"}


async def _call_targets(
    site: Site,
    user: User,
    grants: Sequence[UserGrant],
    outgoing: Outgoing,
    targets: Sequence[Target],
    custom: dict[str, SamlAttribute],
) -> None:
    """Call the targets of the function, and add what they answer. Raises: SamlFailed."""
    subject = FunctionSubject(SAML_RESPONSE, _about(site.state, user, grants))
    try:
        site.telling.deliveries += await call_targets(outgoing, targets, subject)
    except Interrupted as interrupted:
        site.telling.deliveries += interrupted.made
        raise SamlFailed(INVALID_ATTRIBUTE, f"{SAML_RESPONSE}: {told(interrupted)}") from interrupted
    _require_user(site, user)
    answered = subject.answered or {}
    log = metadata_log(site, user, answered)
    for added in answered.get("append_attribute", ()):
        custom[added["name"]] = SamlAttribute(added["name"], added["name_format"], tuple(added["value"]))
    if log:
        name = LOG.format(SAML_RESPONSE)
        custom[name] = SamlAttribute(name, "", tuple(log))


def _about(state: InstanceState, user: User, grants: Sequence[UserGrant]) -> Claims:
    """What targets are sent."""
    sent = user_sent(user)
    named = {"login_names": [user.user_name], "preferred_login_name": sent.pop("preferred_login_name")}
    parts = {name: sent.pop(name) for name in ("human", "machine") if name in sent}
    kind = _HUMAN if user.human is not None else _MACHINE
    username = sent.pop("username")
    about: Claims = {"user": {**sent, "type": kind, "username": username, **named, **parts}}
    if grants:
        about["user_grants"] = [grant_sent(state, user, grant) for grant in grants]
    return about


def _require_user(site: Site, user: User) -> None:
    """Raises: SamlFailed: the user was removed meanwhile, or the state replaced."""
    if user.id not in site.state.users:
        raise SamlFailed(INVALID_ATTRIBUTE, f"user {user.id} was removed meanwhile")
