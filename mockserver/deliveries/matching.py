"""Which targets something that happens calls."""

from __future__ import annotations

from mockserver.domain.executions import called
from mockserver.domain.rows.targets import Target
from mockserver.domain.state import InstanceState

_GROUP = ".*"
REQUEST, RESPONSE, EVENT, FUNCTION = "request", "response", "event", "function"


def targets_of(state: InstanceState, wanted: str) -> tuple[Target, ...]:
    """The targets that are called, in order, for what has an id such as `request/SERVICE/METHOD`; none where none are.

    One execution is asked: the one with that id, else the one with the longest id that it begins with, by letters. Of
    a group that is its id without the end. One whose targets are gone does not count.

    Source: recordings/actions-v2-payloads.jsonl, cases best-match and best-match-prefix.
    """
    best: tuple[Target, ...] = ()
    longest = -1
    for execution in state.executions:
        start = execution.id.removesuffix(_GROUP)
        if not wanted.startswith(start) or (len(start) <= longest and execution.id != wanted):
            continue
        targets = tuple(state.targets[target] for target in called(state, execution))
        if targets:
            if execution.id == wanted:
                return targets
            best, longest = targets, len(start)
    return best
