"""Faults that are wanted often, each a switch on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Preset:
    """One switch.

    Attributes:
        name: of the rule that it adds, for one operation with the operation's id behind it; those of deliveries are for
            none.
        rule: what the control API is sent, without name and operation.
    """

    name: str
    title: str
    meaning: str
    rule: Mapping[str, Any]


PRESETS = (
    Preset("slow", "Slow", "Every answer comes 800 ms later.", {"delay": {"type": "fixed", "milliseconds": 800}}),
    Preset(
        "flaky",
        "Flaky",
        "One in five is answered UNAVAILABLE (503).",
        {"probability": 0.2, "error": {"code": "UNAVAILABLE", "message": "try again"}},
    ),
    Preset(
        "unavailable",
        "Unavailable",
        "All are answered UNAVAILABLE (503).",
        {"error": {"code": "UNAVAILABLE", "message": "the server is down"}},
    ),
    Preset(
        "permission-denied",
        "Permission denied",
        "As to a member whose roles do not suffice: AUTH-5mWD2 (403).",
        {"error": {"id": "AUTH-5mWD2"}},
    ),
    Preset(
        "token-expired",
        "Token expired",
        "As to a token that is good no longer: AUTH-7fs1e (401).",
        {"error": {"id": "AUTH-7fs1e"}},
    ),
    Preset("reset", "Connection reset", "It is carried out, then the connection is reset.", {"broken": "reset"}),
    Preset("empty", "No answer", "It is carried out, then the connection ends.", {"broken": "empty"}),
    Preset("half", "Half an answer", "The connection ends in the middle of the body.", {"broken": "half"}),
    Preset("malformed", "Malformed", "The answer is whole, its JSON or protobuf is not.", {"broken": "malformed"}),
    Preset("stalled", "Stalled", "Half of the body comes, then nothing more.", {"broken": "stall"}),
    Preset("webhook-refused", "Webhook refused", "No target can be reached.", {"delivery": {}, "broken": "refused"}),
    Preset(
        "webhook-slow",
        "Webhook slow",
        "Answers of targets come 5 s later.",
        {"delivery": {}, "delay": {"type": "fixed", "milliseconds": 5_000}},
    ),
    Preset(
        "webhook-unsigned",
        "Wrong signature",
        "Targets are called with a signature of another key.",
        {"delivery": {}, "signature": "wrong"},
    ),
)
