"""How an answer to a message differs from the recorded one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..answer import Answer, connection_difference
from ..canonical import flow
from ..comparison import Difference, differences
from ..exchange import CLOSED, Ending, Exchange, Json, Parts
from ..messages import Messages
from ..placeholders import Placeholders
from .parts import in_base64, initial_metadata, parts, told, trailing_metadata

NOT_KEPT = frozenset({"date", "expires", "content-length", "connection", "x-robots-tag", "grpc-metadata-expires"})
"""Headers that recordings do not hold: they change, or stand in every answer."""
NOT_COMPARED = frozenset({"transfer-encoding"})
"""How a body is cut into pieces is no part of it."""
INITIAL = ("cache-control", "grpc-metadata-cache-control", "grpc-metadata-pragma", "pragma", "vary")
"""The metadata before an answer that recordings hold; `trailer` says in advance what HTTP/2 does without."""
EXPOSED = "access-control-expose-headers"
_REST = "/v2/"
_OF_BYTES = ("content-type", "grpc-status", "grpc-message", "grpc-status-details-bin", "access-control-allow-origin")
"""Headers that are compared where an answer was recorded as bytes."""


def message_differences(
    exchange: Exchange, answer: Answer, placeholders: Placeholders, messages: Messages
) -> list[Difference]:
    """What is not as recorded; placeholders that are still free are bound on the way."""
    if CLOSED in {answer.status, exchange.response.status}:
        return [] if answer.status == exchange.response.status else [connection_difference(answer)]
    match exchange.response.content:
        case Ending() as ending:
            return _of_a_call(exchange, ending, answer, placeholders, messages)
        case Parts(held):
            return list(_of_parts(exchange, held, answer, placeholders, messages))
    raise TypeError("an answer to a message is recorded in its parts")


def _of_a_call(
    exchange: Exchange, ending: Ending, answer: Answer, placeholders: Placeholders, messages: Messages
) -> list[Difference]:
    recorded = {name: flow(value) if isinstance(value, dict) else value for name, value in ending.told.items()}
    want: dict[str, Json] = {**recorded, "trailing_metadata": [*ending.trailing]}
    seen: dict[str, Json] = {
        **told(messages, exchange.request, answer),
        "trailing_metadata": [*trailing_metadata(answer)],
    }
    if ending.initial is not None:
        for side, metadata in ((want, ending.initial), (seen, initial_metadata(answer))):
            side["initial_metadata"] = {name: metadata[name] for name in INITIAL if name in metadata}
    return [
        Difference(row.where.removeprefix("."), row.expected, row.seen)
        for row in differences(want, seen, placeholders, "")
    ]


def _of_parts(
    exchange: Exchange, held: Mapping[str, Json], answer: Answer, placeholders: Placeholders, messages: Messages
) -> Iterator[Difference]:
    recorded, path = exchange.response.headers, exchange.request.path
    as_bytes = set(held) == {"raw_base64"}
    want = {name: value for name, value in recorded.items() if name not in NOT_COMPARED}
    headers = {name: value for name, value in answer.headers.items() if name not in {*NOT_KEPT, *NOT_COMPARED}}
    if path.startswith(_REST):
        # What REST adds is compared by the traces of REST.
        want, headers = {}, {}
    elif as_bytes:
        want, headers = ({name: side[name] for name in _OF_BYTES if name in side} for side in (want, headers))
    expected, exposed = _names(want.pop(EXPOSED, "")), _names(headers.pop(EXPOSED, ""))
    if expected != exposed:
        yield Difference(f"header {EXPOSED}", ", ".join(expected) or "nothing", ", ".join(exposed) or "nothing")
    body = in_base64(answer) if as_bytes else parts(messages, exchange.request, answer)
    found = differences(
        {"status": exchange.response.status, "headers": {**want}, **held},
        {"status": answer.status, "headers": {**headers}, **body},
        placeholders,
        "answer",
    )
    for difference in found:
        if not _of_a_parser(difference, held):
            yield difference


def _of_a_parser(difference: Difference, held: Mapping[str, Json]) -> bool:
    """Whether only the words of a parser of JSON differ, which are free."""
    body = held.get("body")
    message = body.get("message") if isinstance(body, dict) else None
    opening, words, _ = str(message).partition(": proto: syntax error")
    return difference.where == "answer.body.message" and bool(words) and f'"{opening}: ' in str(difference)


def _names(listed: str) -> list[str]:
    return sorted({name.strip().lower() for name in listed.split(",")} - {""})
