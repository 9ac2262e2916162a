"""Turns recorded requests into steps: ids become names, tokens become callers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from ..comparison import SECRET_MEMBERS
from .placeholders import unfill
from .steps import Step
from .world import World

_SAID = ("authorization", "content-type", "x-zitadel-orgid", "accept-language", "content-encoding")
"""Headers that change an answer; others come from the client that sent the request."""


_ID = re.compile(r"[A-Za-z0-9_.~-]{5,}")
_SECRET = re.compile(rf'"({"|".join(sorted(SECRET_MEMBERS))})"\s*:\s*"[^"]*"')


def covered(answer: str) -> str:
    """An answer without the secrets that it gives."""
    return _SECRET.sub(r'"\1":"(secret)"', answer)


def told(method: str, url: str, headers: Mapping[str, str], body: bytes | None, world: World) -> tuple[Step, Step]:
    """The request with names for ids, and as it was sent, both without tokens."""
    authorization = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
    caller = world.callers.name_of(authorization.removeprefix("Bearer "))
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    said = {name.lower(): value for name, value in headers.items() if name.lower() in _SAID[1:]}
    text = None if body is None else body.decode("utf-8", "surrogateescape")
    shown = Step(method, path, said, text, caller, "" if caller else authorization)
    names = _names("\n".join((path, *said.values(), text or "")), world)
    named = Step(
        method,
        unfill(path, names),
        {name: unfill(value, names) for name, value in said.items()},
        None if text is None else unfill(text, names),
        caller,
        shown.authorization,
    )
    return named, shown


def _names(text: str, world: World) -> dict[str, str]:
    """A name for each known id in the text, numbered by kind. What an id is, is what it was until the answer came."""
    numbers: Counter[str] = Counter()
    names: dict[str, str] = {}
    for id_ in _ID.findall(text):
        if id_ in world.live.kinds and id_ not in names:
            kind = world.live.kinds[id_]
            names[id_] = f"{kind}{numbers[kind]}"
            numbers[kind] += 1
    return names
