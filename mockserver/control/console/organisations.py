"""Organisations: the list, with what can be done to one."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.reading import target
from mockserver.domain.rows.organisations import Organisation


def list_organisations() -> flask.Response:
    """The instance's organisations, those whose name, domain or id holds the parameter `text`."""
    state = target().instance.state
    text = flask.request.args.get("text", "")
    found: list[Organisation] = list(state.organisations)
    if text:
        sought = text.lower()
        found = [row for row in found if any(sought in part.lower() for part in (row.name, row.primary_domain, row.id))]
    rows = page_of(found, len(found))
    return page(
        "organisations",
        "AddOrg",
        "DeactivateOrg",
        "ReactivateOrg",
        "RemoveOrg",
        rows=rows,
        users={row.id: state.users.count("organisation", row.id) for row in rows.rows},
        actions={row.id: state.actions.count("organisation", row.id) for row in rows.rows},
        text=text,
        total=len(state.organisations),
        default=state.default_organisation,
    )
