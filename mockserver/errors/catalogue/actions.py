"""Actions: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

ACTION_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.Action.AlreadyExists")
ACTION_TO_CHANGE_NOT_FOUND = Problem("COMMAND-Sfg2t", _NOT_FOUND, "Errors.Action.NotFound")
ACTION_NOT_CHANGED = Problem("ACTION-dg4t2", _PRECONDITION, "Errors.NoChangesFound")
ACTION_TO_DEACTIVATE_NOT_FOUND = Problem("COMMAND-NRmhu", _NOT_FOUND, "Errors.Action.NotFound")
ACTION_NOT_ACTIVE = Problem("COMMAND-Dgj92", _PRECONDITION, "Errors.Action.NotActive")
ACTION_TO_REACTIVATE_NOT_FOUND = Problem("COMMAND-Aa22g", _NOT_FOUND, "Errors.Action.NotFound")
ACTION_NOT_INACTIVE = Problem("COMMAND-J53zh", _PRECONDITION, "Errors.Action.NotInactive")
ACTION_TO_DELETE_WITHOUT_ID = Problem("COMMAND-Gfg3g", _INVALID, "Errors.IDMissing")
ACTION_TO_DELETE_NOT_FOUND = Problem("COMMAND-Dgh4h", _NOT_FOUND, "Errors.Action.NotFound")
ACTION_NOT_FOUND = Problem("QUERY-GEfnb", _NOT_FOUND, "Errors.Action.NotFound")
