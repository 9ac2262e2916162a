"""What the surroundings of a script tell of a run, as they write it."""

from __future__ import annotations

from typing import Any

import msgspec

from mockserver.scripts.model import Attribute, FieldSet, Line, ListedGrant, ListedMetadata


class Ended(msgspec.Struct):
    """What ended a run that no script can catch."""

    message: str
    kind: str = ""
    answer: str = ""


class Said(msgspec.Struct):
    """What ended a run without an error of the script's."""

    message: str
    real: str


class Told(msgspec.Struct):
    """What the prelude tells of a run."""

    claims: list[dict[str, str]]
    logs: list[str]
    metadata: list[dict[str, str]]
    lines: list[Line]
    sets: list[FieldSet] = []
    listed: list[ListedMetadata] | None = None
    grants: list[ListedGrant] | None = None
    attributes: list[Attribute] = []
    ended: Ended | None = None
    need: dict[str, Any] | None = None
