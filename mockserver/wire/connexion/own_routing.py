"""Connexion's routing for documents of the user's own: what a field of a path holds is judged by validation alone."""

from __future__ import annotations

from typing import Any

from connexion.frameworks.starlette import starlettify_path
from connexion.middleware.routing import RoutingAPI, RoutingMiddleware
from connexion.operations.abstract import AbstractOperation
from connexion.spec import Specification
from starlette.types import ASGIApp

_REST_OF_PATH = "path"
"""The format by which a field takes the rest of a path."""


class _Api(RoutingAPI):
    """The routes of a document. A field that is no number where it should be is a 400, and no unknown path."""

    def __init__(self, specification: Specification, **options: Any) -> None:
        super().__init__(specification, **options)
        self.router.redirect_slashes = False

    @staticmethod
    def _framework_path_and_name(operation: AbstractOperation, path: str) -> tuple[str, str]:
        types = {name: kind for name, kind in operation.get_path_parameter_types().items() if kind == _REST_OF_PATH}
        template = starlettify_path(path, types)
        return template, template


class OwnRouting(RoutingMiddleware):
    """Routes one document."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self.router.redirect_slashes = False

    def add_api(
        self,
        specification: Specification,
        base_path: str | None = None,
        arguments: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """Add the operations of the document."""
        api = _Api(specification, base_path=base_path, arguments=arguments, next_app=self.app, **options)
        self.router.mount(api.base_path, app=api.router)
