"""Who may do what: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_DENIED = Code.PERMISSION_DENIED

AUTH_HEADER_MISSING = Problem("", Code.UNAUTHENTICATED, "auth header missing")
AUTH_HEADER_INVALID = Problem("AUTH-toLo1", Code.UNAUTHENTICATED, "invalid auth header")
TOKEN_INVALID = Problem("AUTH-7fs1e", Code.UNAUTHENTICATED, "Errors.Token.Invalid")
ORGANISATION_UNKNOWN = Problem("AUTH-Bs7Ds", Code.PERMISSION_DENIED, "Organisation doesn't exist")
MEMBERSHIP_NOT_FOUND = Problem("AUTHZ-cdgFk", _NOT_FOUND, "membership not found")
NO_PERMISSION = Problem("AUTH-5mWD2", Code.PERMISSION_DENIED, "No matching permissions found")
NO_PERMISSION_ON_RESOURCE = Problem("AUTH-3jknH", _DENIED, "No matching permissions found")
AUTHENTICATION_REQUIRED = Problem("AUTHZ-Kl3p0", _DENIED, "authentication required")
NO_PERMISSION_WITHIN = Problem("AUTH-AWfge", _DENIED, "No matching permissions found")
NO_PERMISSION_TO_READ_PROJECT = Problem("AUTH-Swrgg2", _DENIED, "No matching permissions found")
