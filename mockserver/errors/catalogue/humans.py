"""People: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION

GIVEN_NAME_EMPTY = Problem("USER-UCej2", _INVALID, "Errors.User.Profile.FirstNameEmpty")
FAMILY_NAME_EMPTY = Problem("USER-4hB7d", _INVALID, "Errors.User.Profile.LastNameEmpty")
USER_NAME_DOMAIN_TAKEN = Problem("COMMAND-SFd21", _INVALID, "Errors.User.DomainNotAllowedAsUsername")
EMAIL_INVALID = Problem("EMAIL-599BI", _INVALID, "Errors.User.Email.Invalid")
EMAIL_MALFORMED = Problem("EMAIL-599GV", _INVALID, "Errors.User.Email.Invalid")
HUMAN_INVALID = Problem("V2-zzad3", _INVALID, "Errors.Invalid.Argument")
PHONE_INVALID = Problem("PHONE-so0wa", _INVALID, "Errors.User.Phone.Invalid")
NEW_PASSWORD_TOO_SHORT = Problem("COMMA-HuJf6", _INVALID, "Errors.User.PasswordComplexityPolicy.MinLength")
NEW_PASSWORD_WITHOUT_UPPER_CASE = Problem("COMMA-VoaRj", _INVALID, "Errors.User.PasswordComplexityPolicy.HasUpper")
NEW_PASSWORD_WITHOUT_LOWER_CASE = Problem("COMMA-co3Xw", _INVALID, "Errors.User.PasswordComplexityPolicy.HasLower")
NEW_PASSWORD_WITHOUT_NUMBER = Problem("COMMA-ZBv4H", _INVALID, "Errors.User.PasswordComplexityPolicy.HasNumber")
NEW_PASSWORD_WITHOUT_SYMBOL = Problem("COMMA-ZDLwA", _INVALID, "Errors.User.PasswordComplexityPolicy.HasSymbol")
CHANGED_PASSWORD_TOO_SHORT = Problem("DOMAIN-HuJf6", _INVALID, "Errors.User.PasswordComplexityPolicy.MinLength")
IDP_NOT_FOUND = Problem("COMMAND-39nfs", _PRECONDITION, "Errors.IDPConfig.NotExisting")
USER_OF_PROFILE_IS_NO_HUMAN = Problem("QUERY-WLTce", _PRECONDITION, "Errors.User.NotHuman")
USER_OF_PROFILE_NOT_FOUND = Problem("QUERY-HNhb3", _NOT_FOUND, "Errors.User.NotFound")
PROFILE_NOT_FOUND = Problem("COMMAND-3M9sd", _PRECONDITION, "Errors.User.Profile.NotFound")
PROFILE_NOT_CHANGED = Problem("COMMAND-2M0fs", _PRECONDITION, "Errors.User.Profile.NotChanged")
USER_OF_EMAIL_IS_NO_HUMAN = Problem("QUERY-pt7HY", _PRECONDITION, "Errors.User.NotHuman")
USER_OF_EMAIL_NOT_FOUND = Problem("QUERY-Hms2s", _NOT_FOUND, "Errors.User.NotFound")
EMAIL_TO_CHANGE_NOT_FOUND = Problem("COMMAND-0Pe4r", _PRECONDITION, "Errors.User.Email.NotFound")
EMAIL_USER_NOT_INITIALISED = Problem("COMMAND-J8dsk", _PRECONDITION, "Errors.User.NotInitialised")
EMAIL_NOT_CHANGED = Problem("COMMAND-2b7fM", _PRECONDITION, "Errors.User.Email.NotChanged")
RESEND_HUMAN_INITIALIZATION_USER_NOT_FOUND = Problem("COMMAND-2M9df", _NOT_FOUND, "Errors.User.NotFound")
RESEND_HUMAN_EMAIL_VERIFICATION_USER_NOT_INITIALISED = Problem(
    "COMMAND-E3fbw", _PRECONDITION, "Errors.User.NotInitialised"
)
RESEND_HUMAN_EMAIL_VERIFICATION_EMAIL_NOT_FOUND = Problem("COMMAND-0Pe4r", _NOT_FOUND, "Errors.User.Email.NotFound")
USER_OF_PHONE_IS_NO_HUMAN = Problem("QUERY-hliQl", _PRECONDITION, "Errors.User.NotHuman")
USER_OF_PHONE_NOT_FOUND = Problem("QUERY-DAvb3", _NOT_FOUND, "Errors.User.NotFound")
PHONE_NOT_CHANGED = Problem("COMMAND-wF94r", _PRECONDITION, "Errors.User.Phone.NotChanged")
UPDATE_HUMAN_PHONE_USER_NOT_FOUND = Problem("COMMAND-3M0fs", _PRECONDITION, "Errors.User.NotFound")
REMOVE_HUMAN_PHONE_USER_NOT_FOUND = Problem("COMMAND-3M9fs", _PRECONDITION, "Errors.User.NotFound")
REMOVE_HUMAN_PHONE_PHONE_NOT_FOUND = Problem("COMMAND-p6rsc", _NOT_FOUND, "Errors.User.Phone.NotFound")
RESEND_HUMAN_PHONE_VERIFICATION_PHONE_NOT_FOUND = Problem("COMMAND-2b7Hf", _NOT_FOUND, "Errors.User.Phone.NotFound")
RESEND_HUMAN_PHONE_VERIFICATION_USER_NOT_FOUND = Problem("COMMAND-2M0fs", _PRECONDITION, "Errors.User.NotFound")
SET_HUMAN_PASSWORD_USER_NOT_INITIALISED = Problem("COMMAND-M9dse", _PRECONDITION, "Errors.User.NotInitialised")
CHANGED_PASSWORD_WITHOUT_UPPER_CASE = Problem("DOMAIN-VoaRj", _INVALID, "Errors.User.PasswordComplexityPolicy.HasUpper")
CHANGED_PASSWORD_WITHOUT_LOWER_CASE = Problem("DOMAIN-co3Xw", _INVALID, "Errors.User.PasswordComplexityPolicy.HasLower")
CHANGED_PASSWORD_WITHOUT_SYMBOL = Problem("DOMAIN-ZDLwA", _INVALID, "Errors.User.PasswordComplexityPolicy.HasSymbol")
PASSWORD_NOT_FOUND = Problem("COMMAND-G8dh3", _PRECONDITION, "Errors.User.Password.NotFound")
CHANGED_PASSWORD_WITHOUT_NUMBER = Problem("DOMAIN-ZBv4H", _INVALID, "Errors.User.PasswordComplexityPolicy.HasNumber")
SEND_HUMAN_RESET_PASSWORD_NOTIFICATION_USER_NOT_INITIALISED = Problem(
    "COMMAND-2M9sd", _PRECONDITION, "Errors.User.NotInitialised"
)
SEND_HUMAN_RESET_PASSWORD_NOTIFICATION_USER_NOT_FOUND = Problem("COMMAND-Hj9ds", _PRECONDITION, "Errors.User.NotFound")
INITIALISATION_ALREADY_DONE = Problem("COMMAND-2M9sd", _PRECONDITION, "Errors.User.AlreadyInitialised")
RESEND_HUMAN_EMAIL_VERIFICATION_ALREADY_VERIFIED = Problem(
    "COMMAND-3M9ds", _PRECONDITION, "Errors.User.Email.AlreadyVerified"
)
RESEND_HUMAN_PHONE_VERIFICATION_ALREADY_VERIFIED = Problem(
    "COMMAND-2M9sf", _PRECONDITION, "Errors.User.Phone.AlreadyVerified"
)
