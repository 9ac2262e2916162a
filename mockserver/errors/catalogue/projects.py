"""Projects and their roles: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

PROJECT_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.Project.AlreadyExists")
PROJECT_TO_CHANGE_NOT_FOUND = Problem("COMMAND-3M9sd", _NOT_FOUND, "Errors.Project.NotFound")
PROJECT_NOT_ACTIVE = Problem("COMMAND-mki55", _PRECONDITION, "Errors.Project.NotActive")
PROJECT_TO_DEACTIVATE_NOT_FOUND = Problem("COMMAND-112M9", _NOT_FOUND, "Errors.Project.NotFound")
PROJECT_NOT_INACTIVE = Problem("COMMAND-5M9bs", _PRECONDITION, "Errors.Project.NotInactive")
PROJECT_NOT_FOUND = Problem("QUERY-fk2fs", _NOT_FOUND, "Errors.Project.NotFound")
PROJECT_ROLE_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.Project.Role.AlreadyExists")
PARENT_PROJECT_NOT_FOUND = Problem("COMMAND-EbFMN", _PRECONDITION, "Errors.Project.NotFound")
PROJECT_ROLE_NOT_FOUND = Problem("COMMAND-vv8M9", _NOT_FOUND, "Errors.Project.Role.NotExisting")
PROJECT_ID_TAKEN = Problem("COMMAND-opamwu", _EXISTS, "Errors.Project.AlreadyExisting")
