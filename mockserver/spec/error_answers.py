"""Answers of errors, out of the IDs that an operation names and the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from mockserver.errors.catalogue import AUTH_HEADER_MISSING, NUL_IN_TEXT, PATH_NOT_PRINTABLE
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.lookup import problems_by_id, row_for
from mockserver.errors.problem import Problem, Refused
from mockserver.errors.texts import problem_texts, text
from mockserver.spec.connect_errors import SCHEMA, connect_body
from mockserver.spec.message_types import MessageTypes
from mockserver.surface.model import MessageType, json_name

_AUTHENTICATED = "authenticated"
_NEED_A_ROLE = frozenset({"AUTH-5mWD2", "AUTHZ-cdgFk"})
"""IDs that only operations answer for which a valid token is not enough."""
_DESCRIPTIONS = {
    400: "An unreadable body, a broken field rule, or an error of the operation itself.",
    401: "No token, or none that is known. Never translated.",
    403: "The organisation does not exist, or the caller's roles there do not allow the operation.",
    404: "What the request names does not exist, or the caller is no member of the organisation.",
    409: "Something else has this name, id or domain already.",
    429: "The message is longer than 4 MiB.",
    500: "A character outside printable ASCII in the path, a NUL character in a text, or what no database can do.",
    501: "A part of the request that is not served.",
}
_TOO_LARGE = Problem("", Code.RESOURCE_EXHAUSTED, "grpc: received message larger than max (4194352 vs. 4194304)")
_UNREADABLE = Problem("", Code.INVALID_ARGUMENT, "unexpected EOF")
_OF_CONNECT = {"415": {"description": "The content type is none of Connect; nothing else is said."}}
_CHALLENGE = {"WWW-Authenticate": {"$ref": "#/components/headers/WWW-Authenticate"}}


def add_error_answers(document: dict[str, Any], types: MessageTypes, summaries: Mapping[str, str]) -> None:
    """Add the answers of errors to all operations with a method; what is authored of an answer stays.

    Args:
        summaries: what leads to an error, by its ID.
    """
    access: Sequence[str] = document["x-access-errors"]
    for path, item in document["paths"].items():
        for operation in item.values():
            if operation.get("x-rpc"):
                parameters = [_resolved(row, document) for row in operation.get("parameters", ())]
                described = {**operation, "parameters": parameters}
                body = connect_body if path == f"/{operation['x-rpc']}" else _body
                examples = list(_examples(path, described, access, types, summaries, body))
                over_connect = body is connect_body
                authored = operation["responses"] | (_OF_CONNECT if over_connect else {})
                operation["responses"] = _merged(authored, examples, SCHEMA if over_connect else "Status")


def _resolved(parameter: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    reference: str = parameter.get("$ref", "")
    found: Mapping[str, Any] = document["components"]["parameters"].get(reference.rpartition("/")[2], parameter)
    return found


def _merged(
    authored: Mapping[str, Any], examples: list[tuple[int, str, dict[str, Any]]], schema: str
) -> dict[str, Any]:
    responses = {status: answer for status, answer in authored.items() if status != "default"}
    for status in sorted({status for status, _, _ in examples}):
        shown = {name: example for found, name, example in examples if found == status}
        answer = _answer(status, shown, schema)
        given = responses.get(str(status))
        if given is not None:
            answer["description"] = given.get("description", answer["description"])
            answer["content"]["application/json"]["examples"] |= given["content"]["application/json"]["examples"]
        responses[str(status)] = answer
    ordered = dict(sorted(responses.items()))
    return ordered | ({"default": authored["default"]} if "default" in authored else {})


def _answer(status: int, examples: dict[str, Any], schema: str) -> dict[str, Any]:
    return {
        "description": _DESCRIPTIONS.get(status, HTTPStatus(status).phrase),
        **({"headers": _CHALLENGE} if status == HTTPStatus.UNAUTHORIZED else {}),
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}, "examples": examples}},
    }


def _examples(
    path: str,
    operation: Mapping[str, Any],
    access: Sequence[str],
    types: MessageTypes,
    summaries: Mapping[str, str],
    body: Callable[[Problem], dict[str, Any]],
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Status, name and example of each error."""
    method = types.surface.method(operation["x-rpc"])
    for name, problem, summary in (
        *_own(path, operation, summaries),
        *_of_access(method.permission, access, summaries),
        *_of_form(operation, types.surface.message(method.request), types),
    ):
        said = {"summary": summary} if summary else {}
        yield HTTP_STATUS[problem.code], name, {**said, "value": body(problem)}


Row = tuple[str, Problem, str]


def _own(path: str, operation: Mapping[str, Any], summaries: Mapping[str, str]) -> Iterator[Row]:
    for error_id in operation.get("x-errors", ()):
        problem = row_for(problems_by_id()[error_id], path)
        yield error_id, problem, summaries.get(error_id) or text(problem.key)


def _of_access(permission: str, access: Sequence[str], summaries: Mapping[str, str]) -> Iterator[Row]:
    if not permission:
        return
    yield "HeaderMissing", AUTH_HEADER_MISSING, "No Authorization header"
    for error_id in access:
        if permission != _AUTHENTICATED or error_id not in _NEED_A_ROLE:
            problem = problems_by_id()[error_id][0]
            yield error_id, problem, summaries.get(error_id) or text(problem.key)


def _of_form(operation: Mapping[str, Any], message: MessageType, types: MessageTypes) -> Iterator[Row]:
    """What a request is refused for before an operation looks at it, and what no database takes."""
    parameters = operation.get("parameters", ())
    in_path = {row.get("x-field", row["name"]) for row in parameters if row.get("in") == "path"}
    in_query = any(row.get("in") == "query" for row in parameters)
    has_body = "requestBody" in operation
    rules = types.rules.of(message.name)
    if rules is not None:
        try:
            rules.check({})
        except Refused as refusal:
            yield "BrokenRule", refusal.problem, "A broken field rule"
    if has_body:
        yield "UnexpectedEnd", _UNREADABLE, "JSON that ends too early"
        yield "TooLarge", _TOO_LARGE, ""
    if in_path:
        yield "NonAsciiPath", PATH_NOT_PRINTABLE, "A character outside printable ASCII in the path"
    if in_query or (has_body and _holds_text(message, in_path, types)):
        yield "NulCharacter", NUL_IN_TEXT, "A NUL character in a text"


def _holds_text(
    message: MessageType, carried: set[str], types: MessageTypes, seen: frozenset[str] = frozenset()
) -> bool:
    """Whether a message has a text that the path does not carry."""
    for field in message.fields.values():
        if field.type == "string" and json_name(field.name) not in carried:
            return True
        if types.surface.is_message(field.type) and field.type not in seen:
            below = types.surface.message(field.type)
            if _holds_text(below, set(), types, seen | {message.name}):
                return True
    return False


def _body(problem: Problem) -> dict[str, Any]:
    message, plain = problem_texts(problem, "en")
    detail = {"@type": "type.googleapis.com/zitadel.v1.ErrorDetail", "id": problem.id, "message": plain}
    return {"code": int(problem.code), "message": message, **({"details": [detail]} if problem.detailed else {})}
