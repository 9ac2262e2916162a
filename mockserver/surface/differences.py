"""Two versions of the surface held against each other.

What counts is what travels: a client that worked with the one version may not with the other, without having been built
anew. So a message that is there no more, or has another name, breaks nobody by itself: that the fields and operations
which it travelled in are gone or have another type does, and is said there. Rules count for what clients send.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mockserver.surface.difference import Difference
from mockserver.surface.enum_differences import enum_differences
from mockserver.surface.library import Surface
from mockserver.surface.message_differences import Messages
from mockserver.surface.model import Package
from mockserver.surface.reach import requests
from mockserver.surface.service_differences import service_differences


def differences(before: Surface, after: Surface, sent: Iterable[str] | None = None) -> Iterator[Difference]:
    """All differences, by package, and in it services, messages and enums by name.

    Args:
        sent: the full names of the requests that clients send; those of all operations where it is not given.

    Raises: BadSurface.
    """
    messages = Messages(before, after, requests(before) if sent is None else sent)
    for name in sorted({*before.packages, *after.packages}):
        old, new = _package(before, name), _package(after, name)
        for service in sorted({*old.services, *new.services}):
            yield from service_differences(old.services.get(service), new.services.get(service), messages)
        for message in sorted({*old.messages, *new.messages}):
            yield from messages.differences(old.messages.get(message), new.messages.get(message))
        for enum in sorted({*old.enums, *new.enums}):
            yield from enum_differences(old.enums.get(enum), new.enums.get(enum))


def _package(surface: Surface, name: str) -> Package:
    return surface.package(name) if name in surface.packages else Package(name)
