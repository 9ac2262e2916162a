"""Connexion's hook for bearer tokens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from connexion.lifecycle import ConnexionRequest
from connexion.security import AbstractSecurityHandler

from mockserver.pipeline import admit
from mockserver.wire.connexion.visit import ask_targets, visit_of


class BearerToken(AbstractSecurityHandler):
    """Finds out who calls and whether that is allowed, as the pipeline does for every protocol."""

    def get_fn(
        self, security_scheme: Mapping[str, Any], required_scopes: list[str]
    ) -> Callable[[ConnexionRequest], Awaitable[dict[str, Any]]]:
        """The function that Connexion has judge each request."""
        del security_scheme, required_scopes
        return _admitted


SECURITY: Mapping[str, type[AbstractSecurityHandler]] = {"bearer": BearerToken}
"""Connexion's `security_map`."""


async def _admitted(request: ConnexionRequest) -> dict[str, Any]:
    """What Connexion calls token info. Raises: Refused."""
    visit = visit_of(request.scope)
    visit.context = context = admit(visit.operation, visit.instance, visit.metadata, visit.message)
    await ask_targets(visit)
    return {"sub": None if context is None else context.user.id}
