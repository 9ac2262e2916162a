"""Targets and executions: problems. Their texts are never translated, but for what v1 tells of a failed execution."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_NO_TIMEOUT = "Target has no timeout"
_BAD_URL = "Target has an invalid URL"
_NO_TARGET = "Target not found"
_BAD_CONDITION = "Execution condition is invalid"

NEW_TARGET_WITHOUT_TIMEOUT = Problem("COMMAND-39f35d8uri", _INVALID, _NO_TIMEOUT)
NEW_TARGET_ENDPOINT_INVALID = Problem("COMMAND-1r2k6qo6wg", _INVALID, _BAD_URL)
TARGET_WITHOUT_TIMEOUT = Problem("COMMAND-08b39vdi57", _INVALID, _NO_TIMEOUT)
TARGET_ENDPOINT_INVALID = Problem("COMMAND-jsbaera7b6", _INVALID, _BAD_URL)
TARGET_TO_CHANGE_NOT_FOUND = Problem("COMMAND-xj14f2cccn", _NOT_FOUND, _NO_TARGET)
TARGET_NOT_FOUND = Problem("QUERY-hj5oaniyrz", _NOT_FOUND, _NO_TARGET)
TARGET_ALREADY_EXISTS = Problem("V3-DKcYh", Code.ALREADY_EXISTS, "Errors.Target.AlreadyExists")

EXECUTION_WITHOUT_CONDITION = Problem("ACTION-5r5Ju", _INVALID, _BAD_CONDITION)
EXECUTION_TARGET_INVALID = Problem("COMMAND-hdm4zl1hmd", _INVALID, "Execution is invalid")
EXECUTION_METHOD_NOT_FOUND = Problem("COMMAND-vysplsevt8", _NOT_FOUND, _BAD_CONDITION)
EXECUTION_SERVICE_NOT_FOUND = Problem("COMMAND-qu6dfhiioq", _NOT_FOUND, _BAD_CONDITION)
EXECUTION_FUNCTION_NOT_FOUND = Problem("COMMAND-cdy39t0ksr", _NOT_FOUND, _BAD_CONDITION)
EXECUTION_EVENT_NOT_FOUND = Problem("COMMAND-74aaqj8fv9", _NOT_FOUND, _BAD_CONDITION)
EXECUTION_EVENT_GROUP_NOT_FOUND = Problem("COMMAND-er5oneb5lz", _NOT_FOUND, _BAD_CONDITION)
EXECUTION_TARGET_NOT_FOUND = Problem("COMMAND-17e8fq1ggk", _NOT_FOUND, _NO_TARGET)

EXECUTION_FAILED = Problem("EXEC-dra6yamk98", Code.FAILED_PRECONDITION, "Errors.Execution.Failed")
EXECUTION_ANSWER_NOT_JSON = Problem("", Code.FAILED_PRECONDITION, "Errors.Execution.ResponseIsNotValidJSON")
"""Of functions alone, whose answers show no ID."""
