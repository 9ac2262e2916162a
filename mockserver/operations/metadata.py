"""Metadata of users and of the organisation, in the management service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from mockserver.domain import metadata as decide
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.metadata import OF_ORGANISATIONS, OF_USERS, Keeping
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.tables import Stamp, Table
from mockserver.domain.verbs import Events, owned, remove, require
from mockserver.errors.catalogue import (
    MEMBER_ORGANISATION_REMOVED,
    ORGANISATION_METADATA_NOT_FOUND,
    ORGANISATION_METADATA_TO_REMOVE_NOT_FOUND,
    USER_METADATA_NOT_FOUND,
    USER_METADATA_TO_REMOVE_NOT_FOUND,
)
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages import zitadel_metadata_v1, zitadel_v1
from mockserver.operations.searching import Tests, find, listed, text
from mockserver.spec.wellknown import Base64, base64_text, parse_base64

_TESTS: Tests[Metadata] = {"key_query": text(lambda entry: entry.key, "key")}


class Entry(Protocol):
    """What a request sets: `key` and `value` of several messages."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def value(self) -> Base64:
        """Its value, as base64."""


def entries(owner: str, organisation: OrganisationId, given: Iterable[Entry]) -> list[Metadata]:
    """The rows that entries of a request ask for."""
    return [
        Metadata(owner=owner, organisation=organisation, key=entry.key, value=parse_base64(entry.value))
        for entry in given
    ]


def by_key(table: Table[Metadata], owner: str) -> list[Metadata]:
    """What an owner has, by key, as the real server's database holds it."""
    return sorted(table.where("owner", owner), key=lambda entry: entry.key)


def write_users(context: Context, user: UserId, events: Events) -> Stamp:
    """Record changes of a user's metadata; where there are none, the answer is that of the last ones."""
    return context.write(events) if events else decide.last_change(context.state, user)


def set_user_metadata(context: Context, request: messages.SetUserMetadataRequest) -> messages.SetUserMetadataResponse:
    """Set a value of a user; the same value again changes nothing.

    Raises: USER_CHECKED_NOT_FOUND, NUL_IN_TEXT.
    """
    stamp = _set_of_user(context, request.id, [request])
    return messages.SetUserMetadataResponse(details=details.created(stamp, context.organisation.id))


def bulk_set_user_metadata(
    context: Context, request: messages.BulkSetUserMetadataRequest
) -> messages.BulkSetUserMetadataResponse:
    """Set several values of a user.

    Raises: METADATA_LIST_EMPTY, USER_CHECKED_NOT_FOUND, NUL_IN_TEXT.
    """
    stamp = _set_of_user(context, request.id, request.metadata)
    return messages.BulkSetUserMetadataResponse(details=details.changed(stamp, context.organisation.id))


def get_user_metadata(context: Context, request: messages.GetUserMetadataRequest) -> messages.GetUserMetadataResponse:
    """A value of a user.

    Raises: USER_METADATA_NOT_FOUND.
    """
    found = owned(context.state.user_metadata.get((request.id, request.key)), context.organisation.id)
    return messages.GetUserMetadataResponse(view(require(found, USER_METADATA_NOT_FOUND)))


def list_user_metadata(
    context: Context, request: messages.ListUserMetadataRequest
) -> messages.ListUserMetadataResponse:
    """What a user has; nothing for a user that the organisation does not have."""
    held = by_key(context.state.user_metadata, request.id)
    own = [entry for entry in held if entry.organisation == context.organisation.id]
    told, result = page_of(context, own, request.query, request.queries)
    return messages.ListUserMetadataResponse(details=told, result=result)


def remove_user_metadata(
    context: Context, request: messages.RemoveUserMetadataRequest
) -> messages.RemoveUserMetadataResponse:
    """Remove a value of a user.

    Raises: USER_CHECKED_NOT_FOUND, USER_METADATA_TO_REMOVE_NOT_FOUND.
    """
    user = decide.user_with_metadata(context.state, UserId(request.id), context.organisation.id)
    found = require(context.state.user_metadata.get((user.id, request.key)), USER_METADATA_TO_REMOVE_NOT_FOUND)
    stamp = context.write([remove(OF_USERS.kind, found, name=OF_USERS.removed)])
    return messages.RemoveUserMetadataResponse(details=details.changed(stamp, context.organisation.id))


def bulk_remove_user_metadata(
    context: Context, request: messages.BulkRemoveUserMetadataRequest
) -> messages.BulkRemoveUserMetadataResponse:
    """Remove several values of a user, all or none.

    Raises: METADATA_LIST_EMPTY, USER_CHECKED_NOT_FOUND, USER_METADATA_KEYS_NOT_FOUND.
    """
    decide.require_keys(OF_USERS, request.keys)
    user = decide.user_with_metadata(context.state, UserId(request.id), context.organisation.id)
    stamp = _remove(context, OF_USERS, user.id, request.keys)
    return messages.BulkRemoveUserMetadataResponse(details=details.changed(stamp, context.organisation.id))


