"""What the real server keeps of each event, as targets are sent it.

Source: recordings/actions-v2-payloads.jsonl, cases events and events-all; the names of all other fields are the real
server's source, as far as the mock keeps what they hold. Secrets are never told.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.deliveries.go_json import filled, short_instant
from mockserver.domain import events as e
from mockserver.domain.ids import Instant
from mockserver.domain.rows.actions import Action
from mockserver.domain.rows.targets import Execution, Target
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Row

Payload = dict[str, Any] | None
"""None where the event has none, which is another thing than an empty one."""

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "users": {
        "user_name": "userName",
        "machine.name": "name",
        "machine.description": "description",
        "machine.access_token_type": "accessTokenType",
        "human.first_name": "firstName",
        "human.last_name": "lastName",
        "human.nick_name": "nickName",
        "human.display_name": "displayName",
        "human.language": "preferredLanguage",
        "human.gender": "gender",
        "human.email": "email",
        "human.phone": "phone",
        "human.password_change_required": "changeRequired",
    },
    "tokens": {"id": "tokenId", "expires": "expiration", "scopes": "scopes"},
    "machine_keys": {"id": "keyId", "expires": "expirationDate", "public_key": "publicKey"},
    "user_metadata": {"key": "key", "value": "value"},
    "organisation_metadata": {"key": "key", "value": "value"},
    "organisation_members": {"roles": "roles", "user": "userId"},
    "instance_members": {"roles": "roles", "user": "userId"},
    "project_members": {"roles": "roles", "user": "userId"},
    "project_grant_members": {"user": "userId", "scope": "grantId", "roles": "roles"},
    "projects": {
        "name": "name",
        "role_assertion": "projectRoleAssertion",
        "role_check": "projectRoleCheck",
        "has_project_check": "hasProjectCheck",
        "private_labeling": "privateLabelingSetting",
    },
    "roles": {"key": "key", "display_name": "displayName", "group": "group"},
    "apps": {
        "id": "appId",
        "name": "name",
        "oidc.client_id": "clientId",
        "oidc.redirect_uris": "redirectUris",
        "oidc.response_types": "responseTypes",
        "oidc.grant_types": "grantTypes",
        "oidc.app_type": "applicationType",
        "oidc.auth_method": "authMethodType",
        "oidc.post_logout_redirect_uris": "postLogoutRedirectUris",
        "oidc.version": "oidcVersion",
        "oidc.dev_mode": "devMode",
        "oidc.access_token_type": "accessTokenType",
        "oidc.access_token_role_assertion": "accessTokenRoleAssertion",
        "oidc.id_token_role_assertion": "idTokenRoleAssertion",
        "oidc.id_token_userinfo_assertion": "idTokenUserinfoAssertion",
        "oidc.clock_skew": "clockSkew",
        "oidc.additional_origins": "additionalOrigins",
        "oidc.skip_native_app_success_page": "skipNativeAppSuccessPage",
        "oidc.back_channel_logout_uri": "backChannelLogoutURI",
        "api.client_id": "clientId",
        "api.auth_method": "authMethodType",
        "saml.entity_id": "entityId",
        "saml.metadata": "metadata",
        "saml.metadata_url": "metadata_url",
    },
    "app_keys": {"app": "applicationId", "id": "keyId", "expires": "expirationDate", "public_key": "publicKey"},
    "project_grants": {"id": "grantId", "granted": "grantedOrgId", "roles": "roleKeys"},
    "user_grants": {"user": "userId", "project": "projectId", "project_grant": "grantId", "roles": "roleKeys"},
    "sessions": {
        "user": "userID",
        "user_organisation": "userResourceOwner",
        "user_checked": "checkedAt",
        "password_checked": "checkedAt",
        "otp_email_checked": "checkedAt",
        "otp_sms_checked": "checkedAt",
        "totp_checked": "checkedAt",
        "metadata": "metadata",
    },
    "organisations": {"name": "name"},
    "organisation_domains": {"name": "domain"},
    "organisation_settings": {"scoped_user_names": "organizationScopedUsernames"},
}
"""By kind, what is told of a row: by the path of its attribute, the name in the payload."""

_OF_SESSIONS: Mapping[str, str] = {"id": "id", "scopes": "scope"}
"""The same of tokens that the OAuth endpoints issue."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "tokens": ("id",),
    "machine_keys": ("id",),
    "user_metadata": ("key",),
    "organisation_metadata": ("key",),
    "organisation_members": ("user",),
    "instance_members": ("user",),
    "project_members": ("user",),
    "project_grant_members": ("user", "scope"),
    "roles": ("key",),
    "apps": ("id",),
    "app_keys": ("id",),
    "project_grants": ("id",),
    "organisation_domains": ("name",),
}
"""By kind, what changes and removals tell as well, since the aggregate alone does not say which row it was."""


