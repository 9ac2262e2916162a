"""How an answer as a whole differs from the recorded one: status, headers, body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .canonical import canonical
from .comparison import Difference, differences, shown
from .exchange import Exchange, Json, JsonContent, TextContent
from .placeholders import Placeholders

# Recordings hold these headers and no others; one of them that a recording lacks was not in the real answer.
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server under test answered; header names in lower case, several of one name joined by comma."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def answer_differences(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> list[Difference]:
    """What is not as recorded, the status first; placeholders that are still free are bound on the way."""
    return [
        *_status(exchange, answer),
        *_headers(exchange, answer, placeholders),
        *_content(exchange, answer, placeholders),
    ]


def _status(exchange: Exchange, answer: Answer) -> Iterator[Difference]:
    if answer.status != exchange.response.status:
        yield Difference("status", str(exchange.response.status), str(answer.status))


def _headers(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> Iterator[Difference]:
    for name in KEPT_HEADERS:
        expected, seen = exchange.response.headers.get(name), answer.headers.get(name)
        if expected != seen:
            yield Difference(f"header {name}", _optional(expected, placeholders), _optional(seen, placeholders))


def _content(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> list[Difference]:
    match exchange.response.content:
        case TextContent(text):
            if answer.content == text.encode():
                return []
            return [Difference("body", shown(text, placeholders), _as_text(answer, placeholders))]
        case JsonContent(value):
            try:
                seen: Json = json.loads(
                    answer.content.decode(), object_pairs_hook=_unique_members, parse_constant=_no_constant
                )
            except ValueError as error:
                seen_text = f"no JSON ({error}): {_as_text(answer, placeholders)}"
                return [Difference("body", shown(value, placeholders), placeholders.redact(seen_text))]
            return differences(value, canonical(exchange.request, seen), placeholders)


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
