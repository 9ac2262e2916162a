"""Machine users with their tokens, keys and secrets."""

from __future__ import annotations

import base64

from mockserver.access import keys
from mockserver.domain import users as decide
from mockserver.domain.ids import Instant, KeyId, TokenId, UserId
from mockserver.errors.catalogue import PUBLIC_KEY_INVALID
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_authn_v1 import Key
from mockserver.operations.messages.zitadel_v1 import ListDetails
from mockserver.operations.queries import page
from mockserver.spec.wellknown import Base64, Timestamp, parse_timestamp, timestamp, uint64


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

    Raises: EXPIRATION_BEFORE_NOW, TOKEN_USER_NOT_FOUND.
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
            expires=_expiration(request.expiration_date),
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
    brought = keys.readable_public_key(request.public_key) if request.public_key else None
    if request.public_key and brought is None:
        raise Refused(PUBLIC_KEY_INVALID)
    user = UserId(request.user_id)
    expires = decide.require_key_allowed(
        context.state,
        context.organisation.id,
        user,
        expires=_expiration(request.expiration_date),
        now=context.instance.clock.now(),
    )
    key = KeyId(context.instance.ids.next())
    key_details = Base64("")
    public_key = brought
    if public_key is None:
        pair = keys.new_key_pair()
        public_key = pair.public
        file = keys.key_file(key, user, pair.private, timestamp(expires))
        key_details = Base64(base64.b64encode(file).decode("ascii"))
    recorded = context.append(decide.add_machine_key(user, key, public_key=public_key, expires=expires))
    return messages.AddMachineKeyResponse(
        key_id=key, key_details=key_details, details=details.created(recorded, context.organisation.id)
    )


def list_machine_keys(context: Context, request: messages.ListMachineKeysRequest) -> messages.ListMachineKeysResponse:
    """The keys of a machine user, oldest first; none for a user that the organisation does not have.

    Source: recordings/id-machines.jsonl. The order is assumed, as the real server promises none.
    """
    user = context.state.users.get(UserId(request.user_id))
    of_organisation = user is not None and user.organisation == context.organisation.id
    held = context.state.machine_keys.where("user", request.user_id) if of_organisation else []
    total, rows = page(held, request.query)
    return messages.ListMachineKeysResponse(
        details=ListDetails(total_result=uint64(total), view_timestamp=timestamp(context.instance.clock.now())),
        result=tuple(
            Key(
                id=key.id,
                details=details.stored(key.sequence, key.created, key.changed, context.organisation.id),
                type="KEY_TYPE_JSON",
                expiration_date=timestamp(key.expires),
            )
            for key in rows
        ),
    )


def generate_machine_secret(
    context: Context, request: messages.GenerateMachineSecretRequest
) -> messages.GenerateMachineSecretResponse:
    """Give a machine user a client secret in place of any it had; the client id is its user name.

    Raises: USER_NOT_FOUND, SECRET_USER_FOREIGN.
    """
    user = UserId(request.user_id)
    secret = keys.new_secret(context.instance.randomness)
    recorded = context.append(decide.set_machine_secret(context.state, context.organisation.id, user, secret))
    return messages.GenerateMachineSecretResponse(
        client_id=context.state.users[user].user_name,
        client_secret=secret,
        details=details.created(recorded, context.organisation.id),
    )


def _expiration(text: Timestamp) -> Instant | None:
    micros = parse_timestamp(text)
    return None if micros is None else Instant(micros)
