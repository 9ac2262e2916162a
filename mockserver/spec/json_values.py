"""JSON as it comes: the first value of a body, with what a typed reading needs to know of it."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from mockserver.errors.problem import invalid_argument

JsonObject = dict[str, Any]
"""A message in canonical proto3 JSON: camel-case names, nulls left out, enums as numbers."""


class Pairs(list[tuple[str, Any]]):
    """An object's members in order, duplicates included."""

    __slots__ = ()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


_DECODER = json.JSONDecoder(object_pairs_hook=Pairs, parse_constant=_refuse_constant)
MOST_VALUES = 250_000
"""Most values that are read: nobody else is answered meanwhile, and each takes some hundred bytes of memory."""
MOST_BYTES = 16 << 20
"""Most bytes that are read, four times what a message may have: a few long texts take their time too."""
OBJECT = 50
"""How many values an object counts as, for the time that it takes to read and judge one."""
_SMALL = 1 << 18
_SCANNER = json.JSONDecoder()
"""Finds out where a value ends, in C."""
_SPACE = " \t\n\r"
_SHOWN = 20
"""Characters of what should not be there that a message shows."""


def first_value(body: bytes) -> Any:
    """The first JSON value of a body; an empty body is an empty object, what follows the value is ignored.

    Objects come as `Pairs`.

    Raises: INVALID_ARGUMENT without an ID; the message says where the text breaks off, or that there is too much of it.
    Source: recordings/set_trigger_actions.jsonl; that there are bounds on bytes and values is our own rule.
    """
    if len(body) > MOST_BYTES:
        raise invalid_argument(f"the body has {len(body)} bytes, of which at most {MOST_BYTES} are read")
    if len(body) > _SMALL and _weight(body) > MOST_VALUES:
        raise invalid_argument(f"the body holds more than {MOST_VALUES} values, of which an object counts as {OBJECT}")
    try:
        text = body.decode("utf-8").lstrip(_SPACE)
        if not text:
            return Pairs()
        value, _ = _DECODER.raw_decode(text)
        if "\\u" in text:
            require_unicode(value)
    except json.JSONDecodeError as error:
        raise invalid_argument(f"invalid JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except UnicodeError:
        raise invalid_argument("invalid JSON: text is not valid Unicode (UTF-8)") from None
    except RecursionError:
        raise invalid_argument("invalid JSON: nested too deeply") from None
    except ValueError:
        # What the decoder has no position for: NaN and Infinity, and numbers of thousands of digits.
        raise invalid_argument("invalid JSON: a number is not one that JSON has, or is too long") from None
    return value


def _weight(body: bytes) -> int:
    """At least as many as there are values; marks in texts count too, but seldom are there so many of them."""
    return body.count(b",") + body.count(b"[") + OBJECT * body.count(b"{")


def only_value(body: bytes) -> Any:
    """The value of a body that holds one and nothing else but blanks; as `first_value` reads it.

    Raises: INVALID_ARGUMENT without an ID.
    Source: recordings/connect-json.jsonl.
    """
    value = first_value(body)
    text = body.decode("utf-8").lstrip(_SPACE)
    if not text:
        raise invalid_argument("invalid JSON: no value, only blanks")
    rest = text[_SCANNER.raw_decode(text)[1] :].strip(_SPACE)
    if rest:
        raise invalid_argument(f"invalid JSON: nothing may follow the value, got {rest[:_SHOWN]!r}")
    return value


def require_unicode(value: Any) -> None:
    """Refuse half a surrogate pair, which an escape can bring in and UTF-8 cannot hold.

    Raises: UnicodeEncodeError, RecursionError.
    """
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, (list, tuple)):
        for item in value:
            require_unicode(item)
    elif isinstance(value, dict):
        for member in value.items():
            require_unicode(member)
