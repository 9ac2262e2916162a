"""What a control request says: its target, its JSON, its query."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar, cast

import flask
import msgspec

from mockserver.control.durations import microseconds
from mockserver.control.merge_patch import merged
from mockserver.control.parameters import decoded, invalid, parameters
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.server import Target
from mockserver.control.wsgi import KEY, LATER
from mockserver.wire.http import Response

Body = TypeVar("Body")


def target() -> Target:
    """The instance that the request at hand is about."""
    return cast(Target, flask.request.environ[KEY])


def body_of(kind: type[Body]) -> Body:
    """The request's JSON as a struct; an empty body is an empty object.

    Raises: ControlProblem, naming the field.
    """
    return decoded(flask.request.get_data(), kind)


def patched(current: Body) -> Body:
    """A struct as the request's JSON changes it, a merge patch of its fields.

    Raises: ControlProblem, naming the field.
    """
    try:
        patch = msgspec.json.decode(flask.request.get_data() or b"{}")
        return msgspec.convert(merged(msgspec.to_builtins(current), patch), type(current))
    except msgspec.ValidationError as error:
        raise invalid(error, type(current)) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise ControlProblem(400, f"the body is no JSON: {error}", fix="send one JSON object") from None


def query_of(kind: type[Body]) -> Body:
    """The request's query as a struct; `host` is not part of it.

    Raises: ControlProblem, naming the parameter.
    """
    return parameters(flask.request.query_string, kind)


def span_us(text: str, field: str, example: str) -> int:
    """The microseconds of a span such as `500ms`.

    Raises: ControlProblem.
    """
    span = microseconds(text)
    if span is None:
        raise ControlProblem(
            400,
            f"{field}: {shown(text)} is no span of time",
            field=field,
            fix=f"a number with ms, s, m, h or d: {example}",
        )
    return span


def later(work: Coroutine[Any, Any, Response]) -> flask.Response:
    """The answer that a coroutine comes to, which may raise ControlProblem; others are served meanwhile."""

    async def answer(method: str) -> Response:
        response = await work
        return Response(response.status, response.headers, b"" if method == "HEAD" else response.body)

    flask.request.environ[LATER].append(answer(flask.request.method))
    return flask.Response()


def answered_later(work: Coroutine[Any, Any, Any]) -> flask.Response:
    """As `later`, in JSON of what the coroutine comes to."""

    async def answer() -> Response:
        return Response(200, [(b"content-type", b"application/json")], msgspec.json.encode(await work))

    return later(answer())


def answered(document: Any, status: int = 200) -> flask.Response:
    """An answer in JSON."""
    return flask.Response(msgspec.json.encode(document), status, content_type="application/json")
