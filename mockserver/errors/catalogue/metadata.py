"""Metadata of users and organisations: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION

USER_CHECKED_NOT_FOUND = Problem("COMMAND-uXHNj", _PRECONDITION, "Errors.User.NotFound")
METADATA_LIST_EMPTY = Problem("META-9mm2d", _PRECONDITION, "Errors.Metadata.NoData")
USER_METADATA_NOT_FOUND = Problem("QUERY-Rgh32", _NOT_FOUND, "Errors.Metadata.NotFound")
USER_METADATA_TO_REMOVE_NOT_FOUND = Problem("META-ncnw3", _NOT_FOUND, "Errors.Metadata.NotFound")
USER_METADATA_KEYS_NOT_FOUND = Problem("META-2nnds", _NOT_FOUND, "Errors.Metadata.KeyNotExisting")
ORGANISATION_METADATA_NOT_FOUND = Problem("QUERY-Rph32", _NOT_FOUND, "Errors.Metadata.NotFound")
ORGANISATION_METADATA_TO_REMOVE_NOT_FOUND = Problem("META-mcnw3", _NOT_FOUND, "Errors.Metadata.NotFound")
ORGANISATION_METADATA_KEYS_NOT_FOUND = Problem("META-2npds", _NOT_FOUND, "Errors.Metadata.KeyNotExisting")
ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY = Problem("META-9mw2d", _PRECONDITION, "Errors.Metadata.NoData")
