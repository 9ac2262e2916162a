"""Users, by the service of v2: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, UnnamedProblem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

V2_HUMAN_ID_TAKEN = Problem("COMMAND-7yiox1isql", _PRECONDITION, "Errors.User.AlreadyExisting")
URL_TEMPLATE_INVALID = Problem("DOMAIN-ieYa7", _INVALID, "Errors.User.Email.InvalidURLTemplate")
PASSWORD_HASH_UNSUPPORTED = Problem("USER-JDk4t", _INVALID, "Errors.User.Password.NotSupported")
V2_IDP_NOT_FOUND = Problem("COMMAND-39nf2", _PRECONDITION, "Errors.IDPConfig.NotExisting")
V2_UPDATE_USER_USER_NOT_FOUND = Problem("COMMAND-ugjs0upun6", _NOT_FOUND, "Errors.User.NotFound")
V2_DELETE_USER_USER_NOT_FOUND = Problem("COMMAND-bd4ir1mblj", _NOT_FOUND, "Errors.User.NotFound")
V2_DEACTIVATE_USER_USER_ALREADY_INACTIVE = Problem("COMMAND-5gunjw0cd7", _PRECONDITION, "Errors.User.AlreadyInactive")
V2_DEACTIVATE_USER_USER_NOT_FOUND = Problem("COMMAND-5gp2p62iin", _NOT_FOUND, "Errors.User.NotFound")
V2_REACTIVATE_USER_USER_NOT_INACTIVE = Problem("COMMAND-s5qqcz97hf", _PRECONDITION, "Errors.User.NotInactive")
V2_REACTIVATE_USER_USER_NOT_FOUND = Problem("COMMAND-9hy5kzbuk6", _NOT_FOUND, "Errors.User.NotFound")
V2_LOCK_USER_USER_NOT_ACTIVE_OR_INITIAL = Problem(
    "COMMAND-lgws8wtsqf", _PRECONDITION, "Errors.User.ShouldBeActiveOrInitial"
)
V2_LOCK_USER_USER_NOT_FOUND = Problem("COMMAND-450yxuqrh1", _NOT_FOUND, "Errors.User.NotFound")
V2_UNLOCK_USER_USER_NOT_LOCKED = Problem("COMMAND-olb9vb0oca", _PRECONDITION, "Errors.User.NotLocked")
V2_UNLOCK_USER_USER_NOT_FOUND = Problem("COMMAND-x377t913pw", _NOT_FOUND, "Errors.User.NotFound")
V2_SET_EMAIL_USER_NOT_INITIALISED = Problem("COMMAND-uz0Uu", _PRECONDITION, "Errors.User.NotInitialised")
V2_SET_EMAIL_EMAIL_NOT_FOUND = Problem("COMMAND-ieJ2e", _NOT_FOUND, "Errors.User.Email.NotFound")
CODE_EMPTY = Problem("EMAIL-5w5ilin4yt", _PRECONDITION, "Errors.User.Code.Empty")
VERIFICATION_CODE_INVALID = Problem("COMMAND-eis9R", _INVALID, "Errors.User.Code.Invalid")
METADATA_KEY_EMPTY = Problem("USER-Drght", _INVALID, "Errors.User.Metadata.KeyEmpty")
PHONE_CODE_EMPTY = Problem("PHONE-5xrra88eq8", _PRECONDITION, "Errors.User.Code.Empty")
V2_DEACTIVATE_USER_USER_INITIAL = Problem("COMMAND-gvx4kct9r2", _PRECONDITION, "Errors.User.CantDeactivateInitial")
URL_TEMPLATE_MALFORMED = Problem("DOMAIN-oGh5e", _INVALID, "Errors.User.InvalidURLTemplate")
V2_CHANGED_PASSWORD_HASH_UNSUPPORTED = Problem("USER-oz74onzvqr", _INVALID, "Errors.User.Password.NotSupported")
V2_USER_NAME_DOMAIN_TAKEN = Problem("COMMAND-Di2ei", _INVALID, "Errors.User.DomainNotAllowedAsUsername")
V2_PASSWORD_EMPTY = Problem("COMMAND-3klek4sbns", _INVALID, "Errors.User.Password.Empty")
V2_PASSWORD_RESET_USER_NOT_INITIALISED = Problem("COMMAND-Sfe4g", _PRECONDITION, "Errors.User.NotInitialised")
V2_USER_TYPE_MISSING = UnnamedProblem("", Code.UNIMPLEMENTED, "user type is not implemented")
CODE_EXPIRED = Problem("CODE-QvUQ4P", _PRECONDITION, "Errors.User.Code.Expired")
INVITE_USER_NOT_FOUND = Problem("COMMAND-F5g2h", _PRECONDITION, "Errors.User.NotFound")
MFA_SKIPPED_USER_NOT_FOUND = Problem("COMMAND-auj6jeBei4", _NOT_FOUND, "Errors.User.NotFound")
OTP_SMS_ALREADY_READY = Problem("COMMAND-Ad3g2", _EXISTS, "Errors.User.MFA.OTP.AlreadyReady")
OTP_EMAIL_NOT_READY = Problem("COMMAND-KLJ2d", _PRECONDITION, "Errors.User.MFA.OTP.NotReady")
TOTP_ALREADY_READY = Problem("COMMAND-do9se", _EXISTS, "Errors.User.MFA.OTP.AlreadyReady")
TOTP_USER_NOT_FOUND = Problem("COMMAND-SqyJz", _PRECONDITION, "Errors.User.NotFound")
TOTP_TO_VERIFY_NOT_FOUND = Problem("COMMAND-3Mif9s", _NOT_FOUND, "Errors.User.MFA.OTP.NotExisting")
TOTP_ALREADY_VERIFIED = Problem("COMMAND-qx4ls", _PRECONDITION, "Errors.User.MFA.OTP.AlreadyReady")
TOTP_CODE_INVALID = Problem("EVENT-8isk2", _INVALID, "Errors.User.MFA.OTP.InvalidCode")
V2_REMOVE_PHONE_PHONE_NOT_FOUND = Problem("COMMAND-ieJ2e", _PRECONDITION, "Errors.User.Phone.NotFound")
V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND = Problem("COMMAND-ieJ2e", _NOT_FOUND, "Errors.User.Phone.NotFound")
V2_PASSWORD_RESET_USER_NOT_FOUND = Problem("COMMAND-SAF4f", _NOT_FOUND, "Errors.User.NotFound")
CODE_INVALID = Problem("CODE-woT0xc", _INVALID, "Errors.User.Code.Invalid")
PASSWORD_CODE_NOT_FOUND = Problem("COMMAND-2M9fs", _PRECONDITION, "Errors.User.Code.NotFound")
SECRET_USER_NOT_FOUND = Problem("COMMAND-x8910n", _PRECONDITION, "Errors.User.NotExisting")
LIMIT_EXCEEDED = Problem("QUERY-4M0fs", _INVALID, "Errors.Query.LimitExceeded")
TOKEN_USER_IS_NO_MACHINE = Problem("COMMAND-Df2f1", _PRECONDITION, "Errors.User.WrongType")
INVITE_CODE_NOT_FOUND = Problem("COMMAND-Wr3gq", _PRECONDITION, "Errors.User.Code.NotFound")
USER_ALREADY_INITIALISED = Problem("COMMAND-EF34g", _PRECONDITION, "Errors.User.AlreadyInitialised")
V2_RESEND_INVITE_CODE_USER_NOT_FOUND = Problem("COMMAND-Wgvn4", _PRECONDITION, "Errors.User.NotFound")
INVITE_CODE_INVALID = Problem("COMMAND-Wgn4q", _INVALID, "Errors.User.Code.Invalid")
V2_REMOVE_TOTP_OTP_NOT_FOUND = Problem("COMMAND-Hd9sd", _NOT_FOUND, "Errors.User.MFA.OTP.NotExisting")
V2_ADD_OTPSMS_OTP_NOT_READY = Problem("COMMAND-Q54j2", _PRECONDITION, "Errors.User.MFA.OTP.NotReady")
V2_REMOVE_OTPSMS_OTP_NOT_FOUND = Problem("COMMAND-Sr3h3", _NOT_FOUND, "Errors.User.MFA.OTP.NotExisting")
OTP_ALREADY_READY = Problem("COMMAND-MKL2s", _EXISTS, "Errors.User.MFA.OTP.AlreadyReady")
V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND = Problem("COMMAND-b312D", _NOT_FOUND, "Errors.User.MFA.OTP.NotExisting")
