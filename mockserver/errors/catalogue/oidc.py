"""Requests of OpenID Connect: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION

AUTH_REQUEST_NOT_FOUND = Problem("QUERY-Thee9", _NOT_FOUND, "Errors.AuthRequest.NotExisting")
SESSION_TO_LINK_NOT_FOUND = Problem("COMMAND-Flk38", _PRECONDITION, "Errors.Session.NotExisting")
AUTH_REQUEST_TO_LINK_NOT_FOUND = Problem("COMMAND-jae5P", _NOT_FOUND, "Errors.AuthRequest.NotExisting")
AUTH_REQUEST_ALREADY_LINKED = Problem("COMMAND-Sx208nt", _PRECONDITION, "Errors.AuthRequest.AlreadyHandled")
AUTH_REQUEST_ALREADY_FAILED = Problem("COMMAND-Sx202nt", _PRECONDITION, "Errors.AuthRequest.AlreadyHandled")
AUTH_REQUEST_APP_NOT_FOUND = Problem("QUERY-4tq8wCTCgf", _NOT_FOUND, "Errors.App.NotFound")
DEVICE_REQUEST_NOT_FOUND = Problem("QUERY-Sah9a", _NOT_FOUND, "Errors.DeviceAuth.NotExisting")
DEVICE_REQUEST_TO_ALLOW_NOT_FOUND = Problem("COMMAND-D2hf2", _NOT_FOUND, "Errors.DeviceAuth.NotFound")
DEVICE_REQUEST_TO_DENY_NOT_FOUND = Problem("COMMAND-gee5A", _NOT_FOUND, "Errors.DeviceAuth.NotFound")
"""The IDs of these three are assumed."""
