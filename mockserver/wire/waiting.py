"""Answers of calls whose targets are asked before or behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.deliveries.around import Around
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import Waiting
from mockserver.wire.http import Response

if TYPE_CHECKING:
    from mockserver.deliveries import shown
else:
    shown = Later("mockserver.deliveries.shown")


async def once_over(
    waiting: Waiting, answered: Callable[[Any], Response], refused: Callable[[Problem], Response]
) -> Response:
    """The answer to a call once it is over, with what its targets were sent.

    Args:
        answered: renders an answer.
        refused: renders a refusal.
    """
    try:
        response = answered(await waiting.over())
    except Refused as refusal:
        response = refused(refusal.problem)
    return with_deliveries(response, waiting.hooks)


def with_deliveries(response: Response, hooks: Around) -> Response:
    """An answer with what its targets were sent, for the journal."""
    return msgspec.structs.replace(response, deliveries=shown.shown_deliveries(hooks.made))