_EMPTY = frozenset({"org.deactivated", "org.reactivated"})
"""What changes a row and tells nothing of it, but has a payload."""


def payload_of(state: InstanceState, event: e.Event) -> Payload:
    """The payload of an event that is about to happen."""
    if isinstance(event, (e.RowAdded, e.RowChanged, e.RowRemoved, e.RowIssued)):
        return _of_row(state, event)
    of = _TYPED.get(type(event))
    return None if of is None else of(state, event)


def _of_row(state: InstanceState, event: e.RowAdded | e.RowChanged | e.RowRemoved | e.RowIssued) -> Payload:
    kind, row = event.kind, event.row
    if isinstance(row, Execution):
        return {"targets": [{"type": 2, "target": target} for target in row.targets]}
    before = None if isinstance(event, e.RowAdded) else state.table(kind).known(kind.key(row))
    if isinstance(row, Target):
        return _target(row, before, removed=isinstance(event, e.RowRemoved))
    if isinstance(row, Action):
        return _action(row, before, removed=isinstance(event, e.RowRemoved))
    names = _OF_SESSIONS if isinstance(event, e.RowIssued) else _FIELDS.get(kind.name, {})
    keys = _KEYS.get(kind.name, ())
    if isinstance(event, e.RowRemoved):
        return _told(row, {path: names[path] for path in keys}) or None
    if before is None:
        return _told(row, names)
    if event.name in _EMPTY:
        return {}
    changed = {path: name for path, name in names.items() if path in keys or _at(row, path) != _at(before, path)}
    return _told(row, changed) or None


def _told(row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    return filled(**{name: _value(path, found) for path, name in names.items() if (found := _at(row, path))})


def _at(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name, None)
    return row


def _value(path: str, value: Any) -> Any:
    if path in {"expires", "user_checked"} or path.endswith("_checked"):
        return short_instant(Instant(value))
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if path == "metadata":
        return {key: base64.b64encode(each).decode("ascii") for key, each in value}
    return value


def _target(row: Target, before: Row | None, *, removed: bool) -> Payload:
    """A target that is removed has an empty payload; one that is changed what changed of it."""
    if removed:
        return {}
    told = {
        "name": row.name,
        "targetType": int(row.target_kind),
        "endpoint": row.endpoint,
        "timeout": row.timeout,
        "interruptOnError": row.interrupt_on_error,
        "signingKey": _encrypted(row.signing_key),
    }
    if not isinstance(before, Target):
        return told
    same = _target(before, None, removed=False) or {}
    return {name: value for name, value in told.items() if value != same[name]}


def _encrypted(secret: str) -> dict[str, Any]:
    """Something in the place of an encrypted secret, which nobody can read."""
    hidden = base64.b64encode(hashlib.sha256(secret.encode()).digest()).decode("ascii")
    return {"CryptoType": 0, "Algorithm": "aes", "KeyID": "targetKey", "Crypted": hidden}


def _action(row: Action, before: Row | None, *, removed: bool) -> Payload:
    """The same of an action; one that is switched off or on has none."""
    if removed:
        return {}
    told = {"name": row.name, "script": row.script, "timeout": row.timeout, "allowedToFail": row.allowed_to_fail}
    if not isinstance(before, Action):
        return {name: value for name, value in told.items() if name != "timeout" or value}
    same = _action(before, None, removed=False) or {}
    return {name: value for name, value in told.items() if value != same.get(name, 0)} or None


def _trigger_actions_set(_: InstanceState, event: e.TriggerActionsSet) -> Payload:
    actions = list(event.actions) or None
    return {"flowType": int(event.flow), "triggerType": int(event.trigger), "actionIDs": actions}


def _trigger_actions_cascaded(_: InstanceState, event: e.TriggerActionsCascaded) -> Payload:
    """The real server forgets which trigger it was."""
    return {"flowType": int(event.flow), "triggerType": 0, "actionID": event.action}


def _flow_cleared(_: InstanceState, event: e.FlowCleared) -> Payload:
    return {"flowType": int(event.flow)}


def _domain(_: InstanceState, event: e.PrimaryDomainSet) -> Payload:
    return {"domain": event.domain}


def _default_organisation(_: InstanceState, event: e.DefaultOrganisationSet) -> Payload:
    return {"orgId": event.organisation}


_TYPED: Mapping[type, Callable[[InstanceState, Any], Payload]] = {
    e.TriggerActionsSet: _trigger_actions_set,
    e.TriggerActionsCascaded: _trigger_actions_cascaded,
    e.FlowCleared: _flow_cleared,
    e.PrimaryDomainSet: _domain,
    e.DefaultOrganisationSet: _default_organisation,
}
"""What has no payload is left out."""
