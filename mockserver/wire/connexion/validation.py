"""Connexion's validation in two parts: a request is read before its caller is known, and held to its rules after."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

from connexion.datastructures import MediaTypeDict
from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.middleware.request_validation import RequestValidationOperation
from connexion.operations.abstract import AbstractOperation
from connexion.validators.abstract import AbstractRequestBodyValidator
from connexion.validators.parameter import ParameterValidator
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.pipeline import hold_rules
from mockserver.wire.connexion.served import NOBODYS, Operations, of_ours
from mockserver.wire.connexion.visit import ask_targets, visit_of
from mockserver.wire.json_call import hand_over, read_body, read_parameters


class _QueryReader(ParameterValidator):
    """Reads the query of operations that read no body."""

    def validate(self, scope: Scope) -> None:
        """Raises: Refused."""
        visit = visit_of(scope)
        spec = visit.operation.spec
        if spec.read_body is None:
            visit.message = read_parameters(spec, visit.request)


class _BodyReader(AbstractRequestBodyValidator):
    """Reads the body with the operation's own reader; one that is empty is an empty message, and never missing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"required": False})

    async def _parse(self, stream: AsyncGenerator[bytes, None], scope: Scope) -> None:
        """Raises: Refused."""
        visit = visit_of(scope)
        body = b"".join([chunk async for chunk in stream])
        spec = visit.operation.spec
        if spec.read_body is not None:
            visit.message = read_body(spec, spec.read_body, body, visit.request.raw_path, visit.settings)


class _RuleHolder(ParameterValidator):
    """Holds the rules of the whole message, which parameters and body fill together."""

    def validate(self, scope: Scope) -> None:
        """Raises: Refused."""
        visit = visit_of(scope)
        visit.typed = hold_rules(visit.operation, visit.message)


Validators = dict[str, Any]
READERS: Validators = {"parameter": _QueryReader, "body": MediaTypeDict({"application/json": _BodyReader})}
"""Connexion's `validator_map` for what comes before the caller is known."""
RULES: Validators = {"parameter": _RuleHolder, "body": MediaTypeDict({})}
"""That for what comes after."""


class _ReadingApi(RoutedAPI[Any]):
    """Reads the requests of a document's operations; those of a document that is not ours it validates altogether."""

    def __init__(
        self,
        *args: Any,
        served: Operations = NOBODYS,
        validator_map: dict[str, Any] | None = None,
        strict_validation: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._served = served
        self._options: dict[str, Any] = {"validator_map": validator_map, "strict_validation": strict_validation}
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> ASGIApp:
        app = self.next_app
        if operation.operation_id in self._served:
            if of_ours(self._served, operation.operation_id) is None:
                return app
            app = _handing_over(app)
        return RequestValidationOperation(app, operation=operation, **self._options)


class Reading(RoutedMiddleware[_ReadingApi]):
    """The first part."""

    api_cls = _ReadingApi


class _RulesApi(RoutedAPI[Any]):
    """Holds the rules of a document's operations, if it is ours."""

    def __init__(self, *args: Any, served: Operations = NOBODYS, **options: Any) -> None:
        super().__init__(*args, **options)
        self._served = served
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> ASGIApp:
        if of_ours(self._served, operation.operation_id) is None:
            return self.next_app
        return RequestValidationOperation(self.next_app, operation=operation, validator_map=RULES)


class Rules(RoutedMiddleware[_RulesApi]):
    """The second part."""

    api_cls = _RulesApi


def _handing_over(app: ASGIApp) -> ASGIApp:
    """What the JSON gateway does in between."""

    async def handed_over(scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_of(scope)
        spec, path = visit.operation.spec, visit.request.path
        hand_over(spec, visit.message, visit.fields, path, visit.metadata, visit.deadline)
        visit.handed_over = True
        if spec.permission is None:
            # Where anyone may call, nobody is asked for a token, which is where the others' targets are asked.
            await ask_targets(visit)
        await app(scope, receive, send)

    return handed_over
