"""Answers of calls that have to be awaited, as targets or others are asked for them."""

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
    shown = Later("mockserver.deliveries.shown")
    shown_runs = Later("mockserver.scripts.shown_runs")


async def once_over(
    waiting: Waiting, answered: Callable[[Any], Response], refused: Callable[[Problem], Response]
) -> Response:
    """The answer to a call once it is over, with what ran and was sent for it.

    Args:
        answered: renders an answer.
        refused: renders a refusal.
    """
    try:
        response = answered(await waiting.over())
    except Refused as refusal:
        response = refused(refusal.problem)
    return with_told(response, waiting.hooks, waiting.telling)


def with_told(response: Response, hooks: Around | None, telling: Telling) -> Response:
    """An answer with what targets were sent for it, and the scripts that ran, for the journal."""
    sent = [*telling.deliveries, *(hooks.made if hooks is not None else ())]
    if sent:
        response = msgspec.structs.replace(response, deliveries=shown.shown_deliveries(sent))
    if telling.runs:
        response = msgspec.structs.replace(response, runs=shown_runs.encoded_runs(telling.runs))
    return response
