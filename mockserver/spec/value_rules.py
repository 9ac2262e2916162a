"""Rules of single values, and their sentences, as protoc-gen-validate has them for Go.

Source: the sentences of lengths, ranges, prefixes, addresses, constants, enums and unique lists are recorded
(recordings/actions.jsonl, setup.jsonl, search.jsonl, edges-*.jsonl); those of the other rules are that library's.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mockserver.spec import addresses
from mockserver.spec.wellknown import parse_duration

Judge = Callable[[Any], str | None]
"""`judge(value)`: what a value breaks, as the words behind its field's name; None where it breaks nothing."""

Rules = Mapping[str, Any]

_DURATION = "google.protobuf.Duration"
_TIMESTAMP = "google.protobuf.Timestamp"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def value_judges(
    kind: str, rules: Rules, names: Mapping[str, int], defined: frozenset[int] = frozenset()
) -> Iterator[Judge]:
    """The judges of a value, in the order in which its rules are judged.

    Args:
        kind: the field's type, `enum`, or `repeated` for a list as a whole.
        names: numbers of an enum by name, for sentences that name them.
        defined: all numbers of an enum.
    """
    match kind:
        case "string":
            yield from _text_judges(rules)
        case "bytes":
            yield from _sizes(rules, "len", "min_len", "max_len", _decoded_size, "bytes")
        case "bool":
            yield from _constant(rules)
        case "enum":
            yield from _enum_judges(rules, names, defined)
        case "repeated":
            yield from _list_judges(rules)
        case _ if kind == _DURATION:
            yield from _required(rules)
            yield from _bounds(rules, parse_duration, _go_duration)
        case _ if kind == _TIMESTAMP:
            yield from _required(rules)
        case _:
            yield from _bounds(rules, int, str)


def _rule(holds: Callable[[Any], bool], sentence: str) -> Judge:
    broken = f": {sentence}"
    return lambda value: None if holds(value) else broken


def _text_judges(rules: Rules) -> Iterator[Judge]:
    judges = list(_all_text_judges(rules))
    if not rules.get("ignore_empty"):
        yield from judges
        return
    for judge in judges:
        yield _unless_empty(judge)


def _unless_empty(judge: Judge) -> Judge:
    return lambda value: judge(value) if value else None


def _all_text_judges(rules: Rules) -> Iterator[Judge]:
    yield from _sizes(rules, "len", "min_len", "max_len", len, "runes")
    yield from _sizes(rules, "len_bytes", "min_bytes", "max_bytes", _utf8_size, "bytes")
    if "prefix" in rules:
        prefix = str(rules["prefix"])
        yield _rule(lambda value: value.startswith(prefix), f"value does not have prefix {json.dumps(prefix)}")
    if rules.get("email"):
        yield _email
    if rules.get("uri_ref"):
        yield _rule(_is_uri, "value must be a valid URI")


def _sizes(rules: Rules, exact: str, least: str, most: str, size: Callable[[Any], int], unit: str) -> Iterator[Judge]:
    lowest, highest = rules.get(exact, rules.get(least)), rules.get(exact, rules.get(most))
    if lowest is None and highest is None:
        return
    if lowest is None:
        yield _rule(lambda value: size(value) <= highest, f"value length must be at most {highest} {unit}")
    elif highest is None:
        yield _rule(lambda value: size(value) >= lowest, f"value length must be at least {lowest} {unit}")
    else:
        shown = f"{lowest}" if lowest == highest else f"between {lowest} and {highest}"
        tail = "" if lowest == highest else ", inclusive"
        yield _rule(lambda value: lowest <= size(value) <= highest, f"value length must be {shown} {unit}{tail}")


def _utf8_size(value: str) -> int:
    return len(value.encode())


def _decoded_size(value: str) -> int:
    return len(base64.b64decode(value))


def _email(value: str) -> str | None:
    wrong = addresses.broken(value)
    return None if wrong is None else f": value must be a valid email address | caused by: {wrong}"


def _is_uri(value: str) -> bool:
    """What Go's URL parser takes, as far as control characters and escapes go (assumed)."""
    return not _CONTROL.search(value) and not _BAD_ESCAPE.search(value.partition("?")[0])


def _constant(rules: Rules) -> Iterator[Judge]:
    if "const" in rules:
        wanted = rules["const"]
        yield _rule(lambda value: value == wanted, f"value must equal {json.dumps(wanted)}")


def _enum_judges(rules: Rules, names: Mapping[str, int], defined: frozenset[int]) -> Iterator[Judge]:
    if "not_in" in rules:
        excluded = frozenset(map(int, str(rules["not_in"]).split()))
        by_number = {number: name for name, number in reversed(list(names.items()))}
        shown = " ".join(by_number.get(number, str(number)) for number in sorted(excluded))
        yield _rule(lambda value: value not in excluded, f"value must not be in list [{shown}]")
    if rules.get("defined_only"):
        yield _rule(lambda value: value in defined, "value must be one of the defined enum values")


def _list_judges(rules: Rules) -> Iterator[Judge]:
    least, most = rules.get("min_items"), rules.get("max_items")
    if least is not None and most is not None and least != most:
        sentence = f"value must contain between {least} and {most} items, inclusive"
        yield _rule(lambda value: least <= len(value) <= most, sentence)
    elif least is not None and most is not None:
        yield _rule(lambda value: len(value) == most, f"value must contain exactly {most} item(s)")
    elif least is not None:
        yield _rule(lambda value: len(value) >= least, f"value must contain at least {least} item(s)")
    elif most is not None:
        yield _rule(lambda value: len(value) <= most, f"value must contain no more than {most} item(s)")
    if rules.get("unique"):
        yield _unique


def _unique(values: Any) -> str | None:
    seen = set()
    for index, value in enumerate(values):
        if value in seen:
            return f"[{index}]: repeated value must contain unique items"
        seen.add(value)
    return None


def _required(rules: Rules) -> Iterator[Judge]:
    if rules.get("required"):
        yield _rule(lambda value: value is not None, "value is required")


def _bounds(rules: Rules, number: Callable[[Any], Any], shown: Callable[[Any], str]) -> Iterator[Judge]:
    """Judges of numbers and of durations, which are compared as numbers."""
    limits = {name: number(rules[name]) for name in ("const", "gt", "gte", "lt", "lte") if name in rules}
    if not limits:
        return

    def rule(holds: Callable[[Any], bool], sentence: str) -> Judge:
        return _rule(lambda value: value is None or holds(number(value)), sentence)

    const, above, least, below, most = (limits.get(name) for name in ("const", "gt", "gte", "lt", "lte"))
    if const is not None:
        yield rule(lambda value: value == const, f"value must equal {shown(const)}")
    if least is not None and most is not None:
        yield rule(lambda value: least <= value <= most, f"value must be inside range [{shown(least)}, {shown(most)}]")
        return
    if above is not None:
        yield rule(lambda value: value > above, f"value must be greater than {shown(above)}")
    if least is not None:
        yield rule(lambda value: value >= least, f"value must be greater than or equal to {shown(least)}")
    if below is not None:
        yield rule(lambda value: value < below, f"value must be less than {shown(below)}")
    if most is not None:
        yield rule(lambda value: value <= most, f"value must be less than or equal to {shown(most)}")


def _go_duration(nanos: int) -> str:
    """A duration as Go prints it; the rules have whole seconds only."""
    minutes, seconds = divmod(nanos // 1_000_000_000, 60)
    hours, minutes = divmod(minutes, 60)
    hour_part = f"{hours}h" if hours else ""
    return f"{hour_part}{minutes}m{seconds}s" if hours or minutes else f"{seconds}s"
