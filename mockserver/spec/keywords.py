"""Rules of the spec that JSON Schema has no keyword for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mockserver.spec.wellknown import parse_duration


class MaxBytes:
    """`x-max-bytes`: most bytes that a text may have in UTF-8."""

    def __init__(self, _: object, limit: int, __: object) -> None:
        self._limit = limit

    def validate(self, instance: Any) -> None:
        if len(instance.encode()) > self._limit:
            raise ValueError("too many bytes")


class DurationRange:
    """`x-duration-range`: lowest and highest duration, both allowed."""

    def __init__(self, _: object, limits: Sequence[str], __: object) -> None:
        self._lowest, self._highest = (parse_duration(limit) or 0 for limit in limits)

    def validate(self, instance: Any) -> None:
        span = parse_duration(instance)
        if span is not None and not self._lowest <= span <= self._highest:
            raise ValueError("out of range")


class NotIn:
    """`x-not-in`: names of enum values that are refused; only the zero value is ever listed."""

    def __init__(self, _: object, __: Sequence[str], ___: object) -> None:
        pass

    def validate(self, instance: Any) -> None:
        if instance == 0:
            raise ValueError("excluded value")


class OneofRequired:
    """`x-oneof-required`: name of a oneof of which one field must be set; the object has no other fields."""

    def __init__(self, _: object, __: str, ___: object) -> None:
        pass

    def validate(self, instance: Any) -> None:
        if not instance:
            raise ValueError("none is set")


class EmailAddress:
    """`x-email`: a text that is an address; what lies beyond a name, an `@` and a host is not judged (assumed)."""

    def __init__(self, _: object, __: bool, ___: object) -> None:
        pass

    def validate(self, instance: Any) -> None:
        name, _, host = instance.rpartition("@")
        if not name or not host:
            raise ValueError("no address")


KEYWORDS: Mapping[str, type] = {
    "x-max-bytes": MaxBytes,
    "x-duration-range": DurationRange,
    "x-email": EmailAddress,
    "x-not-in": NotIn,
    "x-oneof-required": OneofRequired,
}
"""Custom keywords as jsonschema-rs takes them."""
