"""Grants of roles to users: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

USER_GRANT_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.UserGrant.AlreadyExists")
USER_GRANT_ROLE_KEYS_NOT_FOUND = Problem("COMMAND-mm9F4", _PRECONDITION, "Errors.Project.Role.NotFound")
PROJECT_OF_USER_GRANT_NOT_FOUND = Problem("COMMAND-4m9ff", _PRECONDITION, "Errors.Project.Grant.NotFound")
PROJECT_OF_USER_GRANT_REMOVED = Problem("COMMAND-3n77S", _PRECONDITION, "Errors.Project.NotFound")
USER_GRANT_PROJECT_DENIED = Problem("EVENT-Shu7e", Code.PERMISSION_DENIED, "Errors.UserGrant.NoPermissionForProject")
USER_TO_GRANT_NOT_FOUND = Problem("COMMAND-4f8sg", _PRECONDITION, "Errors.User.NotFound")
USER_GRANT_NOT_CHANGED = Problem("COMMAND-Rs8fy", _PRECONDITION, "Errors.UserGrant.NotChanged")
USER_GRANT_TO_CHANGE_NOT_FOUND = Problem("COMMAND-3M9sd", _NOT_FOUND, "Errors.UserGrant.NotFound")
USER_GRANT_TO_REMOVE_NOT_FOUND = Problem("COMMAND-1My0t", _NOT_FOUND, "Errors.UserGrant.NotFound")
USER_GRANT_IDS_MISSING = Problem("COMMAND-5M0sd", _INVALID, "Errors.User.UserIDMissing")
USER_GRANT_TO_REACTIVATE_NOT_FOUND = Problem("COMMAND-Lp0gs", _NOT_FOUND, "Errors.UserGrant.NotFound")
USER_GRANT_NOT_FOUND = Problem("QUERY-wIPkA", _NOT_FOUND, "Errors.UserGrant.NotFound")
