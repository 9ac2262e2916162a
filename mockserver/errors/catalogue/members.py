"""Members of organisations, projects, grants of projects and the instance: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

MEMBER_ROLES_MISSING = Problem("ORG-4Mlfs", _INVALID, "Errors.Invalid.Argument")
MEMBER_ROLES_INVALID = Problem("Org-4N8es", _INVALID, "Errors.Org.MemberInvalid")
MEMBER_ORGANISATION_REMOVED = Problem("COMMAND-QXPGs", _PRECONDITION, "Errors.Org.NotFound")
MEMBER_USER_NOT_FOUND = Problem("ORG-GoXOn", _PRECONDITION, "Errors.User.NotFound")
MEMBER_ALREADY_EXISTS = Problem("ORG-poWwe", _EXISTS, "Errors.Org.Member.AlreadyExists")
INSTANCE_MEMBER_ROLES_INVALID = Problem("INSTANCE-4m0fS", _INVALID, "Errors.IAM.MemberInvalid")
INSTANCE_MEMBER_USER_NOT_FOUND = Problem("INSTA-GSXOn", _PRECONDITION, "Errors.User.NotFound")
INSTANCE_MEMBER_ALREADY_EXISTS = Problem("INSTA-pFDwe", _EXISTS, "Errors.Instance.Member.AlreadyExists")
MEMBER_TO_CHANGE_NOT_FOUND = Problem("Org-D8JxR", _NOT_FOUND, "Errors.NotFound")
MEMBER_TO_CHANGE_INVALID = Problem("IAM-m9fG8", _INVALID, "Errors.Org.MemberInvalid")
MEMBER_ROLES_TO_CHANGE_INVALID = Problem("Org-LiaZi", _INVALID, "Errors.Org.MemberInvalid")
PROJECT_MEMBER_ALREADY_EXISTS = Problem("PROJECT-PtXi1", _EXISTS, "Errors.Project.Member.AlreadyExists")
PROJECT_MEMBER_ROLES_INVALID = Problem("PROJECT-3m9ds", _INVALID, "Errors.Project.Member.Invalid")
PROJECT_MEMBER_INVALID = Problem("PROJECT-W8m4l", _INVALID, "Errors.Project.Member.Invalid")
PROJECT_MEMBER_TO_CHANGE_NOT_FOUND = Problem("PROJECT-D8JxR", _NOT_FOUND, "Errors.NotFound")
PROJECT_MEMBER_TO_CHANGE_INVALID = Problem("PROJECT-3m9d", _INVALID, "Errors.Project.Member.Invalid")
PROJECT_MEMBER_ROLES_TO_CHANGE_INVALID = Problem("PROJECT-LiaZi", _INVALID, "Errors.Project.Member.Invalid")
PROJECT_GRANT_MEMBER_TAKEN = Problem("V3-DKcYh", _EXISTS, "Errors.Project.Member.AlreadyExists")
PROJECT_GRANT_MEMBER_KNOWN = Problem("PROJECT-37fug", _NOT_FOUND, "Errors.AlreadyExists")
PROJECT_GRANT_MEMBER_ROLES_INVALID = Problem("PROJECT-m9gKK", _INVALID, "Errors.Project.Grant.Member.Invalid")
PROJECT_GRANT_MEMBER_INVALID = Problem("PROJECT-8fi7G", _INVALID, "Errors.Project.Grant.Member.Invalid")
PROJECT_GRANT_MEMBER_ROLES_TO_CHANGE_INVALID = Problem("PROJECT-109fs", _INVALID, "Errors.Project.Grant.Member.Invalid")
PROJECT_GRANT_MEMBER_TO_CHANGE_INVALID = Problem("PROJECT-m0sDf", _INVALID, "Errors.Project.Grant.Member.Invalid")
PROJECT_GRANT_MEMBER_TO_CHANGE_NOT_FOUND = Problem("PROJECT-37fug", _NOT_FOUND, "Errors.NotFound")
INSTANCE_MEMBER_TO_CHANGE_INVALID = Problem("INSTANCE-3m9fs", _INVALID, "Errors.IAM.MemberInvalid")
INSTANCE_MEMBER_ROLES_TO_CHANGE_INVALID = Problem("INSTANCE-LiaZi", _INVALID, "Errors.IAM.MemberInvalid")
INSTANCE_MEMBER_TO_CHANGE_NOT_FOUND = Problem("INSTANCE-D8JxR", _NOT_FOUND, "Errors.NotFound")
