"""Problems of logins on the pages of this server, which no operation answers."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION

LOGIN_NAME_NOT_FOUND = Problem("QUERY-Dgqd2", _NOT_FOUND, "Errors.User.NotFound")
LOGIN_NAME_OF_OTHER_ORGANISATION = Problem("VIEW-qScmi", _NOT_FOUND, "Errors.User.NotFound")
LOGIN_USER_NOT_ACTIVE = Problem("EVENT-FJ262", _PRECONDITION, "Errors.User.NotActive")
LOGIN_USER_NOT_INITIALISED = Problem("", _PRECONDITION, "the user has yet to be initialised: verify the e-mail address")
LOGIN_GRANT_REQUIRED = Problem("APP-asb43", _PRECONDITION, "Errors.User.GrantRequired")
LOGIN_PROJECT_REQUIRED = Problem("APP-m92d", _PRECONDITION, "Errors.User.ProjectRequired")
LOGIN_REQUEST_NOT_FOUND = Problem("EVENT-Gd23o", _NOT_FOUND, "Errors.AuthRequest.NotFound")
LOGIN_METADATA_KEY_EMPTY = Problem("META-2m00f", Code.INVALID_ARGUMENT, "Errors.Metadata.Invalid")
LOGIN_GRANT_WITHOUT_PROJECT = Problem("COMMAND-kVfMa", Code.INVALID_ARGUMENT, "Errors.UserGrant.Invalid")
LOGIN_NAME_OR_PASSWORD_WRONG = Problem("EVENT-SDe2f", Code.INVALID_ARGUMENT, "Errors.User.UsernameOrPassword.Invalid")
LOGIN_PASSWORDS_DIFFER = Problem("VIEW-KaGue", Code.INVALID_ARGUMENT, "Errors.User.Password.ConfirmationWrong")
LOGIN_REGISTRATION_NOT_ALLOWED = Problem("VIEW-5Fsf2", _PRECONDITION, "Errors.Org.LoginPolicy.RegistrationNotAllowed")
LOGIN_EMAIL_EMPTY = Problem("EMAIL-spblu", Code.INVALID_ARGUMENT, "Errors.User.Email.Empty")
LOGIN_PROVIDER_NOT_ALLOWED = Problem("VIEW-Fsj7f", Code.INVALID_ARGUMENT, "Errors.User.ExternalIDP.NotAllowed")
LOGIN_NO_PROVIDER = Problem("LOGIN-5Hm8s", _PRECONDITION, "Errors.Org.IdpNotExisting")
LOGIN_NO_OPTION_ALLOWED = Problem("LOGIN-3kl44", _PRECONDITION, "Errors.User.ExternalIDP.NoOptionAllowed")
LINKING_NOT_ALLOWED = Problem("COMMAND-Sfee2", _PRECONDITION, "Errors.ExternalIDP.LinkingNotAllowed")
LOGIN_LINKING_NOT_ALLOWED = Problem("LOGIN-AS3ff", _PRECONDITION, "Errors.ExternalIDP.LinkingNotAllowed")
LOGIN_CREATION_NOT_ALLOWED = Problem("LOGIN-dsfd3", _PRECONDITION, "Errors.ExternalIDP.CreationNotAllowed")
PROVIDER_FAILED = Problem("LOGIN-JWo3f", _PRECONDITION, "Errors.User.ExternalIDP.LoginFailedSwitchLocal")
"""Of these VIEW-5Fsf2, APP-m92d, EVENT-FJ262 and EVENT-Gd23o are assumed. VIEW-Fsj7f, LOGIN-5Hm8s and those from
LOGIN-3kl44 to LOGIN-dsfd3 are the real server's source, and their texts assumed."""
