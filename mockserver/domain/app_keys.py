"""Decisions on the keys of applications."""

from __future__ import annotations

from mockserver.domain.apps import has_keys
from mockserver.domain.events import RowAdded, RowRemoved
from mockserver.domain.ids import AppId, Instant, KeyId, OrganisationId, ProjectId
from mockserver.domain.rows.apps import APP_KEYS, App, AppKey
from mockserver.domain.state import InstanceState
from mockserver.domain.users import expiration_of
from mockserver.domain.verbs import remove, require
from mockserver.errors.catalogue import APP_KEY_TO_REMOVE_NOT_FOUND, APP_WITHOUT_KEYS
from mockserver.errors.problem import Refused


def require_app_key_allowed(app: App, *, expires: Instant | None, now: Instant) -> Instant:
    """When a new key of an application expires.

    Raises: APP_WITHOUT_KEYS, EXPIRATION_BEFORE_NOW.
    Source: recordings/id-app-keys.jsonl, id-project-services.jsonl (the auth method comes before the expiration).
    """
    if not has_keys(app):
        raise Refused(APP_WITHOUT_KEYS)
    return expiration_of(expires, now)


def add_app_key(key: AppKey) -> RowAdded:
    """Register the public half of a key; `require_app_key_allowed` comes first, since making a key is slow."""
    return RowAdded("project.application.oidc.key.added", APP_KEYS, key)


def remove_app_key(
    state: InstanceState, organisation: OrganisationId, project: ProjectId, app: AppId, key: KeyId
) -> RowRemoved:
    """Remove a key of an application.

    Raises: APP_KEY_TO_REMOVE_NOT_FOUND.
    Source: recordings/id-app-keys.jsonl.
    """
    found = state.app_keys.get(key)
    owned = found is not None and (found.app, found.project, found.organisation) == (app, project, organisation)
    row = require(found if owned else None, APP_KEY_TO_REMOVE_NOT_FOUND)
    return remove(APP_KEYS, row, name="project.application.oidc.key.removed")


def is_shown(state: InstanceState, key: AppKey) -> bool:
    """Whether reads know a key: not while its application proves who it is by other means."""
    app = state.apps.get(key.app)
    return app is not None and has_keys(app)


def sequence_of_key(state: InstanceState, key: AppKey) -> int:
    """The sequence that reads tell of a key: that of a later change of the application's auth method goes before it.

    Source: recordings/id-app-keys.jsonl.
    """
    app = state.apps.get(key.app)
    return max(key.sequence, app.keyed if app is not None else 0)
