"""Every problem that the server can answer with an ID: ID, gRPC code, key of its text.

IDs and codes are the real server's (recordings/*.jsonl; those that no recording shows are read off its source). A key
that is a sentence is a text that the real server never translates.
"""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

# Access
AUTH_HEADER_MISSING = Problem("", Code.UNAUTHENTICATED, "auth header missing")
AUTH_HEADER_INVALID = Problem("AUTH-toLo1", Code.UNAUTHENTICATED, "invalid auth header")
TOKEN_INVALID = Problem("AUTH-7fs1e", Code.UNAUTHENTICATED, "Errors.Token.Invalid")
ORGANISATION_UNKNOWN = Problem("AUTH-Bs7Ds", Code.PERMISSION_DENIED, "Organisation doesn't exist")
MEMBERSHIP_NOT_FOUND = Problem("AUTHZ-cdgFk", _NOT_FOUND, "membership not found")
NO_PERMISSION = Problem("AUTH-5mWD2", Code.PERMISSION_DENIED, "No matching permissions found")
NO_PERMISSION_ON_RESOURCE = Problem("AUTH-3jknH", Code.PERMISSION_DENIED, "No matching permissions found")
NO_PERMISSION_WITHIN = Problem("AUTH-AWfge", Code.PERMISSION_DENIED, "No matching permissions found")
NO_PERMISSION_WITHIN_RESOURCE = Problem("AUTH-Swrgg2", Code.PERMISSION_DENIED, "No matching permissions found")

# Storage: what the real server's database refuses
NUL_IN_TEXT = Problem(
    "", Code.UNKNOWN, "unknown database error: ERROR: unsupported Unicode escape sequence (SQLSTATE 22P05)"
)
PATH_NOT_PRINTABLE = Problem(
    "", Code.INTERNAL, 'header key "zitadel-activity-path" contains value with non-printable ASCII characters'
)
"""The real server passes the path on in a header of gRPC, which takes no such character."""
NUL_IN_TEXT_V2 = Problem(NUL_IN_TEXT.id, NUL_IN_TEXT.code, f"rpc error: code = Unknown desc = {NUL_IN_TEXT.key}")

# Flows
FLOW_TYPE_MISSING = Problem("COMMAND-Dfhj5", _INVALID, "Errors.Flow.FlowTypeMissing")
TRIGGER_TYPE_INVALID = Problem("COMMAND-Dfgh6", _INVALID, "Errors.Flow.WrongTriggerType")
NO_CHANGES = Problem("COMMAND-Nfh52", _PRECONDITION, "Errors.Flow.NoChanges")
ACTION_IDS_DO_NOT_EXIST = Problem("COMMAND-dg422", _PRECONDITION, "Errors.Flow.ActionIDsNotExist")
FLOW_TO_CLEAR_MISSING = Problem("COMMAND-Dfw2h", _INVALID, "Errors.Flow.FlowTypeMissing")
FLOW_EMPTY = Problem("COMMAND-DgGh3", _PRECONDITION, "Errors.Flow.Empty")
FLOW_TYPE_UNKNOWN = Problem("MANAG-P2OBk", _NOT_FOUND, "Errors.NotFound")

# Actions
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

# Organisations
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

# Users
USER_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.User.AlreadyExists")
USER_ID_TAKEN = Problem("COMMAND-k2una", _PRECONDITION, "Errors.User.AlreadyExisting")
EXPIRATION_BEFORE_NOW = Problem("DOMAIN-dv3t5", _INVALID, "Errors.AuthNKey.ExpireBeforeNow")
TOKEN_USER_NOT_FOUND = Problem("COMMAND-Dggw2", _PRECONDITION, "Errors.User.NotFound")
KEY_USER_NOT_FOUND = Problem("COMMAND-bnipwm1", _PRECONDITION, "Errors.User.NotFound")
PUBLIC_KEY_INVALID = Problem("COMMAND-5F3h1", _INVALID, "Errors.User.Machine.Key.Invalid")
USER_NOT_FOUND = Problem("QUERY-Dfbg2", _NOT_FOUND, "Errors.User.NotFound")
LIMIT_EXCEEDED = Problem("QUERY-4M0fs", Code.INVALID_ARGUMENT, "Errors.Query.LimitExceeded")
SECRET_USER_NOT_MACHINE = Problem("COMMAND-x8910n", _PRECONDITION, "Errors.User.NotExisting")
SECRET_USER_FOREIGN = Problem("MANAG-fpo4B", _NOT_FOUND, "Errors.User.NotFound")

# Members
MEMBER_ROLES_MISSING = Problem("ORG-4Mlfs", _INVALID, "Errors.Invalid.Argument")
MEMBER_ROLES_INVALID = Problem("Org-4N8es", _INVALID, "Errors.Org.MemberInvalid")
MEMBER_ORGANISATION_REMOVED = Problem("COMMAND-QXPGs", _PRECONDITION, "Errors.Org.NotFound")
MEMBER_USER_NOT_FOUND = Problem("ORG-GoXOn", _PRECONDITION, "Errors.User.NotFound")
MEMBER_ALREADY_EXISTS = Problem("ORG-poWwe", _EXISTS, "Errors.Org.Member.AlreadyExists")
INSTANCE_MEMBER_ROLES_INVALID = Problem("INSTANCE-4m0fS", _INVALID, "Errors.IAM.MemberInvalid")
INSTANCE_MEMBER_USER_NOT_FOUND = Problem("INSTA-GSXOn", _PRECONDITION, "Errors.User.NotFound")
INSTANCE_MEMBER_ALREADY_EXISTS = Problem("INSTA-pFDwe", _EXISTS, "Errors.Instance.Member.AlreadyExists")
