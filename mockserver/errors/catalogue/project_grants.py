"""Grants of projects to organisations: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

PROJECT_GRANT_NOT_FOUND = Problem("QUERY-n98GGs", _NOT_FOUND, "Errors.ProjectGrant.NotFound")
GRANTED_ORGANISATION_NOT_FOUND = Problem("COMMAND-3m9gg", _PRECONDITION, "Errors.Org.NotFound")
PROJECT_GRANT_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.Project.Grant.AlreadyExists")
PROJECT_GRANT_ROLE_KEYS_NOT_FOUND = Problem("COMMAND-6m9gd", _PRECONDITION, "Errors.Project.Role.NotFound")
PROJECT_GRANT_INVALID = Problem("PROJECT-ckUpbvboAH", _PRECONDITION, "Errors.Project.Grant.Invalid")
PROJECT_TO_GRANT_NOT_FOUND = Problem("COMMAND-m9gsd", _PRECONDITION, "Errors.Project.NotFound")
PROJECT_GRANT_TO_CHANGE_NOT_FOUND = Problem("PROJECT-D8JxR", _NOT_FOUND, "Errors.Project.Grant.NotFound")
