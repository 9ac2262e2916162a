"""Organisations: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

ORGANISATION_INVALID = Problem("EVENT-Mf9sd", _INVALID, "Errors.Org.Invalid")
ORGANISATION_V2_INVALID = Problem("ORG-mruNY", _INVALID, "Errors.Invalid.Argument")
ORGANISATION_DOMAIN_EMPTY = Problem("ORG-RrfXY", _INVALID, "Errors.Org.Domain.EmptyString")
ORGANISATION_ID_INVALID = Problem("ORG-4ABd3", _INVALID, "Errors.Invalid.Argument")
ORGANISATION_ID_TAKEN = Problem("ORG-laho2n", _EXISTS, "Errors.Org.AlreadyExisting")
ORGANISATION_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.Org.AlreadyExists")
ORGANISATION_DOMAIN_TAKEN = Problem("V3-DKcYh", _EXISTS, "Errors.Org.Domain.AlreadyExists")
ORGANISATION_NOT_CHANGED = Problem("ORG-4VSdf", _PRECONDITION, "Errors.Org.NotChanged")
ORGANISATION_ALREADY_DEACTIVATED = Problem("EVENT-Dbs2g", _PRECONDITION, "Errors.Org.AlreadyDeactivated")
ORGANISATION_ALREADY_ACTIVE = Problem("EVENT-bfnrh", _PRECONDITION, "Errors.Org.AlreadyActive")
ORGANISATION_TO_RENAME_NOT_FOUND = Problem("ORG-1MRds", _NOT_FOUND, "Errors.Org.NotFound")
ORGANISATION_TO_DEACTIVATE_NOT_FOUND = Problem("ORG-oL9nT", _NOT_FOUND, "Errors.Org.NotFound")
ORGANISATION_TO_REACTIVATE_NOT_FOUND = Problem("ORG-Dgf3g", _NOT_FOUND, "Errors.Org.NotFound")
ORGANISATION_IS_DEFAULT = Problem("COMMA-wG9p1", _PRECONDITION, "Errors.Org.DefaultOrgNotDeletable")
ORGANISATION_TO_REMOVE_NOT_FOUND = Problem("COMMA-aps2n", _NOT_FOUND, "Errors.Org.NotFound")
ORGANISATION_NOT_FOUND = Problem("QUERY-leq5Q", _NOT_FOUND, "Errors.Org.NotFound")
ORGANISATION_SEARCH_FAILED = Problem("QUERY-M6mYN", Code.INTERNAL, "An internal error occurred")
ORGANISATION_BY_DOMAIN_NOT_FOUND = Problem("QUERY-iTTGJ", _NOT_FOUND, "Errors.Org.NotFound")
ORGANISATION_ADMIN_UNSUPPORTED = Problem(
    "ORGv2-SD2r1", Code.UNIMPLEMENTED, "userType oneOf <nil> in method AddOrganization not implemented"
)
DEFAULT_ORGANISATION_NOT_CHANGED = Problem("INST-SDfw2", _PRECONDITION, "Errors.Instance.NotChanged")
DEFAULT_ORGANISATION_NOT_FOUND = Problem("INSTA-Wfe21", _PRECONDITION, "Errors.Org.NotFound")
QUERY_INVALID = Problem("QUERY-DGqfd", _INVALID, "Errors.Query.InvalidRequest")
