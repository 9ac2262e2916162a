"""Machine users with their tokens, keys and secrets."""

from __future__ import annotations

from mockserver.access import keys
from mockserver.access.oauth.scopes import OF_PERSONAL_ACCESS_TOKENS
from mockserver.domain import machines
from mockserver.domain import users as decide
from mockserver.domain.ids import KeyId, TokenId, UserId
from mockserver.domain.rows.users import MachineKey, Token
from mockserver.domain.user_states import user_of
from mockserver.domain.verbs import owned
from mockserver.errors.catalogue import KEY_NOT_FOUND, PERSONAL_ACCESS_TOKEN_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.key_making import added_machine_key, brought_key, expiration
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_authn_v1 import Key
from mockserver.operations.messages.zitadel_user_v1 import PersonalAccessToken
from mockserver.operations.searching import listed
from mockserver.spec.wellknown import timestamp


def add_machine_user(context: Context, request: messages.AddMachineUserRequest) -> messages.AddMachineUserResponse:
    """Add a machine user, under an id of the caller's choice if there is one.

    Raises: USER_ID_TAKEN, NUL_IN_TEXT, USER_ALREADY_EXISTS.
    """
    user = UserId(request.user_id or context.instance.ids.next())
    recorded = context.append(
        decide.add_machine(
            context.state,
            context.organisation.id,
            user,
            user_name=request.user_name,
            name=request.name,
            description=request.description,
            access_token_type=request.access_token_type,
        )
    )
    return messages.AddMachineUserResponse(user_id=user, details=details.changed(recorded, context.organisation.id))


def add_personal_access_token(
    context: Context, request: messages.AddPersonalAccessTokenRequest
) -> messages.AddPersonalAccessTokenResponse:
    """Issue a personal access token to a machine user.

    Raises: EXPIRATION_BEFORE_NOW, TOKEN_USER_NOT_FOUND, TOKEN_USER_IS_NO_MACHINE.
    """
    token = TokenId(context.instance.ids.next())
    secret = keys.new_token(context.instance.randomness)
    recorded = context.append(
        decide.add_token(
            context.state,
            context.organisation.id,
            UserId(request.user_id),
            token,
            secret=secret,
            expires=expiration(request.expiration_date),
            now=context.instance.clock.now(),
        )
    )
    return messages.AddPersonalAccessTokenResponse(
        token_id=token, token=secret, details=details.created(recorded, context.organisation.id)
    )


def add_machine_key(context: Context, request: messages.AddMachineKeyRequest) -> messages.AddMachineKeyResponse:
    """Make a service account key, or register the public key that the request brings.

    `keyDetails` is the key file, base64-encoded; it is left out where the caller brought the key.

    Raises: PUBLIC_KEY_INVALID, EXPIRATION_BEFORE_NOW, KEY_USER_NOT_FOUND.
    """
    brought = brought_key(request.public_key)
    user = UserId(request.user_id)
    expires = decide.require_key_allowed(
        context.state,
        context.organisation.id,
        user,
        expires=expiration(request.expiration_date),
        now=context.instance.clock.now(),
    )
    key, file, stamp = added_machine_key(context, user, brought, expires)
    return messages.AddMachineKeyResponse(
        key_id=key, key_details=file, details=details.created(stamp, context.organisation.id)
    )


def update_machine(context: Context, request: messages.UpdateMachineRequest) -> messages.UpdateMachineResponse:
    """Replace what is said of a machine user.

    Raises: UPDATE_MACHINE_USER_NOT_FOUND, MACHINE_NOT_CHANGED, NUL_IN_TEXT.
    """
    events = machines.change_machine(
        user_of(context.state, context.organisation.id, UserId(request.user_id)),
        name=request.name,
        description=request.description,
        access_token_type=request.access_token_type,
    )
    return messages.UpdateMachineResponse(details.changed(context.write(events), context.organisation.id))


def list_machine_keys(context: Context, request: messages.ListMachineKeysRequest) -> messages.ListMachineKeysResponse:
    """The keys of a machine user, oldest first; none for a user that the organisation does not have.

    Source: recordings/id-machines.jsonl. The order is assumed, as the real server promises none.
    """
    found = context.state.machine_keys.where("user", request.user_id) if _has_user(context, request.user_id) else []
    told, keys_of_page = listed(context, found, request.query)
    return messages.ListMachineKeysResponse(told, tuple(_key_message(context, key) for key in keys_of_page))


