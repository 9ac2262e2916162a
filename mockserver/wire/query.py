"""Reading what a query carries, as the real server's HTTP library reads it."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.spec.json_values import JsonObject

_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NOT_TEXT = Problem("", Code.INTERNAL, "grpc: error while marshaling: string field contains invalid UTF-8")


def read_query(query: bytes, fields: tuple[str, ...]) -> JsonObject:
    """The fields that a query may carry; unknown names are ignored, but where there are fields
    all of the query must be readable.

    Raises: Refused without an ID: INVALID_ARGUMENT for a broken escape and for a field that comes twice, INTERNAL for a
    field that is not UTF-8.
    Source: recordings/edges-parameters-1.jsonl.
    """
    if not fields:
        return {}
    values = _values(query)
    message: JsonObject = {}
    for field in fields:
        given = values.get(field.encode("ascii"))
        if given is None:
            continue
        if len(given) > 1:
            texts = ", ".join(value.decode("utf-8", "replace") for value in given)
            raise invalid_argument(f'too many values for field "{field}": {texts}')
        message[field] = _text(given[0])
    return message


def query_texts(query: bytes) -> dict[str, list[str]]:
    """All that a query carries, sorted by name.

    Raises: Refused without an ID: INVALID_ARGUMENT for a broken escape, INTERNAL for what is not UTF-8.
    """
    return {_text(name): [_text(value) for value in values] for name, values in sorted(_values(query).items())}


def _values(query: bytes) -> dict[bytes, list[bytes]]:
    values: dict[bytes, list[bytes]] = {}
    for pair in query.split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            values.setdefault(_decoded(name), []).append(_decoded(value))
    return values


def _decoded(part: bytes) -> bytes:
    broken = _BAD_ESCAPE.search(part)
    if broken is not None:
        escape = part[broken.start() : broken.start() + 3].decode("latin-1")
        raise invalid_argument(f'invalid URL escape "{escape}"')
    return unquote_to_bytes(part.replace(b"+", b" "))


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_NOT_TEXT) from None
