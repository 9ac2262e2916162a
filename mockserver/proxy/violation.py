"""What an exchange can have against the spec."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of violations."""

    UNKNOWN_ROUTE = "unknown-route"
    """The spec has no such path, method or gRPC method, and the server answered something other than that."""
    ACCEPTED_REQUEST = "accepted-request"
    """The spec has the request refused, the server carried it out."""
    STATUS = "status"
    """The operation does not list the status."""
    CONTENT_TYPE = "content-type"
    """The status has another content type."""
    UNREADABLE_ANSWER = "unreadable-answer"
    """The body is no JSON, or no message of gRPC-Web."""
    SCHEMA = "schema"
    """The body does not fit the schema of its status."""
    ERROR_ID = "error-id"
    """The operation does not list the error ID."""
    ERROR_CODE = "error-code"
    """The gRPC code in the body does not belong to the HTTP status."""
    LATENCY = "latency"
    """The answer took longer than `--max-latency` allows."""
    SHADOW_STATUS = "shadow-status"
    """Our own server answered with another status."""
    SHADOW_ERROR_ID = "shadow-error-id"
    """Our own server answered with another error ID."""
    SHADOW_SHAPE = "shadow-shape"
    """Our own server's answer has other members."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One finding.

    Attributes:
        where: the part of the exchange, such as `body.flow.state`.
        text: what is wrong there; never a value out of the exchange, for that may be a secret.
    """

    kind: Kind
    where: str
    text: str
