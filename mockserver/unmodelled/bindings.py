"""What the real server's services offer, by method: facts, one line of `bindings.txt` each (`extract.py` makes them).

The file is read when something is asked for that the spec does not hold, and never before.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

_ABSENT = "-"


class Limit(NamedTuple):
    """How long a path's field may be, in characters; `longest` is None where there is no end to it."""

    field: str
    shortest: int
    longest: int | None


class Binding(NamedTuple):
    """One way to reach a method of a service.

    Attributes:
        rpc: `package.Service/Method`.
        permission: what callers need; None where no authentication is needed.
        verb: the HTTP method; empty where only gRPC reaches it.
        path: the path template, `{role_key=**}` for a field that takes the rest of a path.
        has_body: whether the JSON body fills the message.
        limits: rules of fields that the path fills.
    """

    rpc: str
    permission: str | None
    verb: str
    path: str
    has_body: bool
    limits: tuple[Limit, ...]

    def without_path(self) -> Binding:
        """The method as gRPC reaches it: there is no path whose fields could be judged."""
        return self._replace(verb="", path="", has_body=False, limits=())


@functools.cache
def bindings() -> tuple[Binding, ...]:
    """All of them, in the order of the file."""
    text = resources.files(__package__).joinpath("bindings.txt").read_text("utf-8")
    return tuple(_read(text))


def _read(text: str) -> Iterator[Binding]:
    service = prefix = ""
    for line in text.splitlines():
        if not line.startswith(" "):
            service, _, prefix = line.partition(" ")
            continue
        name, permission, verb, body, path, *limits = line.split()
        yield Binding(
            f"{service}/{name}",
            None if permission == _ABSENT else permission,
            "" if verb == _ABSENT else verb,
            "" if path == _ABSENT else prefix + path,
            body != _ABSENT,
            tuple(map(_limit, limits)),
        )


def _limit(text: str) -> Limit:
    field, _, lengths = text.partition(":")
    shortest, _, longest = lengths.partition("-")
    return Limit(field, int(shortest), int(longest) if longest else None)
