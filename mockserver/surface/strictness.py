"""Field rules of two versions held against each other: what is refused now that was not, and the other way round."""

from __future__ import annotations

import enum
import math
from collections.abc import Collection, Iterator, Mapping

import msgspec

from mockserver.surface.difference import Change
from mockserver.surface.model import Field, RuleValue
from mockserver.surface.text import rule_words

Rules = Mapping[str, RuleValue]

_ITEMS = "items."


class _Side(enum.Enum):
    """An end of a range."""

    LOWER = enum.auto()
    UPPER = enum.auto()


class _Bound(msgspec.Struct, frozen=True):
    """An end of a range, whose names of rules stand with how much the limit itself is left out."""

    side: _Side
    nothing: float
    names: Mapping[str, int]


_BOUNDS = {
    "value from": _Bound(_Side.LOWER, -math.inf, {"gte": 0, "gt": 1}),
    "value to": _Bound(_Side.UPPER, math.inf, {"lte": 0, "lt": -1}),
    "length from": _Bound(_Side.LOWER, 0, {"min_len": 0, "len": 0}),
    "length to": _Bound(_Side.UPPER, math.inf, {"max_len": 0, "len": 0}),
    "bytes from": _Bound(_Side.LOWER, 0, {"min_bytes": 0, "len_bytes": 0}),
    "bytes to": _Bound(_Side.UPPER, math.inf, {"max_bytes": 0, "len_bytes": 0}),
    "items from": _Bound(_Side.LOWER, 0, {"min_items": 0}),
    "items to": _Bound(_Side.UPPER, math.inf, {"max_items": 0}),
    "pairs from": _Bound(_Side.LOWER, 0, {"min_pairs": 0}),
    "pairs to": _Bound(_Side.UPPER, math.inf, {"max_pairs": 0}),
}
_BOUNDED = {name for bound in _BOUNDS.values() for name in bound.names}
_LENIENT = {"ignore_empty"}
"""Rules that let more pass."""

_FORMS = {"email", "hostname", "ip", "ipv4", "ipv6", "uri", "address", "uuid", "prefix", "suffix", "contains"}
"""Rules of texts that an empty one breaks."""


class RuleChange(msgspec.Struct, frozen=True):
    """What a rule, or the rules of one end of a range, became; texts are empty where there was none."""

    change: Change
    before: str
    after: str


def rule_changes(before: Rules, after: Rules) -> Iterator[RuleChange]:
    """What became of the rules of a field, and of those of its items."""
    for prefix in ("", _ITEMS):
        yield from _changes(_of(before, prefix), _of(after, prefix), prefix)


def refuses_unset(field: Field) -> bool:
    """Whether the rules of a field refuse a message that does not set it."""
    rules = _of(field.rules, "")
    if rules.get("required"):
        return True
    if field.optional or field.oneof or rules.get("ignore_empty") or field.type.startswith("google.protobuf."):
        return False
    return (
        any(_limit(rules, bound) > (0, 0) for bound in _BOUNDS.values() if bound.side is _Side.LOWER)
        or any(_limit(rules, bound) < (0, 0) for bound in _BOUNDS.values() if bound.side is _Side.UPPER)
        or any(rules.get(name) for name in (*_FORMS, "pattern", "const"))
        or "0" in _listed(rules, "not_in")
        or ("in" in rules and _listed(rules, "in").isdisjoint({"0"}))
    )


def _of(rules: Rules, prefix: str) -> Rules:
    """The rules of a field itself, or of its items; a rule that is off is as if it were not there."""
    return {
        name.removeprefix(prefix): value
        for name, value in rules.items()
        if name.startswith(_ITEMS) == bool(prefix) and (value is not False or name.endswith("const"))
    }


def _changes(before: Rules, after: Rules, prefix: str) -> Iterator[RuleChange]:
    for bound in _BOUNDS.values():
        old, new = _limit(before, bound), _limit(after, bound)
        if old != new:
            stricter = new > old if bound.side is _Side.LOWER else new < old
            change = _change(stricter, before, after, bound.names, prefix)
            # Else the form of a text has moved the bound, which is told as what it is.
            if change.before != change.after:
                yield change
    for name in dict.fromkeys((*before, *after)):
        old_value, new_value = before.get(name), after.get(name)
        if old_value == new_value or (name in _BOUNDED and _amounts(old_value, new_value)):
            continue
        yield _change(_is_stricter(name, before, after), before, after, (name,), prefix)


def _is_stricter(name: str, before: Rules, after: Rules) -> bool:
    """Whether a rule that differs, and is no bound, refuses what it did not."""
    if name in _LENIENT:
        return name not in after
    if name == "not_in":
        return not _listed(after, name) <= _listed(before, name)
    if name == "in" and name in before and name in after:
        return not _listed(after, name) >= _listed(before, name)
    return name in after


def _change(stricter: bool, before: Rules, after: Rules, names: Collection[str], prefix: str) -> RuleChange:
    def words(rules: Rules) -> str:
        return " ".join(rule_words({prefix + name: rules[name] for name in names if name in rules}))

    return RuleChange(Change.STRICTER if stricter else Change.LOOSER, words(before), words(after))


def _limit(rules: Rules, bound: _Bound) -> tuple[float, int]:
    """The end of the range that the rules leave; of two limits the stricter."""
    limits = [(_amount(rules[name]), margin) for name, margin in bound.names.items() if name in rules]
    known = [(amount, margin) for amount, margin in limits if amount is not None]
    if "min_len" in bound.names and not _FORMS.isdisjoint(rules):
        known.append((1, 0))
    nothing = (bound.nothing, 0)
    return max([nothing, *known]) if bound.side is _Side.LOWER else min([nothing, *known])


def _amounts(*values: RuleValue | None) -> bool:
    """Whether all that is said can be counted."""
    return all(value is None or _amount(value) is not None for value in values)


def _amount(value: RuleValue) -> float | None:
    """A number or a span of seconds."""
    try:
        return float(str(value).removesuffix("s"))
    except ValueError:
        return None


def _listed(rules: Rules, name: str) -> frozenset[str]:
    return frozenset(str(rules[name]).split()) if name in rules else frozenset()
