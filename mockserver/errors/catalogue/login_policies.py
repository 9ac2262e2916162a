"""Login policies: problems. What no recording shows is read off the real server's source."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION
_NO_POLICY = "Errors.Org.LoginPolicy.NotFound"
_NO_FACTOR = "Errors.Org.LoginPolicy.MFA.Unspecified"
_BAD_REDIRECT = "Errors.Org.LoginPolicy.RedirectURIInvalid"
_NO_PROVIDER = "Errors.IDPConfig.NotExisting"

LOGIN_POLICY_ALREADY_EXISTS = Problem("Org-Dgfb2", _EXISTS, "Errors.Org.LoginPolicy.AlreadyExists")
NEW_LOGIN_POLICY_REDIRECT_INVALID = Problem("Org-WSfdq", _INVALID, _BAD_REDIRECT)
NEW_LOGIN_POLICY_SECOND_FACTOR_UNSPECIFIED = Problem("Org-SFeea", _INVALID, _NO_FACTOR)
NEW_LOGIN_POLICY_MULTI_FACTOR_UNSPECIFIED = Problem("Org-WSfrg", _INVALID, _NO_FACTOR)
NEW_LOGIN_POLICY_PROVIDER_NOT_FOUND = Problem("Org-FEd32", _PRECONDITION, _NO_PROVIDER)
LOGIN_POLICY_TO_CHANGE_NOT_FOUND = Problem("Org-M0sif", _NOT_FOUND, _NO_POLICY)
LOGIN_POLICY_REDIRECT_INVALID = Problem("Org-Sfd21", _INVALID, _BAD_REDIRECT)
LOGIN_POLICY_NOT_CHANGED = Problem("Org-5M9vdd", _PRECONDITION, "Errors.Org.LoginPolicy.NotChanged")
LOGIN_POLICY_TO_RESET_NOT_FOUND = Problem("Org-GHB37", _NOT_FOUND, _NO_POLICY)
LOGIN_POLICY_FOR_PROVIDER_NOT_FOUND = Problem("Org-Ffgw2", _NOT_FOUND, _NO_POLICY)
PROVIDER_FOR_LOGIN_POLICY_NOT_FOUND = Problem("Org-3N9fs", _PRECONDITION, _NO_PROVIDER)
LOGIN_POLICY_WITH_PROVIDER_NOT_FOUND = Problem("Org-GVDfe", _NOT_FOUND, _NO_POLICY)
PROVIDER_NOT_IN_LOGIN_POLICY = Problem("Org-39fjs", _NOT_FOUND, "Errors.Org.LoginPolicy.IDP.NotExisting")

DEFAULT_LOGIN_POLICY_REDIRECT_INVALID = Problem("IAM-SFdqd", _INVALID, "Errors.IAM.LoginPolicy.RedirectURIInvalid")
DEFAULT_LOGIN_POLICY_NOT_CHANGED = Problem("INSTANCE-5M9vdd", _PRECONDITION, "Errors.IAM.LoginPolicy.NotChanged")
PROVIDER_FOR_DEFAULT_LOGIN_POLICY_NOT_FOUND = Problem("INSTANCE-m8fsd", _PRECONDITION, _NO_PROVIDER)
PROVIDER_NOT_IN_DEFAULT_LOGIN_POLICY = Problem("INSTANCE-39fjs", _NOT_FOUND, "Errors.IAM.LoginPolicy.IDP.NotExisting")

SECOND_FACTOR_ALREADY_IN_LOGIN_POLICY = Problem("Org-2B0ps", _EXISTS, "Errors.Org.LoginPolicy.MFA.AlreadyExists")
SECOND_FACTOR_NOT_IN_LOGIN_POLICY = Problem("Org-3M9od", _NOT_FOUND, "Errors.Org.LoginPolicy.MFA.NotExisting")
MULTI_FACTOR_ALREADY_IN_LOGIN_POLICY = Problem("Org-3M9od", _EXISTS, "Errors.Org.LoginPolicy.MFA.AlreadyExists")
MULTI_FACTOR_NOT_IN_LOGIN_POLICY = Problem("Org-3M9df", _NOT_FOUND, "Errors.Org.LoginPolicy.MFA.NotExisting")
SECOND_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY = Problem("INSTANCE-2B0ps", _EXISTS, "Errors.Instance.MFA.AlreadyExists")
SECOND_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY = Problem(
    "INSTANCE-3M9od", _NOT_FOUND, "Errors.IAM.LoginPolicy.MFA.NotExisting"
)
MULTI_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY = Problem("INSTANCE-3M9od", _EXISTS, "Errors.Instance.MFA.AlreadyExists")
MULTI_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY = Problem(
    "INSTANCE-3M9df", _NOT_FOUND, "Errors.IAM.LoginPolicy.MFA.NotExisting"
)
PROVIDER_ALREADY_IN_LOGIN_POLICY = Problem("Org-2B0ps", _EXISTS, "Errors.Org.LoginPolicy.IDP.AlreadyExists")
PROVIDER_ALREADY_IN_DEFAULT_LOGIN_POLICY = Problem(
    "INSTANCE-2B0ps", _EXISTS, "Errors.IAM.LoginPolicy.IDP.AlreadyExists"
)
