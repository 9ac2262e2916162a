"""Keys with which applications prove who they are."""

from __future__ import annotations

from mockserver.access import keys
from mockserver.domain import app_keys as decide
from mockserver.domain.ids import AppId, Instant, KeyId, ProjectId
from mockserver.domain.rows.apps import App, AppKey
from mockserver.domain.tables import Stamp
from mockserver.errors.catalogue import APP_OF_KEY_NOT_FOUND, KEY_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.apps import own_app
from mockserver.operations.context import Context
from mockserver.operations.key_making import expiration
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_authn_v1 import Key
from mockserver.operations.searching import listed
from mockserver.spec.wellknown import Base64, base64_text, timestamp


def add_app_key(context: Context, request: messages.AddAppKeyRequest) -> messages.AddAppKeyResponse:
    """Make a key of an application; `keyDetails` is the key file, base64-encoded.

    Raises: APP_OF_KEY_NOT_FOUND, APP_WITHOUT_KEYS, EXPIRATION_BEFORE_NOW.
    """
    organisation = context.organisation.id
    app = own_app(context, request.project_id, request.app_id, APP_OF_KEY_NOT_FOUND)
    key, file, stamp = added_key(context, app, expiration(request.expiration_date))
    return messages.AddAppKeyResponse(id=key.id, details=details.created(stamp, organisation), key_details=file)


def get_app_key(context: Context, request: messages.GetAppKeyRequest) -> messages.GetAppKeyResponse:
    """A key of an application that proves who it is by keys.

    Raises: KEY_NOT_FOUND.
    Source: recordings/id-app-keys.jsonl.
    """
    for key in _shown(context, request.project_id, request.app_id):
        if key.id == request.key_id:
            return messages.GetAppKeyResponse(key=_key_view(context, key))
    raise Refused(KEY_NOT_FOUND)


def list_app_keys(context: Context, request: messages.ListAppKeysRequest) -> messages.ListAppKeysResponse:
    """The keys of an application of the organisation; none of any other.

    Source: recordings/id-app-keys.jsonl.
    """
    about, rows = listed(context, _shown(context, request.project_id, request.app_id), request.query)
    return messages.ListAppKeysResponse(details=about, result=tuple(_key_view(context, key) for key in rows))


def remove_app_key(context: Context, request: messages.RemoveAppKeyRequest) -> messages.RemoveAppKeyResponse:
    """Remove a key of an application.

    Raises: APP_KEY_TO_REMOVE_NOT_FOUND.
    """
    organisation = context.organisation.id
    project, app, key = ProjectId(request.project_id), AppId(request.app_id), KeyId(request.key_id)
    stamp = context.write((decide.remove_app_key(context.state, organisation, project, app, key),))
    return messages.RemoveAppKeyResponse(details=details.changed(stamp, organisation))


def added_key(context: Context, app: App, expires_at: Instant | None) -> tuple[AppKey, Base64, Stamp]:
    """Make a key of an application; returns the file with its private half, base64-encoded, as well.

    Raises: APP_WITHOUT_KEYS, EXPIRATION_BEFORE_NOW.
    """
    expires = decide.require_app_key_allowed(app, expires=expires_at, now=context.instance.clock.now())
    pair = keys.new_key_pair()
    key = AppKey(
        id=KeyId(context.instance.ids.next()),
        app=app.id,
        project=app.project,
        organisation=app.organisation,
        public_key=pair.public,
        expires=expires,
    )
    file = keys.app_key_file(key.id, app.id, app.client_id, pair.private, timestamp(expires))
    return key, base64_text(file), context.write((decide.add_app_key(key),))


def _shown(context: Context, project: str, app: str) -> list[AppKey]:
    return [
        key
        for key in context.state.app_keys.where("app", app)
        if key.project == project
        and key.organisation == context.organisation.id
        and decide.is_shown(context.state, key)
    ]


def _key_view(context: Context, key: AppKey) -> Key:
    return Key(
        id=key.id,
        details=details.stored(decide.sequence_of_key(context.state, key), key.created, key.changed, key.organisation),
        type="KEY_TYPE_JSON",
        expiration_date=timestamp(key.expires),
    )
