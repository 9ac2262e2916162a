"""All property checks, in the order in which they run."""

from __future__ import annotations

from ..check import Check
from ..recorded_rpc import rpc_recordings
from ..sources import sourced
from ..spec import Spec
from . import actions, bodies, flows, organisations, rpc, search, users
from .access import access_checks
from .errors import error_checks
from .executions import execution_checks
from .http import http_checks
from .languages import language_checks
from .logins import login_checks
from .matrix import matrix_checks
from .rules import rule_checks


def property_checks(spec: Spec) -> tuple[Check, ...]:
    """The checks that a document gives rise to, each with its sources. Raises: SourceError."""
    return tuple(sourced(_unsourced(spec)))


def _unsourced(spec: Spec) -> tuple[Check, ...]:
    return (
        *rpc_recordings(spec),
        *http_checks(spec),
        *error_checks(spec),
        *matrix_checks(spec),
        *flows.CHECKS,
        *actions.CHECKS,
        *search.CHECKS,
        *rule_checks(spec),
        *bodies.CHECKS,
        *rpc.CHECKS,
        *organisations.CHECKS,
        *users.CHECKS,
        *access_checks(spec),
        *language_checks(),
        *login_checks(),
        *execution_checks(),
    )
