"""Searching users, and how they can log in, in the user service of v2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mockserver.access.permissions import has_permission
from mockserver.domain.ids import UserId
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.users import Human, User, UserState
from mockserver.domain.state import InstanceState
from mockserver.errors.catalogue import V2_QUERY_LIST_EMPTY, V2_QUERY_WITHOUT_COLUMN
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.messages.zitadel_filter_v2 import ByteFilterMethodNumber
from mockserver.operations.messages.zitadel_object_v2 import ListDetails, TextQueryMethodNumber
from mockserver.operations.messages.zitadel_user_v2 import AuthenticationMethodTypeName
from mockserver.operations.queries import TEXT_METHODS
from mockserver.operations.searching import Tests, find, listed_v2, narrowed, nested, ordered, with_keys
from mockserver.operations.user_queries import COLUMNS, TESTS, require_queries
from mockserver.operations.user_view_v2 import user_message_v2
from mockserver.spec.wellknown import parse_base64, timestamp, uint64

_STATES = {messages.UserStateNumber.USER_STATE_INITIAL: UserState.INITIAL}
"""States whose numbers are others than in v1."""


def v2_list_users(context: Context, request: messages.ListUsersRequest) -> messages.ListUsersResponse:
    """Users of all organisations that the caller may read, itself included, for which all queries hold.

    Raises: QUERY_TOO_DEEP, V2_QUERY_LIST_EMPTY, V2_QUERY_WITHOUT_COLUMN.
    Source: recordings/id-list-users-v2.jsonl.
    """
    require_queries(request.queries, empty=V2_QUERY_LIST_EMPTY, no_column=V2_QUERY_WITHOUT_COLUMN)
    query = request.query
    found = ordered(
        find(_readable(context, request.queries), request.queries, _tests(context.state)),
        request.sorting_column,
        COLUMNS,
        ascending=query is not None and query.asc,
    )
    told, users = listed_v2(context, found, query)
    return messages.ListUsersResponse(details=told, result=tuple(map(user_message_v2, users)))


def list_authentication_method_types(
    context: Context, request: messages.ListAuthenticationMethodTypesRequest
) -> messages.ListAuthenticationMethodTypesResponse:
    """How a user can log in; nothing for one that there is not.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    Source: recordings/id-users-v2.jsonl, id-sessions.jsonl.
    """
    user = context.state.users.get(UserId(request.user_id))
    if request.user_id != context.user.id:
        context.require("user.read", user.organisation if user is not None else context.state.id)
    methods = tuple(_methods(user.human)) if user is not None and user.human is not None else ()
    return messages.ListAuthenticationMethodTypesResponse(
        details=ListDetails(uint64(len(methods)), timestamp=timestamp(context.instance.clock.now())),
        auth_method_types=methods,
    )


def _readable(context: Context, queries: Sequence[messages.SearchQuery]) -> Iterator[User]:
    """The users that a search is among: those whom the caller may read."""
    state, caller, known = context.state, context.user.id, dict[str, bool]()
    among = narrowed(
        state.users,
        queries,
        {
            "in_user_ids_query": lambda asked: with_keys(state.users, asked.user_ids),
            "user_name_query": lambda asked: _named(state, asked.user_name, asked.method),
            "login_name_query": lambda asked: _named(state, asked.login_name, asked.method),
            "organization_id_query": lambda asked: state.users.where("organisation", asked.organization_id),
        },
    )
    for user in among:
        readable = known.get(user.organisation)
        if readable is None:
            readable = known[user.organisation] = has_permission(state, user.organisation, caller, "user.read")
        if readable or user.id == caller:
            yield user


def _named(state: InstanceState, name: str, method: int) -> list[User] | None:
    """Whoever has a user name, which is unique whatever its case; None where it is not asked for as a whole."""
    if method > TextQueryMethodNumber.TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE:
        return None
    found = state.user_named(name)
    return [] if found is None else [found]


def _tests(state: InstanceState) -> Tests[User]:
    def metadata(user: User) -> list[Metadata]:
        return state.user_metadata.where("owner", user.id)

    def has_key(user: User, query: Any) -> bool:
        compare = TEXT_METHODS[query.method]
        return any(compare(entry.key, query.key) for entry in metadata(user))

    def has_value(user: User, query: Any) -> bool:
        wanted = parse_base64(query.value)
        equal = query.method == ByteFilterMethodNumber.BYTE_FILTER_METHOD_EQUALS
        return any((entry.value == wanted) is equal for entry in metadata(user))

    return nested(
        {
            **TESTS,
            "state_query": lambda user, query: user.state == _STATES.get(query.state, query.state),
            "metadata_key_filter": has_key,
            "metadata_value_filter": has_value,
        }
    )


def _methods(human: Human) -> Iterator[AuthenticationMethodTypeName]:
    if human.totp_ready:
        yield "AUTHENTICATION_METHOD_TYPE_TOTP"
    if human.otp_sms:
        yield "AUTHENTICATION_METHOD_TYPE_OTP_SMS"
    if human.otp_email:
        yield "AUTHENTICATION_METHOD_TYPE_OTP_EMAIL"
    if human.password:
        yield "AUTHENTICATION_METHOD_TYPE_PASSWORD"
