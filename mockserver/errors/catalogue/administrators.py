"""Administrators: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT

ADMINISTRATOR_RESOURCE_INVALID = Problem("ADMIN-IbPp47HDP5", _INVALID, "Errors.Invalid.Argument")
