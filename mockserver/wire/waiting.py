"""Answers of calls whose targets are asked before or behind them, or for which scripts run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.deliveries.around import Around
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.logins.site import Telling
from mockserver.pipeline import Waiting
from mockserver.wire.http import Response

if TYPE_CHECKING:
    from mockserver.deliveries import shown
    from mockserver.scripts import shown_runs
else:
    shown, shown_runs = Later("mockserver.deliveries.shown"), Later("mockserver.scripts.shown_runs")


async def once_over(
    waiting: Waiting, answered: Callable[[Any], Response], refused: Callable[[Problem], Response]
) -> Response:
    """The answer to a call once it is over, with what its targets were sent and what scripts did.

    Args:
        answered: renders an answer.
        refused: renders a refusal.
    """
    try:
        response = answered(await waiting.over())
    except Refused as refusal:
        response = refused(refusal.problem)
    telling = None if waiting.unfinished is None else waiting.unfinished.telling
    return with_traces(response, waiting.hooks, telling)


def with_traces(response: Response, hooks: Around | None, telling: Telling | None) -> Response:
    """An answer with what its targets were sent, and what scripts did, for the journal."""
    made = [*([] if hooks is None else hooks.made), *([] if telling is None else telling.deliveries)]
    if made:
        response = msgspec.structs.replace(response, deliveries=shown.shown_deliveries(made))
    if telling is not None and telling.runs:
        response = msgspec.structs.replace(response, runs=shown_runs.encoded_runs(telling.runs))
    return response