def set_org_metadata(context: Context, request: messages.SetOrgMetadataRequest) -> messages.SetOrgMetadataResponse:
    """Set a value of the organisation; the same value again is an event too.

    Raises: MEMBER_ORGANISATION_REMOVED, NUL_IN_TEXT.
    """
    stamp = _set_of_organisation(context, [request])
    return messages.SetOrgMetadataResponse(details=details.created(stamp, context.organisation.id))


def bulk_set_org_metadata(
    context: Context, request: messages.BulkSetOrgMetadataRequest
) -> messages.BulkSetOrgMetadataResponse:
    """Set several values of the organisation.

    Raises: METADATA_LIST_EMPTY, MEMBER_ORGANISATION_REMOVED, NUL_IN_TEXT.
    """
    stamp = _set_of_organisation(context, request.metadata)
    return messages.BulkSetOrgMetadataResponse(details=details.changed(stamp, context.organisation.id))


def get_org_metadata(context: Context, request: messages.GetOrgMetadataRequest) -> messages.GetOrgMetadataResponse:
    """A value of the organisation.

    Raises: ORGANISATION_METADATA_NOT_FOUND.
    """
    key = context.organisation.id, request.key
    found = require(context.state.organisation_metadata.get(key), ORGANISATION_METADATA_NOT_FOUND)
    return messages.GetOrgMetadataResponse(view(found))


def list_org_metadata(context: Context, request: messages.ListOrgMetadataRequest) -> messages.ListOrgMetadataResponse:
    """What the organisation has."""
    held = by_key(context.state.organisation_metadata, context.organisation.id)
    told, result = page_of(context, held, request.query, request.queries)
    return messages.ListOrgMetadataResponse(details=told, result=result)


def remove_org_metadata(
    context: Context, request: messages.RemoveOrgMetadataRequest
) -> messages.RemoveOrgMetadataResponse:
    """Remove a value of the organisation.

    Raises: MEMBER_ORGANISATION_REMOVED, ORGANISATION_METADATA_TO_REMOVE_NOT_FOUND.
    """
    _require_organisation(context)
    key = context.organisation.id, request.key
    found = require(context.state.organisation_metadata.get(key), ORGANISATION_METADATA_TO_REMOVE_NOT_FOUND)
    stamp = context.write([remove(OF_ORGANISATIONS.kind, found, name=OF_ORGANISATIONS.removed)])
    return messages.RemoveOrgMetadataResponse(details=details.changed(stamp, context.organisation.id))


def bulk_remove_org_metadata(
    context: Context, request: messages.BulkRemoveOrgMetadataRequest
) -> messages.BulkRemoveOrgMetadataResponse:
    """Remove several values of the organisation, all or none.

    Raises: ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY, MEMBER_ORGANISATION_REMOVED,
        ORGANISATION_METADATA_KEYS_NOT_FOUND.
    """
    decide.require_keys(OF_ORGANISATIONS, request.keys)
    _require_organisation(context)
    stamp = _remove(context, OF_ORGANISATIONS, context.organisation.id, request.keys)
    return messages.BulkRemoveOrgMetadataResponse(details=details.changed(stamp, context.organisation.id))


def _set_of_user(context: Context, user: str, given: Sequence[Entry]) -> Stamp:
    decide.require_entries(given)
    found = decide.user_with_metadata(context.state, UserId(user), context.organisation.id)
    wanted = entries(found.id, found.organisation, given)
    return write_users(context, found.id, decide.set_metadata(context.state, OF_USERS, wanted))


def _set_of_organisation(context: Context, given: Sequence[Entry]) -> Stamp:
    decide.require_entries(given)
    _require_organisation(context)
    organisation = context.organisation.id
    wanted = entries(organisation, organisation, given)
    return context.write(decide.set_metadata(context.state, OF_ORGANISATIONS, wanted))


def _require_organisation(context: Context) -> None:
    """Refuse to write to an organisation that was removed, which is assumed from the real server's source."""
    require(context.state.organisations.get(context.organisation.id), MEMBER_ORGANISATION_REMOVED)


def _remove(context: Context, keeping: Keeping, owner: str, keys: Sequence[str]) -> Stamp:
    return context.write(decide.remove_metadata(context.state, keeping, owner, keys))


def page_of(
    context: Context,
    held: Sequence[Metadata],
    query: zitadel_v1.ListQuery | None,
    queries: Sequence[zitadel_metadata_v1.MetadataQuery],
) -> tuple[zitadel_v1.ListDetails, tuple[zitadel_metadata_v1.Metadata, ...]]:
    """One page of what was found, as the services of v1 answer it."""
    told, rows = listed(context, find(held, queries, _TESTS), query)
    return told, tuple(map(view, rows))


def view(entry: Metadata) -> zitadel_metadata_v1.Metadata:
    """An entry as the services of v1 answer it."""
    return zitadel_metadata_v1.Metadata(
        details=details.of_row(entry, entry.organisation), key=entry.key, value=base64_text(entry.value)
    )