def get_machine_key_by_ids(
    context: Context, request: messages.GetMachineKeyByIDsRequest
) -> messages.GetMachineKeyByIDsResponse:
    """A key of a machine user.

    Raises: KEY_NOT_FOUND.
    """
    key = context.state.machine_keys.get(request.key_id)
    if key is None or key.user != request.user_id or not _has_user(context, request.user_id):
        raise Refused(KEY_NOT_FOUND)
    return messages.GetMachineKeyByIDsResponse(_key_message(context, key))


def remove_machine_key(
    context: Context, request: messages.RemoveMachineKeyRequest
) -> messages.RemoveMachineKeyResponse:
    """Remove a key of a machine user.

    Raises: MACHINE_KEY_TO_REMOVE_NOT_FOUND.
    """
    user = user_of(context.state, context.organisation.id, UserId(request.user_id))
    event = machines.remove_machine_key(context.state, user, KeyId(request.key_id))
    return messages.RemoveMachineKeyResponse(details.changed(context.write((event,)), context.organisation.id))


def list_personal_access_tokens(
    context: Context, request: messages.ListPersonalAccessTokensRequest
) -> messages.ListPersonalAccessTokensResponse:
    """The personal access tokens of a machine user, oldest first; none for a user that the organisation does not have.

    Those that ended with their user's deactivation are among them.

    Source: recordings/id-machines.jsonl. The order is assumed, as the real server promises none.
    """
    held = context.state.tokens.where("user", request.user_id) if _has_user(context, request.user_id) else []
    told, tokens = listed(context, [token for token in held if token.personal], request.query)
    return messages.ListPersonalAccessTokensResponse(told, tuple(_token_message(context, token) for token in tokens))


def get_personal_access_token_by_ids(
    context: Context, request: messages.GetPersonalAccessTokenByIDsRequest
) -> messages.GetPersonalAccessTokenByIDsResponse:
    """A personal access token of a machine user, without the token itself.

    Raises: PERSONAL_ACCESS_TOKEN_NOT_FOUND.
    """
    token = context.state.tokens.holder(request.token_id)
    if token is None or not token.personal or token.user != request.user_id or not _has_user(context, request.user_id):
        raise Refused(PERSONAL_ACCESS_TOKEN_NOT_FOUND)
    return messages.GetPersonalAccessTokenByIDsResponse(_token_message(context, token))


def remove_personal_access_token(
    context: Context, request: messages.RemovePersonalAccessTokenRequest
) -> messages.RemovePersonalAccessTokenResponse:
    """Remove a personal access token of a machine user, which then opens nothing any more.

    Raises: PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND.
    """
    user = user_of(context.state, context.organisation.id, UserId(request.user_id))
    event = machines.remove_personal_access_token(context.state, user, TokenId(request.token_id))
    return messages.RemovePersonalAccessTokenResponse(details.changed(context.write((event,)), context.organisation.id))


def generate_machine_secret(
    context: Context, request: messages.GenerateMachineSecretRequest
) -> messages.GenerateMachineSecretResponse:
    """Give a machine user a client secret in place of any it had; the client id is its user name.

    Raises: USER_NOT_FOUND, SECRET_USER_FOREIGN, SECRET_USER_NOT_FOUND.
    """
    user = UserId(request.user_id)
    secret = keys.new_secret(context.instance.randomness)
    stamp = context.write((machines.set_machine_secret(context.state, context.organisation.id, user, secret),))
    return messages.GenerateMachineSecretResponse(
        client_id=context.state.users[user].user_name,
        client_secret=secret,
        details=details.created(stamp, context.organisation.id),
    )


def remove_machine_secret(
    context: Context, request: messages.RemoveMachineSecretRequest
) -> messages.RemoveMachineSecretResponse:
    """Take a machine user's client secret.

    Raises: SECRET_TO_REMOVE_USER_NOT_FOUND, MACHINE_SECRET_NOT_FOUND.
    """
    user = user_of(context.state, context.organisation.id, UserId(request.user_id))
    stamp = context.write((machines.remove_machine_secret(user),))
    return messages.RemoveMachineSecretResponse(details.changed(stamp, context.organisation.id))


def _has_user(context: Context, user: str) -> bool:
    return owned(context.state.users.get(UserId(user)), context.organisation.id) is not None


def _key_message(context: Context, key: MachineKey) -> Key:
    return Key(
        id=key.id,
        details=details.of_row(key, context.organisation.id),
        type="KEY_TYPE_JSON",
        expiration_date=timestamp(key.expires),
    )


def _token_message(context: Context, token: Token) -> PersonalAccessToken:
    return PersonalAccessToken(
        id=token.id,
        details=details.of_row(token, context.organisation.id),
        expiration_date=timestamp(token.expires),
        scopes=OF_PERSONAL_ACCESS_TOKENS,
    )
