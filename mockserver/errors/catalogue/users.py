"""Users: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

USER_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.User.AlreadyExists")
USER_ID_TAKEN = Problem("COMMAND-k2una", _PRECONDITION, "Errors.User.AlreadyExisting")
EXPIRATION_BEFORE_NOW = Problem("DOMAIN-dv3t5", _INVALID, "Errors.AuthNKey.ExpireBeforeNow")
TOKEN_USER_NOT_FOUND = Problem("COMMAND-Dggw2", _PRECONDITION, "Errors.User.NotFound")
KEY_USER_NOT_FOUND = Problem("COMMAND-bnipwm1", _PRECONDITION, "Errors.User.NotFound")
PUBLIC_KEY_INVALID = Problem("COMMAND-5F3h1", _INVALID, "Errors.User.Machine.Key.Invalid")
USER_NOT_FOUND = Problem("QUERY-Dfbg2", _NOT_FOUND, "Errors.User.NotFound")
SECRET_USER_FOREIGN = Problem("MANAG-fpo4B", _NOT_FOUND, "Errors.User.NotFound")
QUERY_TOO_DEEP = Problem("USER-zsQ97", _INVALID, "Errors.Query.TooManyNestingLevels")
UPDATE_USER_NAME_USER_NOT_FOUND = Problem("COMMAND-5N9ds", _NOT_FOUND, "Errors.User.NotFound")
USER_NAME_NOT_CHANGED = Problem("COMMAND-6m9gs", _PRECONDITION, "Errors.User.UsernameNotChanged")
USER_NAME_MISSING = Problem("COMMAND-2N9fs", _INVALID, "Errors.IDMissing")
USER_INITIAL_NOT_DEACTIVATABLE = Problem("COMMAND-ke0fw", _NOT_FOUND, "Errors.User.CantDeactivateInitial")
DEACTIVATE_USER_USER_NOT_FOUND = Problem("COMMAND-3M9ds", _NOT_FOUND, "Errors.User.NotFound")
DEACTIVATE_USER_USER_ALREADY_INACTIVE = Problem("COMMAND-5M0sf", _PRECONDITION, "Errors.User.AlreadyInactive")
REACTIVATE_USER_USER_NOT_INACTIVE = Problem("COMMAND-6M0sf", _PRECONDITION, "Errors.User.NotInactive")
REACTIVATE_USER_USER_NOT_FOUND = Problem("COMMAND-4M0sd", _NOT_FOUND, "Errors.User.NotFound")
LOCK_USER_USER_NOT_FOUND = Problem("COMMAND-5M9fs", _NOT_FOUND, "Errors.User.NotFound")
LOCK_USER_USER_NOT_ACTIVE_OR_INITIAL = Problem("COMMAND-3NN8v", _PRECONDITION, "Errors.User.ShouldBeActiveOrInitial")
UNLOCK_USER_USER_NOT_FOUND = Problem("COMMAND-M0dos", _NOT_FOUND, "Errors.User.NotFound")
UNLOCK_USER_USER_NOT_LOCKED = Problem("COMMAND-4M0ds", _PRECONDITION, "Errors.User.NotLocked")
REMOVE_USER_USER_NOT_FOUND = Problem("COMMAND-m9od", _NOT_FOUND, "Errors.User.NotFound")
QUERY_LIST_EMPTY = Problem("", Code.UNKNOWN, "values array must not be empty")
QUERY_WITHOUT_COLUMN = Problem("", Code.UNKNOWN, "missing column")
V2_QUERY_LIST_EMPTY = Problem("", Code.UNKNOWN, "rpc error: code = Unknown desc = values array must not be empty")
V2_QUERY_WITHOUT_COLUMN = Problem("", Code.UNKNOWN, "rpc error: code = Unknown desc = missing column")
