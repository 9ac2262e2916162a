"""Messages of zitadel.oidc.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration, Timestamp

Prompt = Literal["", "PROMPT_NONE", "PROMPT_LOGIN", "PROMPT_CONSENT", "PROMPT_SELECT_ACCOUNT", "PROMPT_CREATE"]
"""zitadel.oidc.v2.Prompt; empty stands for the zero value"""
PromptName = Literal[
    "PROMPT_UNSPECIFIED", "PROMPT_NONE", "PROMPT_LOGIN", "PROMPT_CONSENT", "PROMPT_SELECT_ACCOUNT", "PROMPT_CREATE"
]
"""zitadel.oidc.v2.Prompt"""


class ErrorReasonNumber:
    """zitadel.oidc.v2.ErrorReason"""

    ERROR_REASON_UNSPECIFIED: Final = 0
    ERROR_REASON_INVALID_REQUEST: Final = 1
    ERROR_REASON_UNAUTHORIZED_CLIENT: Final = 2
    ERROR_REASON_ACCESS_DENIED: Final = 3
    ERROR_REASON_UNSUPPORTED_RESPONSE_TYPE: Final = 4
    ERROR_REASON_INVALID_SCOPE: Final = 5
    ERROR_REASON_SERVER_ERROR: Final = 6
    ERROR_REASON_TEMPORARY_UNAVAILABLE: Final = 7
    ERROR_REASON_INTERACTION_REQUIRED: Final = 8
    ERROR_REASON_LOGIN_REQUIRED: Final = 9
    ERROR_REASON_ACCOUNT_SELECTION_REQUIRED: Final = 10
    ERROR_REASON_CONSENT_REQUIRED: Final = 11
    ERROR_REASON_INVALID_REQUEST_URI: Final = 12
    ERROR_REASON_INVALID_REQUEST_OBJECT: Final = 13
    ERROR_REASON_REQUEST_NOT_SUPPORTED: Final = 14
    ERROR_REASON_REQUEST_URI_NOT_SUPPORTED: Final = 15
    ERROR_REASON_REGISTRATION_NOT_SUPPORTED: Final = 16


class AuthRequest(Message, frozen=True):
    """zitadel.oidc.v2.AuthRequest"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    client_id: str = ""
    scope: tuple[str, ...] = ()
    redirect_uri: str = ""
    prompt: tuple[PromptName, ...] = ()
    ui_locales: tuple[str, ...] = ()
    login_hint: str | None = None
    max_age: Duration = Duration("")
    hint_user_id: str | None = None


class AuthorizationError(Message, frozen=True):
    """zitadel.oidc.v2.AuthorizationError"""

    error: int = 0
    error_description: str | None = None
    error_uri: str | None = None


class AuthorizeOrDenyDeviceAuthorizationRequest(Message, frozen=True):
    """zitadel.oidc.v2.AuthorizeOrDenyDeviceAuthorizationRequest"""

    device_authorization_id: str = ""
    session: Session | None = None
    deny: Deny | None = None


class AuthorizeOrDenyDeviceAuthorizationResponse(Message, frozen=True):
    """zitadel.oidc.v2.AuthorizeOrDenyDeviceAuthorizationResponse"""


class CreateCallbackRequest(Message, frozen=True):
    """zitadel.oidc.v2.CreateCallbackRequest"""

    auth_request_id: str = ""
    session: Session | None = None
    error: AuthorizationError | None = None


class CreateCallbackResponse(Message, frozen=True):
    """zitadel.oidc.v2.CreateCallbackResponse"""

    details: zitadel_object_v2.Details | None = None
    callback_url: str = ""


class Deny(Message, frozen=True):
    """zitadel.oidc.v2.Deny"""


class DeviceAuthorizationRequest(Message, frozen=True):
    """zitadel.oidc.v2.DeviceAuthorizationRequest"""

    id: str = ""
    client_id: str = ""
    scope: tuple[str, ...] = ()
    app_name: str = ""
    project_name: str = ""


class GetAuthRequestRequest(Message, frozen=True):
    """zitadel.oidc.v2.GetAuthRequestRequest"""

    auth_request_id: str = ""


class GetAuthRequestResponse(Message, frozen=True):
    """zitadel.oidc.v2.GetAuthRequestResponse"""

    auth_request: AuthRequest | None = None


class GetDeviceAuthorizationRequestRequest(Message, frozen=True):
    """zitadel.oidc.v2.GetDeviceAuthorizationRequestRequest"""

    user_code: str = ""


class GetDeviceAuthorizationRequestResponse(Message, frozen=True):
    """zitadel.oidc.v2.GetDeviceAuthorizationRequestResponse"""

    device_authorization_request: DeviceAuthorizationRequest | None = None


class Session(Message, frozen=True):
    """zitadel.oidc.v2.Session"""

    session_id: str = ""
    session_token: str = ""
