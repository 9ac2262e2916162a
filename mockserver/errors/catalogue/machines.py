"""Service accounts: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION

MACHINE_NOT_CHANGED = Problem("COMMAND-2n8vs", _PRECONDITION, "Errors.User.NotChanged")
UPDATE_MACHINE_USER_NOT_FOUND = Problem("COMMAND-5M0od", _NOT_FOUND, "Errors.User.NotFound")
PERSONAL_ACCESS_TOKEN_NOT_FOUND = Problem("QUERY-fRunu", _NOT_FOUND, "Errors.PersonalAccessToken.NotFound")
PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND = Problem("COMMAND-4m77G", _NOT_FOUND, "Errors.User.PAT.NotFound")
MACHINE_KEY_TO_REMOVE_NOT_FOUND = Problem("COMMAND-4m77G", _NOT_FOUND, "Errors.User.Machine.Key.NotFound")
MACHINE_SECRET_NOT_FOUND = Problem("COMMAND-coi82n", _PRECONDITION, "Errors.User.Machine.Secret.NotExisting")
SECRET_TO_REMOVE_USER_NOT_FOUND = Problem("COMMAND-x7s802", _PRECONDITION, "Errors.User.NotExisting")
