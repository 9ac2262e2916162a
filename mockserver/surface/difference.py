"""What one version of the surface has otherwise than another, and whom it breaks."""

from __future__ import annotations

import enum

import msgspec


class Client(enum.StrEnum):
    """What a client speaks."""

    JSON = "json"
    PROTOBUF = "protobuf"


class Change(enum.StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    RETYPED = "retyped"
    STRICTER = "stricter"
    LOOSER = "looser"
    REQUIRED = "required"
    """One field of a oneof must be set."""
    NOT_REQUIRED = "not required"
    ONEOF = "oneof"
    PRESENCE = "presence"
    """Whether it is known of a field that it was not set."""
    DEPRECATED = "deprecated"
    NOT_DEPRECATED = "not deprecated"
    PATH = "path"
    BODY = "body"
    STATUS = "status"
    PERMISSION = "permission"
    SCOPE = "scope"
    """What a permission may be limited to, or which organisation is meant."""
    REQUEST = "request"
    RESPONSE = "response"


class Owner(enum.StrEnum):
    """What differences stand together under."""

    SERVICE = "service"
    MESSAGE = "message"
    ENUM = "enum"


Breaks = frozenset[Client]

NOBODY: Breaks = frozenset()
JSON: Breaks = frozenset({Client.JSON})
PROTOBUF: Breaks = frozenset({Client.PROTOBUF})
ALL: Breaks = JSON | PROTOBUF


class Difference(msgspec.Struct, frozen=True):
    """One difference.

    Attributes:
        owner: whether a service, a message or an enum differs.
        name: its full name.
        part: the operation, field, oneof or value of it that differs; empty where it is the owner itself.
        change: what became of it.
        before: how it was, in the words of the text form; empty where it was not.
        after: how it is.
        breaks: the clients that worked and may not any more.
    """

    owner: Owner
    name: str
    part: str
    change: Change
    before: str
    after: str
    breaks: Breaks


def counted(number: int, what: str) -> str:
    """A number of things, such as `1 field` and `2 fields`."""
    return f"{number} {what}{'s' * (number != 1)}"
