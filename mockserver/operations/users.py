"""Users of both kinds, by the service of v1."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.domain import user_states as decide
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.domain.user_states import Switch, user_of
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.searching import find, listed, nested, ordered
from mockserver.operations.user_queries import COLUMNS, TESTS, require_queries
from mockserver.operations.user_view import user_message


def get_user_by_id(context: Context, request: messages.GetUserByIDRequest) -> messages.GetUserByIDResponse:
    """A user of the organisation.

    Raises: USER_NOT_FOUND, SECRET_USER_FOREIGN (it belongs to another organisation).
    """
    user = context.state.users.get(UserId(request.id))
    if user is None:
        raise Refused(problems.USER_NOT_FOUND)
    if user.organisation != context.organisation.id:
        raise Refused(problems.SECRET_USER_FOREIGN)
    return messages.GetUserByIDResponse(user_message(user))


def get_user_by_login_name_global(
    context: Context, request: messages.GetUserByLoginNameGlobalRequest
) -> messages.GetUserByLoginNameGlobalResponse:
    """A user of any organisation by its user name, in whatever case.

    Raises: USER_NOT_FOUND.
    """
    user = context.state.user_named(request.login_name)
    if user is None:
        raise Refused(problems.USER_NOT_FOUND)
    return messages.GetUserByLoginNameGlobalResponse(user_message(user))


def list_users(context: Context, request: messages.ListUsersRequest) -> messages.ListUsersResponse:
    """Users of the organisation that fit all queries.

    Raises: as `user_queries.require_queries`; RESOURCE_EXHAUSTED.
    Source: recordings/id-user-search.jsonl.
    """
    require_queries(request.queries)
    users = context.state.users.where("organisation", context.organisation.id)
    found = find(users, request.queries, nested(TESTS))
    ascending = request.query is not None and request.query.asc
    told, result = listed(context, ordered(found, request.sorting_column, COLUMNS, ascending=ascending), request.query)
    return messages.ListUsersResponse(details=told, result=tuple(map(user_message, result)))


def is_user_unique(context: Context, request: messages.IsUserUniqueRequest) -> messages.IsUserUniqueResponse:
    """Whether no user of the instance has both the user name and the address, case included; of one alone, that one.

    Source: recordings/id-user-search.jsonl (so another case of a taken name is unique here and refused when added).
    """
    users: Iterable[User] = context.state.users
    if request.user_name:
        holder = context.state.user_named(request.user_name)
        users = () if holder is None or holder.user_name != request.user_name else (holder,)
    taken = any(not request.email or (user.human and user.human.email == request.email) for user in users)
    return messages.IsUserUniqueResponse(is_unique=not taken)


def update_user_name(context: Context, request: messages.UpdateUserNameRequest) -> messages.UpdateUserNameResponse:
    """Give a user another name.

    Raises: as `domain.user_states.change_user_name`.
    """
    events = decide.change_user_name(context.state, context.organisation.id, UserId(request.user_id), request.user_name)
    return messages.UpdateUserNameResponse(details.changed(context.write(events), context.organisation.id))


def deactivate_user(context: Context, request: messages.DeactivateUserRequest) -> messages.DeactivateUserResponse:
    """Switch a user off; its tokens end.

    Raises: DEACTIVATE_USER_USER_NOT_FOUND, USER_INITIAL_NOT_DEACTIVATABLE, DEACTIVATE_USER_USER_ALREADY_INACTIVE.
    """
    return messages.DeactivateUserResponse(_switched(context, request.id, decide.DEACTIVATE))


def reactivate_user(context: Context, request: messages.ReactivateUserRequest) -> messages.ReactivateUserResponse:
    """Switch a user on again; tokens that ended stay so.

    Raises: REACTIVATE_USER_USER_NOT_FOUND, REACTIVATE_USER_USER_NOT_INACTIVE.
    """
    return messages.ReactivateUserResponse(_switched(context, request.id, decide.REACTIVATE))


def lock_user(context: Context, request: messages.LockUserRequest) -> messages.LockUserResponse:
    """Lock a user out; its tokens end.

    Raises: LOCK_USER_USER_NOT_FOUND, LOCK_USER_USER_NOT_ACTIVE_OR_INITIAL.
    """
    return messages.LockUserResponse(_switched(context, request.id, decide.LOCK))


def unlock_user(context: Context, request: messages.UnlockUserRequest) -> messages.UnlockUserResponse:
    """Let a user in again; tokens that ended stay so.

    Raises: UNLOCK_USER_USER_NOT_FOUND, UNLOCK_USER_USER_NOT_LOCKED.
    """
    return messages.UnlockUserResponse(_switched(context, request.id, decide.UNLOCK))


def remove_user(context: Context, request: messages.RemoveUserRequest) -> messages.RemoveUserResponse:
    """Remove a user with its grants and memberships.

    Raises: REMOVE_USER_USER_NOT_FOUND.
    """
    events = decide.remove_user(context.state, _user(context, request.id), problems.REMOVE_USER_USER_NOT_FOUND)
    return messages.RemoveUserResponse(details.changed(context.write(events), context.organisation.id))


def _switched(context: Context, user: str, by: Switch) -> ObjectDetails:
    event = decide.switch(_user(context, user), by)
    return details.changed(context.write((event,)), context.organisation.id)


def _user(context: Context, user: str) -> User | None:
    return user_of(context.state, context.organisation.id, UserId(user))
