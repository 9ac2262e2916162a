"""What authors of scripts say of them."""

from __future__ import annotations

import re

from mockserver.scripts.tables import TRIGGERS

TYPES = re.compile(r"Zitadel\.Flow(\d+)\.Trigger(\d+)")
"""The types of a trigger (`typescript.py`), named in a comment."""


def told_trigger(script: str) -> tuple[str, str] | None:
    """The flow and the trigger that a script names by types; None where it names none."""
    told = TYPES.search(script)
    return (told[1], told[2]) if told is not None else None


def known_triggers() -> str:
    """The triggers that there are, for people."""
    return "there are " + ", ".join(f"{flow}/{trigger}" for flow, trigger in TRIGGERS)
