"""What scripts find in the modules that `require` knows: one row a function or value.

Types for authors are made of these rows; a test holds them against the engine (`prelude.js`, `uuid.js`).
Source: recordings/runs-modules.jsonl.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Offer(NamedTuple):
    """A function or value of a module.

    Attributes:
        signature: as TypeScript has it, behind the name.
        note: one line for authors.
    """

    name: str
    signature: str
    note: str = ""


_LINE = "Writes to the server's log; %s, %d and %j stand for the values."
_LOG = tuple(Offer(level, "(...values: unknown[]): void", _LINE) for level in ("log", "debug", "info", "warn", "error"))
_UTIL = (Offer("format", "(...values: unknown[]): string", "%s, %d and %j stand for the values."),)
_BY_NAME = "(namespace: string | UuidNamespace, data: string | Uint8Array): string"

MODULES: Mapping[str, tuple[Offer, ...]] = {
    "zitadel/log": _LOG,
    "zitadel/http": (
        Offer(
            "fetch",
            "(url: string, options?: FetchOptions): FetchAnswer",
            "Waits for the answer. Whatever goes wrong ends the run, past any catch.",
        ),
    ),
    "zitadel/uuid": (
        Offer("v1", "(): string", "By time."),
        Offer("v3", _BY_NAME, "By name, with MD5."),
        Offer("v4", "(): string", "By chance."),
        Offer("v5", _BY_NAME, "By name, with SHA-1."),
        Offer("namespaceDNS", ": UuidNamespace"),
        Offer("namespaceURL", ": UuidNamespace"),
        Offer("namespaceOID", ": UuidNamespace"),
        Offer("namespaceX500", ": UuidNamespace"),
    ),
    "console": _LOG,
    "node:console": _LOG,
    "util": _UTIL,
    "node:util": _UTIL,
}

TIME: tuple[Offer, ...] = (
    *(
        Offer(name, "(): number")
        for name in ("unix", "unixMilli", "unixMicro", "unixNano", "year", "month", "day", "hour", "minute", "second")
    ),
    Offer("nanosecond", "(): number"),
    Offer("weekday", "(): number", "0 is Sunday."),
    Offer("yearDay", "(): number"),
    Offer("isZero", "(): boolean", "Whether it was never set."),
    Offer("format", "(layout: string): string", "By Go's layout: 2006-01-02 15:04:05."),
    Offer("string", "(): string"),
    Offer("utc", "(): GoTime"),
    Offer("local", "(): GoTime"),
    *(Offer(name, "(other: GoTime): boolean") for name in ("before", "after", "equal")),
)
"""What an instant offers, which is no JavaScript `Date`."""
