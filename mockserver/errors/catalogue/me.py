"""The caller: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT

PASSWORD_INVALID = Problem("COMMAND-3M0fs", _INVALID, "Errors.User.Password.Invalid")
