"""Keys with which applications prove who they are, in the service of v2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.domain import app_keys as decide
from mockserver.domain.ids import AppId, Instant, KeyId, ProjectId
from mockserver.domain.rows.apps import AppKey
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import APP_KEY_TO_REMOVE_NOT_FOUND, APP_OF_KEY_NOT_FOUND, KEY_NOT_FOUND
from mockserver.operations.app_keys import added_key
from mockserver.operations.context import Context
from mockserver.operations.key_making import expiration
from mockserver.operations.messages import zitadel_application_v2 as messages
from mockserver.operations.searching import Tests, equal, searched_filtered
from mockserver.spec.wellknown import timestamp

_WRITE, _READ = "project.app.write", "project.app.read"
_EPOCH = Instant(0)
"""What an expiration that is left out is taken for: always in the past."""


def create_application_key(
    context: Context, request: messages.CreateApplicationKeyRequest
) -> messages.CreateApplicationKeyResponse:
    """Make a key of an application, which must be given an expiration; `keyDetails` is the key file, base64-encoded.

    Raises: APP_OF_KEY_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT,
        APP_WITHOUT_KEYS, EXPIRATION_BEFORE_NOW.
    Source: recordings/id-small-v2.jsonl, id-project-services.jsonl.
    """
    app = context.state.apps.get(AppId(request.application_id))
    found = require(app if app is not None and app.project == request.project_id else None, APP_OF_KEY_NOT_FOUND)
    context.require(_WRITE, found.organisation, found.project)
    expires = expiration(request.expiration_date)
    key, file, stamp = added_key(context, found, _EPOCH if expires is None else expires)
    return messages.CreateApplicationKeyResponse(key_id=key.id, creation_date=timestamp(stamp.at), key_details=file)


def delete_application_key(
    context: Context, request: messages.DeleteApplicationKeyRequest
) -> messages.DeleteApplicationKeyResponse:
    """Remove a key of an application.

    Raises: APP_KEY_TO_REMOVE_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-small-v2.jsonl.
    """
    key = require(context.state.app_keys.get(KeyId(request.key_id)), APP_KEY_TO_REMOVE_NOT_FOUND)
    event = decide.remove_app_key(
        context.state, key.organisation, ProjectId(request.project_id), AppId(request.application_id), key.id
    )
    context.require(_WRITE, key.organisation, key.project)
    return messages.DeleteApplicationKeyResponse(deletion_date=timestamp(context.write((event,)).at))


def get_application_key(
    context: Context, request: messages.GetApplicationKeyRequest
) -> messages.GetApplicationKeyResponse:
    """A key of an application that proves who it is by keys.

    Raises: KEY_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-small-v2.jsonl.
    """
    key = context.state.app_keys.get(KeyId(request.key_id))
    found = require(key if key is not None and decide.is_shown(context.state, key) else None, KEY_NOT_FOUND)
    context.require(_READ, found.organisation, found.project)
    return messages.GetApplicationKeyResponse(
        key_id=found.id, creation_date=timestamp(found.created), expiration_date=timestamp(found.expires)
    )


_TESTS: Tests[AppKey] = {
    "application_id_filter": equal(lambda key: key.app, "application_id"),
    "project_id_filter": equal(lambda key: key.project, "project_id"),
    "organization_id_filter": equal(lambda key: key.organisation, "organization_id"),
}
_COLUMNS: Mapping[int, Callable[[AppKey], Any]] = {
    0: lambda key: key.id,
    1: lambda key: key.project,
    2: lambda key: key.app,
    3: lambda key: key.created,
    4: lambda key: key.organisation,
    5: lambda key: key.expires,
}
"""By the number of zitadel.application.v2.ApplicationKeysSorting; all keys are of one type."""


def list_application_keys(
    context: Context, request: messages.ListApplicationKeysRequest
) -> messages.ListApplicationKeysResponse:
    """Keys of all applications for which all filters hold.

    What the caller may not see is dropped after paging, so that the total tells of it.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-small-v2.jsonl; the order is assumed, as the real server promises none.
    """
    shown = (key for key in context.state.app_keys if decide.is_shown(context.state, key))
    pagination, seen = searched_filtered(
        shown, request, _TESTS, _COLUMNS, may_see=lambda key: context.may(_READ, key.organisation, key.project)
    )
    return messages.ListApplicationKeysResponse(keys=tuple(map(_key_view, seen)), pagination=pagination)


def _key_view(key: AppKey) -> messages.ApplicationKey:
    return messages.ApplicationKey(
        key_id=key.id,
        application_id=key.app,
        project_id=key.project,
        creation_date=timestamp(key.created),
        organization_id=key.organisation,
        expiration_date=timestamp(key.expires),
    )
