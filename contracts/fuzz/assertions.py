"""Which assertion of a test fails for a finding of Schemathesis."""

from __future__ import annotations

from schemathesis.core.failures import AcceptedNegativeData, Failure, MalformedJson, ServerError
from schemathesis.openapi.checks import (
    IgnoredAuth,
    JsonSchemaError,
    MissingContentType,
    MissingHeaders,
    UndefinedContentType,
    UndefinedStatusCode,
)

_OF_THE_DOCUMENT = (
    JsonSchemaError,
    MalformedJson,
    MissingContentType,
    MissingHeaders,
    UndefinedContentType,
    UndefinedStatusCode,
)


def assertion_of(failure: Failure, status: int, method: str, path: str) -> str:
    """Python about `response`; for what only the order of requests shows, that the status is another one."""
    if isinstance(failure, _OF_THE_DOCUMENT):
        return f"assert server.conforms(response, {method.upper()!r}, {path!r})"
    if isinstance(failure, ServerError):
        return "assert response.status_code < 500"
    if isinstance(failure, AcceptedNegativeData | IgnoredAuth):
        return "assert not response.is_success"
    return f"assert response.status_code != {status}"
