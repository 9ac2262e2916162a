"""Client secrets, keys and personal access tokens of service accounts, in the user service of v2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from mockserver.access import keys
from mockserver.domain import credentials as decide
from mockserver.domain.ids import KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.rows.users import MachineKey, Token
from mockserver.domain.tables import Table
from mockserver.domain.users import expiration_of, token_added
from mockserver.operations.context import Context
from mockserver.operations.key_making import added_machine_key, brought_key, expiration
from mockserver.operations.messages import zitadel_filter_v2
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.searching import Tests, equal, instant, narrowed, searched_filtered
from mockserver.spec.wellknown import timestamp

Credential = TypeVar("Credential", MachineKey, Token)
_WRITE = "user.write"


class _Held(NamedTuple):
    """A key or a token with the organisation of its user."""

    row: MachineKey | Token
    organisation: OrganisationId


_FIELDS: Mapping[str, Callable[[_Held], Any]] = {
    "key_id_filter": lambda held: held.row.id,
    "token_id_filter": lambda held: held.row.id,
    "user_id_filter": lambda held: held.row.user,
    "organization_id_filter": lambda held: held.organisation,
}
_TESTS: Tests[_Held] = {
    **{name: equal(value_of, "id") for name, value_of in _FIELDS.items()},
    "created_date_filter": instant(lambda held: held.row.created, "timestamp"),
    "expiration_date_filter": instant(lambda held: held.row.expires, "timestamp"),
}
_COLUMNS: Mapping[int, Callable[[_Held], Any]] = {
    1: lambda held: held.row.created,
    2: lambda held: held.row.id,
    3: lambda held: held.row.user,
    4: lambda held: held.organisation,
    5: lambda held: held.row.expires,
}
"""By the numbers of zitadel.user.v2.KeyFieldName, which are those of PersonalAccessTokenFieldName."""


def add_secret(context: Context, request: messages.AddSecretRequest) -> messages.AddSecretResponse:
    """Give a service account a client secret in place of any it had.

    Raises: SECRET_USER_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = decide.user_for_secret(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, user)
    secret = keys.new_secret(context.instance.randomness)
    stamp = context.write([decide.set_secret(context.state, user.id, secret)])
    return messages.AddSecretResponse(creation_date=timestamp(stamp.at), client_secret=secret)


def remove_secret(context: Context, request: messages.RemoveSecretRequest) -> messages.RemoveSecretResponse:
    """Take a service account's client secret away.

    Raises: SECRET_TO_REMOVE_USER_NOT_FOUND, MACHINE_SECRET_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    event = decide.remove_secret(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, context.state.users[request.user_id])
    return messages.RemoveSecretResponse(timestamp(context.write([event]).at))


def add_key(context: Context, request: messages.AddKeyRequest) -> messages.AddKeyResponse:
    """Make a service account's key, or register the public key that the request brings.

    `keyContent` is the key file, base64-encoded; it is left out where the caller brought the key.

    Raises: PUBLIC_KEY_INVALID, EXPIRATION_BEFORE_NOW, KEY_USER_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    brought = brought_key(request.public_key)
    expires = expiration_of(expiration(request.expiration_date), context.instance.clock.now())
    user = decide.user_for_key(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, user)
    key, content, stamp = added_machine_key(context, user.id, brought, expires)
    return messages.AddKeyResponse(creation_date=timestamp(stamp.at), key_id=key, key_content=content)


def remove_key(context: Context, request: messages.RemoveKeyRequest) -> messages.RemoveKeyResponse:
    """Remove a service account's key.

    Raises: MACHINE_KEY_TO_REMOVE_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    event = decide.remove_key(context.state, UserId(request.user_id), KeyId(request.key_id))
    context.require_unless_own(_WRITE, context.state.users[request.user_id])
    return messages.RemoveKeyResponse(timestamp(context.write([event]).at))


def list_keys(context: Context, request: messages.ListKeysRequest) -> messages.ListKeysResponse:
    """Keys of all service accounts for which all filters hold; the caller sees those of users that it may read.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-credentials-v2.jsonl; that the total tells of all of them is the real server's source.
    """
    told, rows = _listed(context, _among(context.state.machine_keys, request.filters), request)
    return messages.ListKeysResponse(
        pagination=told,
        result=tuple(
            messages.Key(
                creation_date=timestamp(row.created),
                change_date=timestamp(row.changed),
                id=row.id,
                user_id=row.user,
                organization_id=organisation,
                expiration_date=timestamp(row.expires),
            )
            for row, organisation in rows
        ),
    )


def v2_add_personal_access_token(
    context: Context, request: messages.AddPersonalAccessTokenRequest
) -> messages.AddPersonalAccessTokenResponse:
    """Issue a personal access token to a service account.

    Raises: EXPIRATION_BEFORE_NOW, TOKEN_USER_NOT_FOUND, TOKEN_USER_IS_NO_MACHINE, MEMBERSHIP_NOT_FOUND,
        NO_PERMISSION_WITHIN.
    """
    expires = expiration_of(expiration(request.expiration_date), context.instance.clock.now())
    user = decide.user_for_token(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, user)
    token = TokenId(context.instance.ids.next())
    secret = keys.new_token(context.instance.randomness)
    stamp = context.write([token_added(Token(id=token, secret=secret, user=user.id, expires=expires))])
    return messages.AddPersonalAccessTokenResponse(creation_date=timestamp(stamp.at), token_id=token, token=secret)


def v2_remove_personal_access_token(
    context: Context, request: messages.RemovePersonalAccessTokenRequest
) -> messages.RemovePersonalAccessTokenResponse:
    """End a personal access token.

    Raises: PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    event = decide.remove_token(context.state, UserId(request.user_id), TokenId(request.token_id))
    context.require_unless_own(_WRITE, context.state.users[request.user_id])
    return messages.RemovePersonalAccessTokenResponse(timestamp(context.write([event]).at))


def v2_list_personal_access_tokens(
    context: Context, request: messages.ListPersonalAccessTokensRequest
) -> messages.ListPersonalAccessTokensResponse:
    """Personal access tokens for which all filters hold; the caller sees those of users that it may read.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-credentials-v2.jsonl; that the total tells of all of them is the real server's source.
    """
    personal = (token for token in _among(context.state.tokens, request.filters) if token.personal)
    told, rows = _listed(context, personal, request)
    return messages.ListPersonalAccessTokensResponse(
        pagination=told,
        result=tuple(
            messages.PersonalAccessToken(
                creation_date=timestamp(row.created),
                change_date=timestamp(row.changed),
                id=row.id,
                user_id=row.user,
                organization_id=organisation,
                expiration_date=timestamp(row.expires),
            )
            for row, organisation in rows
        ),
    )


def _among(table: Table[Credential], filters: Sequence[Any]) -> Iterable[Credential]:
    """All rows, or those of the user that a filter names."""
    return narrowed(table, filters, {"user_id_filter": lambda asked: table.where("user", asked.id)})


def _listed(
    context: Context,
    rows: Iterable[MachineKey | Token],
    request: messages.ListKeysRequest | messages.ListPersonalAccessTokensRequest,
) -> tuple[zitadel_filter_v2.PaginationResponse, Sequence[_Held]]:
    users = context.state.users
    held = (_Held(row, user.organisation) for row in rows if (user := users.get(row.user)) is not None)
    return searched_filtered(
        held, request, _TESTS, _COLUMNS, may_see=lambda each: context.may_see(each.row.user, each.organisation)
    )
