"""What surrounds every operation of the user's own: failing on purpose, what a request prefers, and refusals."""

from __future__ import annotations

from typing import Any

import msgspec
from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations.abstract import AbstractOperation
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts
from mockserver.own_api.api import OwnApi
from mockserver.own_api.operation import Operation
from mockserver.own_api.refusal import NotDone
from mockserver.store.instance import Instance
from mockserver.wire.connexion.messages import Rendered, answer_of
from mockserver.wire.connexion.own_rendering import rendered
from mockserver.wire.connexion.visit import arrival_of
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.injection import HEADER, Callee, failing_as, may_fail
from mockserver.wire.own_refusals import problem_of, refused
from mockserver.wire.preferences import PREFER, preferences

_TRANSPORT = "json"
_PREFERRED = "Prefer"


class _Surrounded:
    """One operation."""

    def __init__(self, app: ASGIApp, api: OwnApi, operation: Operation) -> None:
        self._app = app
        self._api = api
        self._operation = operation
        self._callee = Callee(operation.name, f"{api.prefix}{operation.path}", lambda _: None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer. Raises: Refused, where there is no instance."""
        arrival = arrival_of(scope)
        request = arrival.request
        instance = arrival.instance_of(request)

        async def served() -> Response:
            return self._preferred(request, instance) or await self._answered(scope, receive)

        if may_fail(request, instance):
            answer = failing_as(self._callee, _TRANSPORT, request, instance, served, _refuse)
            response = answer if isinstance(answer, Response) else await answer
        else:
            response = await served()
        response = msgspec.structs.replace(response, operation=self._operation.name, transport=_TRANSPORT)
        await Rendered(response)(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive) -> Response:
        """The operation's answer, or its refusal by security, validation or itself."""
        try:
            return await answer_of(self._app, scope, receive)
        except NotDone as error:
            return refused(error.status, error.detail, problem_of(error.status, error.detail))
        except HTTPException as error:
            detail = error.detail or ""
            return refused(
                error.status_code, detail, problem_of(error.status_code, detail), getattr(error, "ext", None)
            )

    def _preferred(self, request: HttpRequest, instance: Instance) -> Response | None:
        """The answer that a request prefers; None where it prefers none. Whether it is valid does not matter then."""
        wanted = preferences(request.text(PREFER)) if PREFER in request.headers else {}
        code, example = wanted.get("code", ""), wanted.get("example", "")
        if not code and not example:
            return None
        try:
            answer = rendered(self._api.preferred(instance, self._operation, code, example), request)
        except NotDone as error:
            return refused(error.status, error.detail, problem_of(error.status, error.detail))
        headers = [*answer.headers, (HEADER, _PREFERRED.encode("ascii"))]
        return msgspec.structs.replace(answer, headers=headers, injected=_PREFERRED, invented=True)


def _refuse(problem: Problem) -> Response:
    """The refusal that a fault asks for."""
    detail = problem_texts(problem, DEFAULT_LANGUAGE)[0]
    return refused(HTTP_STATUS[problem.code], detail, problem, {"id": problem.id} if problem.id else None)


class _Api(RoutedAPI[Any]):
    def __init__(self, *args: Any, own: OwnApi, **options: Any) -> None:
        super().__init__(*args, **options)
        self._own = own
        self._by_name = {operation.name: operation for operation in own.operations}
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> ASGIApp:
        return _Surrounded(self.next_app, self._own, self._by_name[str(operation.operation_id)])


class OwnSurroundings(RoutedMiddleware[_Api]):
    """Surrounds all operations of a document."""

    api_cls = _Api
