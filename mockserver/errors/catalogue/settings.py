"""Settings: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

ORGANISATION_SETTINGS_INVALID = Problem("COMMAND-zI4z7cLLRJ", Code.INVALID_ARGUMENT, "Errors.Org.Settings.Invalid")
SETTINGS_ORGANISATION_NOT_FOUND = Problem("COMMAND-oDzwP5kmdP", Code.NOT_FOUND, "Errors.NotFound")
