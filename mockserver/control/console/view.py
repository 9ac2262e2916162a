"""Where a page is: which instance, which organisation, and as whom its calls are made."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import NamedTuple

import flask

from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import target
from mockserver.control.server import Target
from mockserver.control.token_rows import roles_of, user_of
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.actions import Action
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.state import InstanceState

_MOST_CHOICES = 100
"""Of more instances, organisations or tokens than this the rest is found on pages, not in a menu."""


class Choice(NamedTuple):
    """One line of a menu."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """What every page of the console shows.

    Attributes:
        host: host of the instance, where the page's address names one; empty where the browser's own host counts.
        organisation: the one that calls are for.
        hosts: instances to choose from.
        organisations: organisations to choose from.
        tokens: tokens to call with, the administrator's first.
        locked: whether the control API asks for a token, so that there is something to log out of.
    """

    target: Target
    host: str
    organisation: Organisation
    hosts: list[Choice]
    organisations: list[Choice]
    tokens: list[Choice]
    locked: bool

    @property
    def actions(self) -> list[Action]:
        """Those of the organisation, in the order of their creation."""
        return self.target.instance.state.actions.where("organisation", self.organisation.id)


def current_view() -> View:
    """The view that the request at hand asks for by `host` and `org`.

    Raises: ControlProblem: 404 for an organisation that there is not.
    """
    asked = target()
    state = asked.instance.state
    wanted = flask.request.args.get("org", "")
    organisation = state.organisations.get(OrganisationId(wanted) if wanted else state.default_organisation)
    if organisation is None:
        raise ControlProblem(
            404, f"there is no organisation {shown(wanted)}", field="org", fix="choose one on the page Organisations"
        )
    host = flask.request.args.get("host", "")
    return View(
        target=asked,
        host=host,
        organisation=organisation,
        hosts=_hosts(asked, host),
        organisations=_organisations(state, organisation),
        tokens=_tokens(state, asked.server.settings.admin_pat),
        locked=bool(asked.server.settings.admin_token),
    )


def _hosts(asked: Target, host: str) -> list[Choice]:
    first = asked.server.instances.first.state.external_domain
    newest = asked.server.instances.newest(_MOST_CHOICES)
    values = dict.fromkeys("" if name == first else name for name, _ in newest)
    values.setdefault("" if asked.instance is asked.server.instances.first else host)
    return [Choice(value, value or first) for value in values]


def _organisations(state: InstanceState, chosen: Organisation) -> list[Choice]:
    listed = {row.id: row for row in itertools.islice(state.organisations, _MOST_CHOICES)}
    listed.setdefault(chosen.id, chosen)
    default = state.default_organisation
    return [Choice("" if row.id == default else row.id, row.name) for row in listed.values()]


def _tokens(state: InstanceState, admin_pat: str) -> list[Choice]:
    listed = dict.fromkeys([admin_pat] if admin_pat in state.tokens else [])
    listed.update(dict.fromkeys(token.secret for token in itertools.islice(state.tokens, _MOST_CHOICES)))
    return [Choice(secret, _label(state, secret)) for secret in listed]


def _label(state: InstanceState, secret: str) -> str:
    user = user_of(state, state.tokens[secret])
    return f"{user.user_name} ({', '.join(roles_of(state, user.id)) or 'no role'})"
