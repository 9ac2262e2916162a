"""The functions `preuserinfo` and `preaccesstoken`: what their targets are sent of a user, and what they add.

Imported when the first of them has targets.
Source: recordings/actions-v2-payloads.jsonl, case functions; of people, grants and a second target the real server's
source.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Sequence

from mockserver.access.oauth.problems import SCRIPT_FAILED, USER_NOT_FOUND, OAuthProblem, OAuthRefused
from mockserver.access.oauth.user_info import Asking, Claims, UserInfo, role_grants
from mockserver.deliveries.calling import Interrupted, call_targets
from mockserver.deliveries.functions import FunctionSubject, add_claims, quoted
from mockserver.deliveries.go_json import NEVER, filled, short_instant
from mockserver.deliveries.judging import UnknownForwarded
from mockserver.deliveries.model import TargetFailed
from mockserver.deliveries.outgoing import Outgoing
from mockserver.domain.metadata import OF_USERS, set_metadata
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.targets import Target
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.problem import Refused
from mockserver.logins.site import Site

_log = logging.getLogger(__name__)

LOG = "urn:zitadel:iam:action:{}:log"
"""Where what a function's targets log stands."""
_ACTIVE = 1


async def run_function(
    site: Site, asking: Asking, told: UserInfo, outgoing: Outgoing, targets: Sequence[Target], function: str
) -> None:
    """Call the targets of a function, and add what they answer to what is told of a user.

    Args:
        function: `function/preuserinfo` or `function/preaccesstoken`.

    Raises: OAuthRefused.
    """
    subject = FunctionSubject(function, _about(site, asking, told))
    try:
        site.telling.deliveries += await call_targets(outgoing, targets, subject)
    except Interrupted as interrupted:
        site.telling.deliveries += interrupted.made
        raise OAuthRefused(_refusal(interrupted.__cause__), interrupted.problem.key) from interrupted
    if asking.user.id not in site.state.users:
        # Removed while the targets were called.
        raise OAuthRefused(USER_NOT_FOUND)
    if subject.answered is not None:
        _apply(site, asking.user, told, subject.answered, function)


def _refusal(failed: object) -> OAuthProblem:
    """What a failing target is answered with; its text is never translated."""
    if isinstance(failed, UnknownForwarded):
        return OAuthProblem(500, "server_error", failed.message)
    if not isinstance(failed, TargetFailed) or failed.problem.code is Code.UNKNOWN:
        return SCRIPT_FAILED
    return OAuthProblem(HTTP_STATUS[failed.problem.code], "invalid_request", failed.problem.key)


def _apply(site: Site, user: User, told: UserInfo, answered: Claims, function: str) -> None:
    """Set metadata, then claims: what is reserved is dropped, what is there already stays and is logged."""
    log = metadata_log(site, user, answered) + add_claims(told.claims, answered)
    if log:
        told.claims[LOG.format(function)] = log


def metadata_log(site: Site, user: User, answered: Claims) -> list[str]:
    """Set the metadata that targets answered; returns what is to be logged of what cannot be set."""
    return [
        f"failed to set user metadata key {quoted(entry['key'])}"
        for entry in answered.get("set_user_metadata", ())
        if not _set_metadata(site, user, entry)
    ]


def _set_metadata(site: Site, user: User, entry: Claims) -> bool:
    """Whether it could be set, or was so already."""
    value = base64.b64decode(entry["value"] or "")
    if not entry["key"] or not value:
        return False
    row = Metadata(owner=user.id, organisation=user.organisation, key=entry["key"], value=value)
    try:
        events = set_metadata(site.state, OF_USERS, [row])
    except Refused:
        return False
    if events:
        site.instance.append_all(events, user.id)
    return True


def _about(site: Site, asking: Asking, told: UserInfo) -> Claims:
    state, user = site.state, asking.user
    organisation = state.organisation(user.organisation)
    metadata = site.telling.metadata_of(state, user)
    grants = role_grants(state, asking)
    about = {
        "userinfo": {**told.claims, "sub": user.id, **told.standard},
        "user": user_sent(user),
        "user_metadata": [_metadata(entry) for entry in metadata],
        "org": filled(id=organisation.id, name=organisation.name, primary_domain=organisation.primary_domain),
        "user_grants": [grant_sent(state, user, grant) for grant in grants],
        "application": filled(client_id=asking.client),
    }
    return {name: value for name, value in about.items() if value or name == "application"}


def user_sent(user: User) -> Claims:
    """A user as targets are told of."""
    told = filled(
        id=user.id,
        creation_date=short_instant(user.created),
        change_date=short_instant(user.changed),
        resource_owner=user.organisation,
        sequence=user.sequence,
        state=int(user.state),
        username=user.user_name,
        preferred_login_name=user.user_name,
    )
    human, machine = user.human, user.machine
    if human is not None:
        told["human"] = filled(
            first_name=human.first_name,
            last_name=human.last_name,
            nick_name=human.nick_name,
            display_name=human.display_name,
            preferred_language=human.language,
            gender=human.gender,
            email=human.email,
            is_email_verified=human.email_verified,
            phone=human.phone,
            is_phone_verified=human.phone_verified,
            password_changed=NEVER,
            mfa_init_skipped=NEVER,
        )
    if machine is not None:
        told["machine"] = filled(name=machine.name, description=machine.description)
    return told


def _metadata(entry: Metadata) -> Claims:
    return filled(
        creation_date=short_instant(entry.created),
        change_date=short_instant(entry.changed),
        resource_owner=entry.organisation,
        sequence=entry.sequence,
        key=entry.key,
        value=base64.b64encode(entry.value).decode("ascii"),
    )


def grant_sent(state: InstanceState, user: User, grant: UserGrant) -> Claims:
    """A grant likewise."""
    giver, project = state.organisation(grant.organisation), state.projects.get(grant.project)
    return filled(
        id=grant.id,
        creation_date=short_instant(grant.created),
        change_date=short_instant(grant.changed),
        sequence=grant.sequence,
        roles=list(grant.roles),
        grant_id=grant.project_grant,
        state=_ACTIVE,
        user_id=user.id,
        user_resource_owner=user.organisation,
        resource_owner=giver.id,
        org_name=giver.name,
        org_primary_domain=giver.primary_domain,
        project_id=grant.project,
        project_name=project.name if project is not None else "",
    )
