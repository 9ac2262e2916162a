"""Messages of zitadel.auth.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import zitadel_user_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp


class GetMyUserRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyUserRequest"""


class GetMyUserResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyUserResponse"""

    user: zitadel_user_v1.User | None = None
    last_login: Timestamp = Timestamp("")


class HealthzRequest(Message, frozen=True):
    """zitadel.auth.v1.HealthzRequest"""


class HealthzResponse(Message, frozen=True):
    """zitadel.auth.v1.HealthzResponse"""


class ListMyZitadelPermissionsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyZitadelPermissionsRequest"""


class ListMyZitadelPermissionsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyZitadelPermissionsResponse"""

    result: tuple[str, ...] = ()
