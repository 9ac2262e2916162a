"""Tokens to try things with: of any roles and organisation, and ones that are no good."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.access.roles import role_permissions
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered, answered_later, body_of, query_of, span_us, target
from mockserver.control.slices import Pace
from mockserver.control.token_issue import DEFAULT_ROLES, Kind, issue, unusable_role
from mockserver.control.token_rows import token_row
from mockserver.domain.ids import OrganisationId
from mockserver.domain.users import NEVER
from mockserver.spec.wellknown import timestamp
from mockserver.store.instance import Instance

blueprint = flask.Blueprint("tokens", __name__)

_MOST_TOKENS = 1_000


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind = Kind.VALID
    roles: list[str] = msgspec.field(default_factory=lambda: list(DEFAULT_ROLES))
    organisation: str = ""
    lifetime: str = ""


class _Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    offset: int = 0
    limit: int = _MOST_TOKENS


@blueprint.get("/tokens")
def list_tokens() -> flask.Response:
    """The tokens that the instance knows, oldest first, with their users and roles."""
    wanted = query_of(_Page)
    if wanted.limit < 1:
        raise ControlProblem(400, "limit must be at least 1", field="limit", fix=f"1 to {_MOST_TOKENS}")
    if wanted.offset < 0:
        raise ControlProblem(400, "offset must not be negative", field="offset", fix="how many tokens to leave out")
    return answered_later(_listed(target().instance, wanted))


async def _listed(instance: Instance, wanted: _Page) -> dict[str, Any]:
    pace = Pace()
    state, now = instance.state, instance.clock.now()
    end = wanted.offset + min(wanted.limit, _MOST_TOKENS)
    rows = []
    for token in list(state.tokens)[wanted.offset : end]:
        # A user may be gone by now.
        if token.user in state.users:
            rows.append(token_row(state, token.secret, token, now))
        await pace()
    return {"tokens": rows, "meta": {"kept": len(state.tokens)}}


@blueprint.post("/tokens")
def issue_token() -> flask.Response:
    """Issue one to a new machine user."""
    instance = target().instance
    wanted = body_of(_Wanted)
    organisation = OrganisationId(wanted.organisation) or instance.state.default_organisation
    if organisation not in instance.state.organisations:
        raise ControlProblem(
            400,
            f"there is no organisation {shown(organisation)}",
            field="organisation",
            fix="the id of one, or leave it out for the default organisation",
        )
    wrong = unusable_role(wanted.roles)
    if wrong is not None:
        fix = f"roles of one kind, out of {', '.join(role_permissions())}"
        raise ControlProblem(400, f"the role {shown(wrong)} cannot be given here", field="roles", fix=fix)
    lifetime_us = span_us(wanted.lifetime, "lifetime", "1h") if wanted.lifetime else None
    if lifetime_us is not None and lifetime_us <= 0:
        raise ControlProblem(400, "lifetime must be positive", field="lifetime", fix='or "kind": "expired"')
    if lifetime_us is not None and instance.clock.now() + lifetime_us > NEVER:
        fix = "a shorter one, or leave it out for a token without end"
        raise ControlProblem(400, "lifetime would end after the year 9999", field="lifetime", fix=fix)
    issued = issue(instance, wanted.kind, organisation, wanted.roles, lifetime_us)
    document: dict[str, Any] = {
        "token": issued.token,
        "kind": wanted.kind,
        "expires": timestamp(issued.expires),
        "authorization": f"Bearer {issued.token}",
    }
    if issued.user is not None:
        document |= {
            "userId": issued.user,
            "userName": issued.user_name,
            "organisation": organisation,
            "roles": wanted.roles,
        }
    return answered(document, 201)
