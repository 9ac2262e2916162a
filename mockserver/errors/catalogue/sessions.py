"""Sessions: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, UnnamedProblem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION
_DENIED = Code.PERMISSION_DENIED

SESSION_NOT_FOUND = Problem("QUERY-SFeaa", _NOT_FOUND, "Errors.Session.NotExisting")
SESSION_PERMISSION_DENIED = Problem("QUERY-dsfr3", _DENIED, "Errors.PermissionDenied")
SESSION_USER_NOT_ACTIVE = Problem("SESSION-Gj4ko", _PRECONDITION, "Errors.User.NotActive")
SESSION_USER_MISSING = Problem("COMMAND-Sfw3f", _PRECONDITION, "Errors.User.IDMissing")
PASSWORD_NOT_SET = Problem("COMMAND-3nJ4t", _PRECONDITION, "Errors.User.Password.NotSet")
SESSION_TOTP_NOT_READY = Problem("COMMAND-3Mif9s", _PRECONDITION, "Errors.User.MFA.OTP.NotReady")
SESSION_OTP_EMAIL_NOT_READY = Problem("COMMAND-d2r52", _PRECONDITION, "Errors.User.MFA.OTP.NotReady")
INTENT_TOKEN_INVALID = Problem("CRYPTO-Swg31", _DENIED, "Errors.Intent.InvalidToken")
SESSION_WITHOUT_WEB_AUTHN_CHALLENGE = Problem("COMMAND-Ioqu5", _PRECONDITION, "Errors.Session.WebAuthN.NoChallenge")
RECOVERY_CODES_NOT_READY = Problem("COMMAND-84rgg", _PRECONDITION, "Errors.User.MFA.RecoveryCodes.NotReady")
SESSION_OTP_EMAIL_CHALLENGE_NOT_READY = Problem("COMMAND-JKLJ3", _PRECONDITION, "Errors.User.MFA.OTP.NotReady")
SESSION_OTP_SMS_CHALLENGE_NOT_READY = Problem("COMMAND-BJ2g3", _PRECONDITION, "Errors.User.MFA.OTP.NotReady")
SESSION_CODE_NOT_FOUND = Problem("COMMAND-S34gh", _PRECONDITION, "Errors.User.Code.NotFound")
SESSION_TERMINATED = Problem("COMMAND-Hewfq", _PRECONDITION, "Errors.Session.Terminated")
USER_LOCKED = Problem("COMMAND-JLK35", _PRECONDITION, "Errors.User.Locked")
SESSION_TOKEN_INVALID = Problem("COMMAND-hi6Ph", _INVALID, "Errors.Session.Token.Invalid")
SESSION_EXPIRED = Problem("COMMAND-Hkl3d", _PRECONDITION, "Errors.Session.Expired")
SESSION_USER_CHANGED = UnnamedProblem("", _INVALID, "user change not possible")
SESSION_USER_NOT_FOUND = Problem("COMMAND-3n77z", _PRECONDITION, "Errors.User.NotFound")
SESSION_TOTP_USER_MISSING = Problem("COMMAND-8N9ds", _INVALID, "Errors.User.UserIDMissing")
SESSION_TOTP_USER_LOCKED = Problem("COMMAND-SF3fg", _PRECONDITION, "Errors.User.Locked")
SESSION_OTP_USER_MISSING = Problem("COMMAND-S453v", _INVALID, "Errors.User.UserIDMissing")
SESSION_OTP_USER_LOCKED = Problem("COMMAND-S6h4R", _PRECONDITION, "Errors.User.Locked")
SESSION_INTENT_USER_MISSING = Problem("COMMAND-Sfw3r", _PRECONDITION, "Errors.User.UserIDMissing")
SESSION_RECOVERY_CODE_USER_MISSING = Problem("COMMAND-4m9s2", _INVALID, "Errors.User.UserIDMissing")
SESSION_OTP_EMAIL_CHALLENGE_USER_MISSING = Problem("COMMAND-JK3gp", _PRECONDITION, "Errors.User.UserIDMissing")
SESSION_OTP_SMS_CHALLENGE_USER_MISSING = Problem("COMMAND-JKL3g", _PRECONDITION, "Errors.User.UserIDMissing")
WEB_AUTHN_USER_MISSING = Problem("COMMAND-eeR2e", _PRECONDITION, "Errors.User.UserIDMissing")
WEB_AUTHN_LOGIN_FAILED = Problem("WEBAU-4G8sw", Code.INTERNAL, "Errors.User.WebAuthN.BeginLoginFailed")
SESSION_CREATOR_QUERY_INVALID = Problem("GRPC-x8n24uh", _INVALID, "List.Query.Invalid")
SESSION_USER_AGENT_QUERY_INVALID = Problem("GRPC-x8n23uh", _INVALID, "List.Query.Invalid")
