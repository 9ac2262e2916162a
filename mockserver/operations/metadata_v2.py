"""Metadata of users, in the user service of v2."""

from __future__ import annotations

from mockserver.domain import metadata as decide
from mockserver.domain.ids import UserId
from mockserver.domain.metadata import OF_USERS
from mockserver.domain.rows.metadata import Metadata
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_metadata_v2
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.metadata import by_key, entries, write_users
from mockserver.operations.searching import Tests, find, listed_filtered, text, visible
from mockserver.spec.wellknown import base64_text, timestamp

_TESTS: Tests[Metadata] = {"key_filter": text(lambda entry: entry.key, "key")}


def v2_set_user_metadata(
    context: Context, request: messages.SetUserMetadataRequest
) -> messages.SetUserMetadataResponse:
    """Set values of a user of any organisation; values that are there already change nothing.

    Raises: METADATA_LIST_EMPTY, USER_CHECKED_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NUL_IN_TEXT.
    """
    decide.require_entries(request.metadata)
    user = decide.user_with_metadata(context.state, UserId(request.user_id))
    context.require("user.write", user.organisation)
    wanted = entries(user.id, user.organisation, request.metadata)
    stamp = write_users(context, user.id, decide.set_metadata(context.state, OF_USERS, wanted))
    return messages.SetUserMetadataResponse(timestamp(stamp.at))


def v2_list_user_metadata(
    context: Context, request: messages.ListUserMetadataRequest
) -> messages.ListUserMetadataResponse:
    """What a user has; callers who may not read the user are told how much it is.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-credentials-v2.jsonl, id-list-users-v2.jsonl.
    """
    held = by_key(context.state.user_metadata, request.user_id)
    told, rows = listed_filtered(find(held, request.filters, _TESTS), request.pagination)
    seen = visible(rows, lambda entry: context.may_see(entry.owner, entry.organisation))
    return messages.ListUserMetadataResponse(pagination=told, metadata=tuple(map(_view, seen)))


def delete_user_metadata(
    context: Context, request: messages.DeleteUserMetadataRequest
) -> messages.DeleteUserMetadataResponse:
    """Remove values of a user of any organisation, all or none.

    Raises: METADATA_LIST_EMPTY, USER_CHECKED_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN,
        USER_METADATA_KEYS_NOT_FOUND.
    """
    decide.require_keys(OF_USERS, request.keys)
    user = decide.user_with_metadata(context.state, UserId(request.user_id))
    context.require("user.write", user.organisation)
    stamp = context.write(decide.remove_metadata(context.state, OF_USERS, user.id, request.keys))
    return messages.DeleteUserMetadataResponse(timestamp(stamp.at))


def _view(entry: Metadata) -> zitadel_metadata_v2.Metadata:
    return zitadel_metadata_v2.Metadata(
        creation_date=timestamp(entry.created),
        change_date=timestamp(entry.changed),
        key=entry.key,
        value=base64_text(entry.value),
    )
