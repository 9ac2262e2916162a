"""Runs the actions of a trigger of a login, one after the other, with the state that they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mockserver.scripts.engine import run_script
from mockserver.scripts.model import Failure, Fetch, FieldSet, ListedGrant, ListedMetadata, Run, Script, Seen
from mockserver.scripts.tables import Trigger

Values = Callable[[Sequence[FieldSet]], Mapping[str, str]]
"""What the next action sees, as JSON by the names of `tables.Member.given`, once these fields were set."""


@dataclass(slots=True)
class Ended:
    """What a trigger's actions left behind.

    Attributes:
        sets: fields of the user that were set, in order.
        metadata: what is in `api.metadata`; `grants` likewise.
        failure: of the action that ended the trigger; None where none did.
    """

    runs: list[Run] = field(default_factory=list)
    sets: list[FieldSet] = field(default_factory=list)
    metadata: Sequence[ListedMetadata] = ()
    grants: Sequence[ListedGrant] = ()
    failure: Failure | None = None


def run_sequence(
    scripts: Sequence[Script],
    trigger: Trigger,
    values: Values,
    metadata: Sequence[ListedMetadata] = (),
    fetch: Fetch | None = None,
) -> Ended:
    """Run scripts in order; the first that fails and may not ends it.

    A value that was pushed, and not appended, is lost as soon as a further action runs.

    Args:
        metadata: what an earlier trigger left to be kept, all of it appended.

    Source: recordings/logins.jsonl.
    """
    ended = Ended(metadata=metadata)
    for script in scripts:
        seen = Seen(trigger=trigger, values=values(ended.sets), metadata=ended.metadata, grants=ended.grants)
        run = run_script(script, seen, fetch)
        ended.runs.append(run)
        ended.sets += run.sets
        ended.metadata, ended.grants = run.listed, run.grants
        if run.stops:
            ended.failure = run.failure
            break
    return ended
