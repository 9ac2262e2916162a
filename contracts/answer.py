"""How an answer as a whole differs from the recorded one: status, headers, body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from .canonical import canonical
from .comparison import LOCATION, Difference, differences, shown
from .exchange import CLOSED, Exchange, Json, JsonContent, TextContent
from .placeholders import REFERENCE, Placeholders
from .templates import fits

# Recordings hold these headers; one of them that a recording lacks was not in the real answer.
KEPT_HEADERS = (
    "content-type",
    "www-authenticate",
    "cache-control",
    "allow",
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-expose-headers",
)
_NAMES = "access-control-expose-headers"
# Kept by some recordings only, and compared where they hold them; a redirect's location is compared as its body.
MORE_HEADERS = ("vary", "set-cookie")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server under test answered; header names in lower case, several of one name joined by comma."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    trailers: Mapping[str, str] = field(default_factory=dict)
    """What came behind the body; only answers to messages of protobuf are asked for it."""


def answer_differences(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> list[Difference]:
    """What is not as recorded, the status first; placeholders that are still free are bound on the way.

    A connection that was closed without an answer, where there should have been one, is one difference.
    """
    if CLOSED in (answer.status, exchange.response.status):
        return [] if answer.status == exchange.response.status else [connection_difference(answer)]
    return [
        *_status(exchange, answer),
        *_headers(exchange, answer, placeholders),
        *_content(exchange, answer, placeholders),
    ]


def connection_difference(answer: Answer) -> Difference:
    """A connection that was closed without an answer where there should have been one, or the other way round."""
    closed = "closed without an answer"
    return (
        Difference("connection", "an answer", closed)
        if answer.status == CLOSED
        else Difference("connection", closed, f"status {answer.status}")
    )


def _status(exchange: Exchange, answer: Answer) -> Iterator[Difference]:
    if answer.status != exchange.response.status:
        yield Difference("status", str(exchange.response.status), str(answer.status))


def _headers(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> Iterator[Difference]:
    recorded = exchange.response.headers
    for name in (*KEPT_HEADERS, *(name for name in MORE_HEADERS if name in recorded)):
        expected, seen = recorded.get(name), answer.headers.get(name)
        if expected != seen and not _same_names(name, expected, seen):
            yield Difference(f"header {name}", _optional(expected, placeholders), _optional(seen, placeholders))


def _same_names(header: str, expected: str | None, seen: str | None) -> bool:
    """Whether two lists of headers that a page may read name the same ones: the real server walks a map for them."""
    if header != _NAMES or expected is None or seen is None:
        return False
    first, second = (sorted(name.strip() for name in listed.split(",")) for listed in (expected, seen))
    return first == second


def _content(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> list[Difference]:
    match exchange.response.content:
        case TextContent(text):
            if answer.content == text.encode() or _fits(text, answer.content, placeholders):
                return []
            return [Difference("body", shown(text, placeholders), _as_text(answer, placeholders))]
        case JsonContent({"$location": _} as value) if "location" in answer.headers:
            return differences(value, {LOCATION: _location(answer.headers["location"])}, placeholders)
        case JsonContent(value):
            try:
                seen: Json = json.loads(
                    answer.content.decode(), object_pairs_hook=_unique_members, parse_constant=_no_constant
                )
            except ValueError as error:
                seen_text = f"no JSON ({error}): {_as_text(answer, placeholders)}"
                return [Difference("body", shown(value, placeholders), placeholders.redact(seen_text))]
            return differences(value, canonical(exchange.request, seen), placeholders)
    raise TypeError("an answer to a message is judged by rpc/judging.py")


def _fits(text: str, seen: bytes, placeholders: Placeholders) -> bool:
    """Whether a text that holds placeholders fits; braces around anything else are a text like any other."""
    try:
        return REFERENCE.search(text) is not None and fits(text, seen.decode(), placeholders)
    except ValueError:
        return False


def _location(address: str) -> dict[str, Json]:
    url, _, query = address.partition("?")
    return {"url": url, "query": dict(parse_qsl(query, keep_blank_values=True))}


def _optional(value: str | None, placeholders: Placeholders) -> str:
    return "nothing" if value is None else shown(value, placeholders)


def _as_text(answer: Answer, placeholders: Placeholders) -> str:
    return shown(answer.content.decode(errors="backslashreplace"), placeholders)


def _unique_members(pairs: list[tuple[str, Json]]) -> Json:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in an object")
    return members


def _no_constant(name: str) -> Json:
    raise ValueError(f"{name} is no JSON")
