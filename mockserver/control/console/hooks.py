"""Receivers of the mock's own: how one answers, and what it got."""

from __future__ import annotations

import flask
import msgspec

from mockserver.control.console.bodies import indented, shown_text
from mockserver.control.console.page import page
from mockserver.control.console.targets import receiver_url
from mockserver.control.console.view import current_view
from mockserver.control.hooks import shown_hook
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.receiving import PATH, outgoing
from mockserver.deliveries.hooks import Hook

_MOST_SHOWN = 25
"""Calls; the control API tells of all that are kept."""
_MOST_CHARACTERS = 20_000
"""Of each body, likewise."""


def show_hook(name: str) -> flask.Response:
    """One receiver; one that there is not yet answers 200 to whatever comes.

    Raises: ControlProblem: 404 for what can be no receiver's name.
    """
    if PATH.fullmatch(f"/__admin/hooks/{name}") is None:
        fix = "up to 100 letters, digits, dots, hyphens and underscores"
        raise ControlProblem(404, f"{shown(name)} is no name of a receiver", field="name", fix=fix)
    view = current_view()
    found = outgoing(view.target).hooks.get(name)
    row = shown_hook(view.target.instance.state, name, found or Hook())
    answer = row["answer"]
    return page(
        "hook",
        name=name,
        exists=found is not None,
        url=receiver_url(view, name),
        answer=answer,
        json="" if isinstance(answer.body, msgspec.UnsetType) else indented(answer.body),
        count=row["count"],
        kept=len(row["received"]),
        received=[{**each, "shown": shown_text(each, _MOST_CHARACTERS)} for each in row["received"][:_MOST_SHOWN]],
    )
