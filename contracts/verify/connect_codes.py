"""How Connect spells the codes of gRPC."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = (
    "canceled", "unknown", "invalid_argument", "deadline_exceeded", "not_found", "already_exists", "permission_denied",
    "resource_exhausted", "failed_precondition", "aborted", "out_of_range", "unimplemented", "internal", "unavailable",
    "data_loss", "unauthenticated",
)  # fmt: skip
CODES: Mapping[str, int] = {name: number for number, name in enumerate(_NAMES, start=1)}
"""gRPC's codes by the names that Connect gives them."""
