"""Flows: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION

FLOW_TYPE_MISSING = Problem("COMMAND-Dfhj5", _INVALID, "Errors.Flow.FlowTypeMissing")
TRIGGER_TYPE_INVALID = Problem("COMMAND-Dfgh6", _INVALID, "Errors.Flow.WrongTriggerType")
NO_CHANGES = Problem("COMMAND-Nfh52", _PRECONDITION, "Errors.Flow.NoChanges")
ACTION_IDS_DO_NOT_EXIST = Problem("COMMAND-dg422", _PRECONDITION, "Errors.Flow.ActionIDsNotExist")
FLOW_TO_CLEAR_MISSING = Problem("COMMAND-Dfw2h", _INVALID, "Errors.Flow.FlowTypeMissing")
FLOW_EMPTY = Problem("COMMAND-DgGh3", _PRECONDITION, "Errors.Flow.Empty")
FLOW_TYPE_UNKNOWN = Problem("MANAG-P2OBk", _NOT_FOUND, "Errors.NotFound")
