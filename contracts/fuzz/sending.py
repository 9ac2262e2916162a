"""The last changes to a request, when what exists is known: ids for names, a caller, an organisation."""

from __future__ import annotations

from typing import Any

from schemathesis import Case

from .callers import ADMIN
from .connect import name_of
from .live import Live
from .placeholders import fill, named
from .spec import EXAMPLE_IDS, Spec
from .strategies import CALLER_HEADER
from .world import World

ORGANISATION_HEADER = "x-zitadel-orgid"

SPENT = {
    "UpdateOrg": "spare0",
    "RemoveOrg": "spare0",
    "DeactivateOrg": "spare0",
    "ReactivateOrg": "closed0",
}
"""Operations that change the organisation of the request, and which one they are given for it."""
_OF_USER = "/users/{id}"
"""Paths whose parameter `id` is a user's."""


def prepare(case: Case[Any], world: World, spec: Spec) -> None:
    """Make a case what is sent. Only ids that were named or are examples change; what is wrong stays wrong.

    Raises: CannotFuzz.
    """
    live = world.live
    operation = name_of(case.operation.definition.raw)
    caller = case.headers.pop(CALLER_HEADER, ADMIN)
    # Tokens that are wrong or missing on purpose stay so.
    if caller != ADMIN and case.headers.get("authorization") == f"Bearer {world.callers.token(ADMIN)}":
        case.headers["authorization"] = f"Bearer {world.callers.token(caller)}"
    case.headers.update({name: _filled(value, live) for name, value in case.headers.items()})
    if spec.permissions[case.operation.definition.raw["operationId"]] and not _reads(case, operation):
        _choose_organisation(case, operation, live)
    case.path_parameters.update({name: _filled(value, live) for name, value in case.path_parameters.items()})
    _spare_users(case.path_parameters, "user0", live)
    if _OF_USER in case.operation.path:
        _spare_users(case.path_parameters, "user0", live, "id")
    if operation == "AdminRemoveOrg" and _is_not_to_be_removed(case.path_parameters.get("id"), live):
        case.path_parameters["id"] = live("spare0")
    if isinstance(case.body, dict):
        filled: dict[str, Any] = _filled(case.body, live)
        _spare_users(filled, "newcomer0", live)
        if filled != case.body:
            case.body = filled


def _choose_organisation(case: Case[Any], operation: str, live: Live) -> None:
    """No request may change an organisation that the run has not made, such as the one that the caller has at home.

    Those that change organisations get one that was made for it; ids of no organisation are kept.
    """
    value = case.headers.get(ORGANISATION_HEADER, "")
    if operation in SPENT and (value in ("", live.organisation) or live.is_foreign(value)):
        case.headers[ORGANISATION_HEADER] = live(SPENT[operation])
    elif value == "" or live.is_foreign(value):
        case.headers[ORGANISATION_HEADER] = live.organisation


def _spare_users(members: dict[str, Any], instead: str, live: Live, name: str = "userId") -> None:
    """Answers name users that were there before, and those of the callers; Schemathesis says again what it has read."""
    if isinstance(user := members.get(name), str) and live.is_foreign(user):
        members[name] = live(instead)


def _is_not_to_be_removed(value: Any, live: Live) -> bool:
    return isinstance(value, str) and (value == live.organisation or live.is_foreign(value))


def _reads(case: Case[Any], operation: str) -> bool:
    return case.method.lower() == "get" or operation.startswith("List")


def _filled(value: Any, live: Live) -> Any:
    return fill(_without_examples(value), live)


def _without_examples(value: Any) -> Any:
    match value:
        case str():
            return named(EXAMPLE_IDS[value]) if value in EXAMPLE_IDS else value
        case dict():
            return {key: _without_examples(member) for key, member in value.items()}
        case list():
            return [_without_examples(item) for item in value]
    return value
