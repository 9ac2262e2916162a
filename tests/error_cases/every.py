"""How each error ID of each operation comes about: the request that provokes it, after what must be so before.

`CASES` is held against `x-errors` of openapi.yaml by tests/test_error_ids.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from tests.error_cases import (
    actions,
    grants,
    identity_providers,
    machines,
    organisations,
    people,
    projects,
    saml,
    sessions,
    targets,
    users,
)
from tests.error_cases.sending import Provoke

AREAS: Sequence[Mapping[tuple[str, str], Provoke]] = (
    actions.CASES,
    grants.CASES,
    identity_providers.CASES,
    machines.CASES,
    organisations.CASES,
    people.CASES,
    projects.CASES,
    saml.CASES,
    sessions.CASES,
    targets.CASES,
    users.CASES,
)
CASES: Mapping[tuple[str, str], Provoke] = dict(itertools.chain.from_iterable(area.items() for area in AREAS))
"""By operation and ID."""
