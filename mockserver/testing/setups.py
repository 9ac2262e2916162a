"""What a test puts into an instance: faults, tokens, state."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from mockserver import seeds
from mockserver.access.roles import role_permissions
from mockserver.control.token_issue import Kind, issue, unusable_role
from mockserver.domain.ids import OrganisationId
from mockserver.domain.text import unique_name
from mockserver.errors.codes import Code
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.problem import Problem
from mockserver.store.instance import Instance
from mockserver.testing.names import require_known, unknown

Seedable = Mapping[str, Any] | seeds.Seed | seeds.Document | os.PathLike[str] | str
"""What a state can be given as; a text is the path of a file."""


def document_of(seed: Seedable) -> seeds.Document:
    """A state, read.

    Raises: SeedError.
    """
    if isinstance(seed, seeds.Document):
        return seed
    if isinstance(seed, Mapping | seeds.Seed):
        return seeds.loads(msgspec.json.encode(seed).decode("utf-8"), "seed")
    return seeds.load(Path(seed))


def problems_of(error: str, code: str, message: str) -> tuple[Problem, ...]:
    """The error that a fault answers with: by its ID, or by the name of a gRPC code; empty where neither is given.

    Raises: ValueError.
    """
    if error and code:
        raise ValueError("give either error, the ID of one, or code, not both")
    if error:
        require_known("error ID", error, problems_by_id())
        return problems_by_id()[error]
    if not code:
        return ()
    require_known("code", code, [known.name for known in Code if known is not Code.OK])
    return (Problem("", Code[code], message or f"{code} was asked for"),)


def organisation_id(instance: Instance, organisation: str) -> OrganisationId:
    """An organisation by id or name; the default one where none is named.

    Raises: ValueError.
    """
    state = instance.state
    if not organisation:
        return state.default_organisation
    if organisation in state.organisations:
        return OrganisationId(organisation)
    found = state.organisations.holder(unique_name(organisation.strip()))
    if found is None:
        raise unknown("organisation", organisation, [known.name for known in state.organisations])
    return found.id


def issue_token(instance: Instance, roles: Sequence[str], organisation: str, kind: str) -> str:
    """A token of a new machine user.

    Raises: ValueError.
    """
    require_known("kind of token", kind, list(Kind))
    wrong = unusable_role(list(roles))
    if wrong is not None:
        require_known("role", wrong, role_permissions())
        raise ValueError(f"the role {wrong!r} cannot stand beside the others of {list(roles)}")
    return issue(instance, Kind(kind), organisation_id(instance, organisation), list(roles), None).token
