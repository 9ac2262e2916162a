"""Messages of machine users and of the caller's own user."""

from __future__ import annotations

from mockserver.operations.messages.base import Message, ObjectDetails
from mockserver.spec.wellknown import Base64, Timestamp


class UserRequest(Message, frozen=True):
    """A request that names one user by `userId`."""

    user_id: str = ""


class AddMachineUserRequest(Message, frozen=True):
    user_name: str = ""
    name: str = ""
    description: str = ""
    access_token_type: int = 0
    user_id: str = ""


class AddMachineUserResponse(Message, frozen=True):
    user_id: str
    details: ObjectDetails


class AddPersonalAccessTokenRequest(Message, frozen=True):
    user_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class AddPersonalAccessTokenResponse(Message, frozen=True):
    token_id: str
    token: str
    details: ObjectDetails


class AddMachineKeyRequest(Message, frozen=True):
    user_id: str = ""
    type: int = 0
    expiration_date: Timestamp = Timestamp("")
    public_key: Base64 = Base64("")


class AddMachineKeyResponse(Message, frozen=True):
    key_id: str
    key_details: Base64
    details: ObjectDetails


class GenerateMachineSecretResponse(Message, frozen=True):
    client_id: str
    client_secret: str
    details: ObjectDetails


class Machine(Message, frozen=True):
    """zitadel.user.v1.Machine."""

    name: str
    description: str = ""
    has_secret: bool = False
    access_token_type: str = ""


class User(Message, frozen=True):
    """zitadel.user.v1.User of a machine."""

    id: str
    details: ObjectDetails
    state: str
    user_name: str
    login_names: tuple[str, ...]
    preferred_login_name: str
    machine: Machine


class GetMyUserResponse(Message, frozen=True):
    user: User


class ListMyZitadelPermissionsResponse(Message, frozen=True):
    result: tuple[str, ...] = ()
