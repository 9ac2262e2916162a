"""Where the OAuth endpoints are, as on the real server, and those of the pretend provider, which it has not."""

from __future__ import annotations

from mockserver.access.saml import names
from mockserver.domain.rows.identity_providers import PRETEND

DISCOVERY = "/.well-known/openid-configuration"
AUTHORIZE = "/oauth/v2/authorize"
TOKEN = "/oauth/v2/token"  # noqa: S105 (a path)
INTROSPECT = "/oauth/v2/introspect"
REVOKE = "/oauth/v2/revoke"
KEYS = "/oauth/v2/keys"
USERINFO = "/oidc/v1/userinfo"
DEVICE_AUTHORIZATION = "/oauth/v2/device_authorization"
DEVICE = "/device"
LOGIN = "/ui/login/login"
LOGIN_V2 = "/ui/v2/login/login"
END_SESSION = "/oidc/v1/end_session"

LOGIN_ROOT = "/ui/login"
"""Scripts see addresses below it."""
LOGIN_NAME = "/ui/login/loginname"
PASSWORD = "/ui/login/password"  # noqa: S105 (a path)
SELECT_USER = "/ui/login/userselection"
MFA_PROMPT = "/ui/login/mfa/prompt"
MFA_VERIFY = "/ui/login/mfa/verify"
OTP_VERIFY = "/ui/login/mfa/otp/verify"
REGISTER_OPTION = "/ui/login/register/option"
REGISTER = "/ui/login/register"
INITIALISE = "/ui/login/user/init"
VERIFY_EMAIL = "/ui/login/mail/verification"
EXTERNAL_IDP = "/ui/login/login/externalidp"
EXTERNAL_CALLBACK = "/ui/login/login/externalidp/callback"
EXTERNAL_OPTION = "/ui/login/externaluser/option"
EXTERNAL_LINKED = "/ui/login/externaluser/linked"
LOGIN_STEPS = (
    LOGIN,
    LOGIN_NAME,
    PASSWORD,
    SELECT_USER,
    MFA_PROMPT,
    MFA_VERIFY,
    OTP_VERIFY,
    REGISTER_OPTION,
    REGISTER,
    INITIALISE,
    VERIFY_EMAIL,
    EXTERNAL_IDP,
    EXTERNAL_CALLBACK,
    EXTERNAL_OPTION,
    EXTERNAL_LINKED,
)
"""The pages of the built-in login."""
PRETEND_DISCOVERY = f"{PRETEND}/.well-known/openid-configuration"
PRETEND_AUTHORIZE = f"{PRETEND}/authorize"
PRETEND_TOKEN = f"{PRETEND}/token"
PRETEND_USERINFO = f"{PRETEND}/userinfo"
PRETEND_KEYS = f"{PRETEND}/keys"

SAML_METADATA = names.METADATA_PATH
SAML_CERTIFICATE = names.CERTIFICATE_PATH
SAML_STEPS = (names.SSO_PATH, names.SLO_PATH)

SAME_FOR_ALL = frozenset({DISCOVERY, PRETEND_DISCOVERY})
"""What tells nothing of an instance but the host that it was asked under."""
FOR_NAVIGATION = frozenset({AUTHORIZE, END_SESSION, *LOGIN_STEPS, LOGIN_V2, DEVICE, PRETEND_AUTHORIZE, *SAML_STEPS})
"""Where browsers are sent to; no page of another origin reads what is there, as on the real server behind a login."""
