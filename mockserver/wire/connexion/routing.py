"""Connexion's routing, held to what the real server takes for a path.

Starlette's routes differ from it in four things: a field cannot be empty, a literal is no better than a field, HEAD is
served by GET, and a newline ends a path.
"""

from __future__ import annotations

import re
from typing import Any

from connexion.middleware.routing import RoutingAPI, RoutingMiddleware, RoutingOperation
from connexion.operations.abstract import AbstractOperation
from connexion.spec import Specification
from starlette.convertors import CONVERTOR_TYPES, StringConvertor, register_url_convertor
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from mockserver.wire.connexion.served import NOBODYS, Operations

_LAST_FIELD = re.compile(r"\{([^}:]*)\}$")


class _LastField(StringConvertor):
    """A field at the end of a path, which may be empty."""

    regex = "[^/]*"


class _Route(Route):
    """The route of one method."""

    def __init__(self, path: str, endpoint: RoutingOperation, method: str) -> None:
        super().__init__(path, endpoint, methods=[method])
        self.methods = {method.upper()}
        self.path_regex = _to_the_end(self.path_regex)


class _Api(RoutingAPI):
    """The routes of a document of ours, those with the fewest fields first."""

    def __init__(self, specification: Specification, **options: Any) -> None:
        super().__init__(specification, **options)
        self.router.redirect_slashes = False
        self.router.routes.sort(key=lambda route: len(route.param_convertors) if isinstance(route, _Route) else 0)

    @staticmethod
    def _framework_path_and_name(operation: AbstractOperation, path: str) -> tuple[str, str]:
        path, name = RoutingAPI._framework_path_and_name(operation, path)
        return _LAST_FIELD.sub(r"{\1:last}", path), name

    def _add_operation_internal(
        self, method: str, path: str, operation: RoutingOperation, name: str | None = None
    ) -> None:
        del name
        self.router.routes.append(_Route(path, operation, method))


class Routing(RoutingMiddleware):
    """Routes the documents of ours as the real server does, and those of others as Connexion does."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self.router.redirect_slashes = False
        # The register is Starlette's, for a whole process; Connexion adds its own to it in the same way.
        if "last" not in CONVERTOR_TYPES:
            register_url_convertor("last", _LastField())

    def add_api(
        self,
        specification: Specification,
        base_path: str | None = None,
        arguments: dict[str, Any] | None = None,
        served: Operations = NOBODYS,
        **options: Any,
    ) -> None:
        """Add the operations of a document."""
        if served is NOBODYS:
            super().add_api(specification, base_path, arguments, **options)
            return
        api = _Api(specification, base_path=base_path, arguments=arguments, next_app=self.app, **options)
        mount = Mount(api.base_path, app=api.router)
        mount.path_regex = _to_the_end(mount.path_regex)
        self.router.routes.append(mount)


def _to_the_end(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for whole paths whose end is their end, and not a newline before it."""
    return re.compile(pattern.pattern.removesuffix("$") + r"\Z", re.DOTALL)
