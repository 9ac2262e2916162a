"""How a recorded JSON value and the value of an answer differ.

Types are compared strictly: `1` is neither `"1"` nor `true` nor `1.0`. Keys in an object have no order, items of a
list have one. A member that is not in the recording must not be in the answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .exchange import Json
from .jwt import NAME, PARTS, unpacked
from .placeholders import FREE_VALUES, ISSUER, REFERENCE, Placeholders, UnboundPlaceholder, is_secret
from .templates import fits

SHOWN_CHARACTERS = 300
SECRET_MEMBERS = frozenset(
    {"token", "keyDetails", "clientSecret", "access_token", "id_token", "refresh_token", "sessionToken", "signingKey"}
)
LOCATION = "$location"
"""Stands for an answer that leads to another address: `{"url": …, "query": {…}}`."""

# Where a server keeps its own pages is its own affair.
_OWN_PAGE = (f"{{{{{ISSUER}}}}}", "/")

# Another parser words its complaints in another way; that there is one, and its code, is what a client sees.
# Connect says in front of it what it was about to read.
_PARSE_ERROR = re.compile(
    r"(?P<before>(?:unmarshal message: unmarshal into \S+ )?)(?:proto:|invalid character |unexpected EOF)"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as recorded: where in the answer, what was expected, what was seen; no secrets in it."""

    where: str
    expected: str
    seen: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, seen {self.seen}"


def differences(expected: Json, seen: Json, placeholders: Placeholders, where: str = "body") -> list[Difference]:
    """All differences, in the order of the recording; placeholders that are still free are bound on the way.

    Raises: ValueError for a placeholder of no known kind in the recording.
    """
    return list(_compare(expected, seen, placeholders, where))


def shown(value: Json, placeholders: Placeholders) -> str:
    """A value as JSON on one line, shortened, with all secrets covered."""
    text = placeholders.redact(json.dumps(_covered(value), ensure_ascii=False))
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _covered(value: Json) -> Json:
    match value:
        case dict():
            return {
                key: "(secret)" if key in SECRET_MEMBERS and isinstance(member, str) else _covered(member)
                for key, member in value.items()
            }
        case list():
            return [_covered(item) for item in value]
        case _:
            return value


def _compare(expected: Json, seen: Json, placeholders: Placeholders, where: str) -> Iterator[Difference]:
    match expected, seen:
        case {"$jwt": dict() as token}, _:
            yield from _compare_token(token, seen, placeholders, where)
        case {"$location": {"url": str() as url, "query": wanted}}, {"$location": dict() as found} if url.startswith(
            _OWN_PAGE
        ):
            yield from _compare(wanted, found.get("query"), placeholders, f"{where}.{LOCATION}.query")
        case dict(), dict():
            yield from _compare_members(expected, seen, placeholders, where)
        case list(), list() if len(expected) == len(seen):
            for index, (wanted, item) in enumerate(zip(expected, seen, strict=True)):
                yield from _compare(wanted, item, placeholders, f"{where}[{index}]")
        case list(), list():
            items = f"{len(seen)} items {shown(seen, placeholders)}"
            yield Difference(where, f"{len(expected)} items {shown(expected, placeholders)}", items)
        case str(), _ if (free := _free_value(expected)) is not None:
            if not FREE_VALUES[free](seen):
                yield Difference(where, shown(expected, placeholders), _shown_at(where, seen, placeholders))
        case str(), str():
            yield from _compare_text(expected, seen, placeholders, where)
        case _ if type(expected) is not type(seen) or expected != seen:
            yield Difference(where, shown(expected, placeholders), _shown_at(where, seen, placeholders))


def _free_value(expected: str) -> str | None:
    reference = REFERENCE.fullmatch(expected)
    return reference[1] if reference is not None and reference[1] in FREE_VALUES else None


def _compare_token(
    token: Mapping[str, Json], seen: Json, placeholders: Placeholders, where: str
) -> Iterator[Difference]:
    """A text that is a JWT: header and claims are compared; its name stands for it from then on."""
    parts = unpacked(seen) if isinstance(seen, str) else None
    if parts is None:
        yield Difference(where, "a JWT", _shown_at(where, seen, placeholders))
        return
    placeholders.rebind(str(token[NAME]), str(seen))
    for name in PARTS:
        yield from _compare(token[name], parts[name], placeholders, f"{where}.{name}")


def _compare_members(
    expected: Mapping[str, Json], seen: Mapping[str, Json], placeholders: Placeholders, where: str
) -> Iterator[Difference]:
    try:
        expected = {placeholders.fill_text(key): wanted for key, wanted in expected.items()}
    except UnboundPlaceholder as unbound:
        yield Difference(where, shown(dict(expected), placeholders), str(unbound))
        return
    for key, wanted in expected.items():
        if key in seen:
            yield from _compare(wanted, seen[key], placeholders, f"{where}.{key}")
        else:
            yield Difference(f"{where}.{key}", shown(wanted, placeholders), "nothing")
    for key in seen:
        if key not in expected:
            yield Difference(f"{where}.{key}", "nothing", _shown_at(f"{where}.{key}", seen[key], placeholders))


def _compare_text(expected: str, seen: str, placeholders: Placeholders, where: str) -> Iterator[Difference]:
    reference = REFERENCE.fullmatch(expected)
    if reference is not None:
        alike = placeholders.matches(reference[1], seen)
    elif where.endswith(".message") and (complaint := _PARSE_ERROR.match(expected)):
        alike = seen.startswith(complaint["before"]) and seen != complaint["before"]
    else:
        alike = fits(expected, seen, placeholders)
    if not alike:
        hidden = reference is not None and is_secret(reference[1])
        text = "another value" if hidden else _shown_at(where, seen, placeholders)
        yield Difference(where, _explained(expected, reference, placeholders), text)


def _explained(expected: str, reference: re.Match[str] | None, placeholders: Placeholders) -> str:
    """The recorded text, with the value that its placeholder has by now when it may be printed."""
    text = shown(expected, placeholders)
    if reference is None or is_secret(reference[1]):
        return text
    try:
        return f"{text} = {placeholders.value(reference[1])}"
    except UnboundPlaceholder:
        return f"{text} (a new one)"


def _shown_at(where: str, seen: Json, placeholders: Placeholders) -> str:
    key = where.rpartition(".")[2]
    return "(secret)" if key in SECRET_MEMBERS and isinstance(seen, str) else shown(seen, placeholders)
