"""Where the real server does what Schemathesis takes for a mistake: narrow exceptions, each with its reason.

All checks of Schemathesis are on. Of a check's findings only those are dropped that are exactly one of the forms below;
any other finding of the same check still fails.
"""

from __future__ import annotations

from typing import Any

from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure, ServerError
from schemathesis.core.jsonschema import make_validator
from schemathesis.openapi.checks import RejectedPositiveData, UnsupportedMethodResponse

from .answers import body_of, error_id, is_unnamed
from .connect import name_of

UNPRINTABLE_PATH = {
    "code": 13,
    "message": 'header key "zitadel-activity-path" contains value with non-printable ASCII characters',
}
NUL_IN_TEXT = {
    "code": 2,
    "message": "unknown database error: ERROR: unsupported Unicode escape sequence (SQLSTATE 22P05)",
}
NUL_IN_TEXT_OF_V2 = NUL_IN_TEXT | {"message": f"rpc error: code = Unknown desc = {NUL_IN_TEXT['message']}"}
NUL_IN_TEXT_OVER_CONNECT = NUL_IN_TEXT_OF_V2 | {"code": "unknown"}
TWO_OF_A_KIND = "field already set for oneof"
NAMED_SERVER_ERRORS = frozenset(
    {
        ("AddOrganization", "ORGv2-SD2r1"),
        ("CreateSession", "WEBAU-4G8sw"),
        ("ListOrganizations", "QUERY-M6mYN"),
        ("SetSession", "WEBAU-4G8sw"),
    }
)
"""Errors of operations by their IDs that are 500 or 501."""


def counts(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    """Whether a finding counts."""
    del context
    body = body_of(response)
    match failure:
        case ServerError():
            return not _is_server_error_of_the_real_server(case, response.status_code, body)
        case AcceptedNegativeData():
            return not _is_described_too_narrowly(case)
        case RejectedPositiveData():
            return not _is_refused_for_the_state(case, body)
        case UnsupportedMethodResponse():
            return not (_is_method_not_allowed(response, body) or _is_known_with_other_methods(case, response))
    return True


def _is_server_error_of_the_real_server(case: Case[Any], status: int, body: Any) -> bool:
    """The real server answers 500 to unprintable paths, to NUL in texts, to offsets that no database counts to and to
    challenges that a user has no key for, 501 to users made on the way, and to changes of users that do not say of
    which kind.

    Source: recordings/wire.jsonl, actions.jsonl, connect-unary.jsonl, connect-json.jsonl, id-users-v2.jsonl; for the
        challenges the real server's source.
    """
    operation = name_of(case.operation.definition.raw)
    if _is_of_another_operation(case, status):
        return True
    if is_unnamed(operation, body) or (operation, error_id(body)) in NAMED_SERVER_ERRORS:
        return True
    return status == 500 and body in (UNPRINTABLE_PATH, NUL_IN_TEXT, NUL_IN_TEXT_OF_V2, NUL_IN_TEXT_OVER_CONNECT)


def _is_refused_for_the_state(case: Case[Any], body: Any) -> bool:
    """gRPC's FAILED_PRECONDITION, and what no schema can tell, are 400: an error ID that the operation lists, or none.

    Unreadable bodies and broken field rules carry no ID, so a schema that allows too much is still found; errors that
    have an empty one are told from those by what they say.
    Source: recordings/set_trigger_actions.jsonl, flows.jsonl.
    """
    raw = case.operation.definition.raw
    return error_id(body) in raw["x-errors"] or is_unnamed(name_of(raw), body) or _has_two_of_a_kind(case, body)


def _has_two_of_a_kind(case: Case[Any], body: Any) -> bool:
    """Parameters of a query may exclude each other, which the schema of none of them can say.

    Source: the gateway that the real server has for REST; no recording shows it.
    """
    return bool(case.query) and isinstance(body, dict) and str(body.get("message", "")).startswith(TWO_OF_A_KIND)


def _is_method_not_allowed(response: Response, body: Any) -> bool:
    """The real server's 405 has no Allow header. Source: recordings/wire.jsonl."""
    return response.status_code == 405 and body == {"code": 12, "message": "Method Not Allowed"}


def _is_of_another_operation(case: Case[Any], status: int) -> bool:
    """With another method the path is an operation's that the mock does not model, which says so with 501.

    Source: recordings/edges-foreign_operations-1.jsonl.
    """
    return status == 501 and case.method.lower() != case.operation.method.lower()


def _is_known_with_other_methods(case: Case[Any], response: Response) -> bool:
    """Debug pages answer every method (recordings/edges-paths-1.jsonl); other operations share a path."""
    return case.operation.path.startswith("/debug/") or _is_of_another_operation(case, response.status_code)


def _is_described_too_narrowly(case: Case[Any]) -> bool:
    """Three things that the schemas leave out and the server takes; nothing else of the request may be wrong.

    In proto3 JSON a member that is `null` is not set, also where it is one of the kinds of a search query, and a number
    such as `2.0` is an integer; the schemas say neither. And NUL is kept out of all texts for what storing one does,
    while a search for one finds nothing. Source: recordings/wire.jsonl; for searches there is no recording.
    """
    if case.meta is None:
        return False
    reads = case.operation.method.upper() == "GET" or name_of(case.operation.definition.raw).startswith("List")
    given: Any
    match [place.value for place in case.meta.components if case.meta.is_negative_at(place)]:
        case ["body"]:
            given, holder = case.body, case.operation.get_body_for_media_type(case.media_type)
        case ["query"]:
            given, holder = case.query, case.operation.query
        case _:
            return False
    described = _described(given, reads=reads)
    if holder is None or described == given:
        return False
    validator = make_validator(holder.validation_schema, case.operation.schema.adapter.jsonschema_validator_cls)
    return bool(validator.is_valid(described))


def _described(value: Any, *, reads: bool) -> Any:
    match value:
        case dict():
            return {name: _described(item, reads=reads) for name, item in value.items() if item is not None}
        case list():
            return [_described(item, reads=reads) for item in value]
        case float() if value.is_integer():
            return int(value)
        case str() if reads:
            # Any other character, so that the length stays what it is.
            return value.replace("\0", "0")
    return value
