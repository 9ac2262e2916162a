"""Messages of zitadel.saml.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp


class ErrorReasonNumber:
    """zitadel.saml.v2.ErrorReason"""

    ERROR_REASON_UNSPECIFIED: Final = 0
    ERROR_REASON_VERSION_MISSMATCH: Final = 1
    ERROR_REASON_AUTH_N_FAILED: Final = 2
    ERROR_REASON_INVALID_ATTR_NAME_OR_VALUE: Final = 3
    ERROR_REASON_INVALID_NAMEID_POLICY: Final = 4
    ERROR_REASON_REQUEST_DENIED: Final = 5
    ERROR_REASON_REQUEST_UNSUPPORTED: Final = 6
    ERROR_REASON_UNSUPPORTED_BINDING: Final = 7


class AuthorizationError(Message, frozen=True):
    """zitadel.saml.v2.AuthorizationError"""

    error: int = 0
    error_description: str | None = None


class CreateResponseRequest(Message, frozen=True):
    """zitadel.saml.v2.CreateResponseRequest"""

    saml_request_id: str = ""
    session: Session | None = None
    error: AuthorizationError | None = None


class CreateResponseResponse(Message, frozen=True):
    """zitadel.saml.v2.CreateResponseResponse"""

    details: zitadel_object_v2.Details | None = None
    url: str = ""
    redirect: RedirectResponse | None = None
    post: PostResponse | None = None


class GetSAMLRequestRequest(Message, frozen=True):
    """zitadel.saml.v2.GetSAMLRequestRequest"""

    saml_request_id: str = ""


class GetSAMLRequestResponse(Message, frozen=True):
    """zitadel.saml.v2.GetSAMLRequestResponse"""

    saml_request: SAMLRequest | None = None


class PostResponse(Message, frozen=True):
    """zitadel.saml.v2.PostResponse"""

    relay_state: str = ""
    saml_response: str = ""


class RedirectResponse(Message, frozen=True):
    """zitadel.saml.v2.RedirectResponse"""


class SAMLRequest(Message, frozen=True):
    """zitadel.saml.v2.SAMLRequest"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    issuer: str = ""
    assertion_consumer_service: str = ""
    relay_state: str = ""
    binding: str = ""


class Session(Message, frozen=True):
    """zitadel.saml.v2.Session"""

    session_id: str = ""
    session_token: str = ""
