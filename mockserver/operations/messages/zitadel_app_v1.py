"""Messages of zitadel.app.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration

APIAuthMethodType = Literal["", "API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"]
"""zitadel.app.v1.APIAuthMethodType; empty stands for the zero value"""
AppState = Literal["", "APP_STATE_ACTIVE", "APP_STATE_INACTIVE"]
"""zitadel.app.v1.AppState; empty stands for the zero value"""
OIDCAppType = Literal["", "OIDC_APP_TYPE_USER_AGENT", "OIDC_APP_TYPE_NATIVE"]
"""zitadel.app.v1.OIDCAppType; empty stands for the zero value"""
OIDCAuthMethodType = Literal[
    "", "OIDC_AUTH_METHOD_TYPE_POST", "OIDC_AUTH_METHOD_TYPE_NONE", "OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"
]
"""zitadel.app.v1.OIDCAuthMethodType; empty stands for the zero value"""
OIDCGrantType = Literal[
    "",
    "OIDC_GRANT_TYPE_IMPLICIT",
    "OIDC_GRANT_TYPE_REFRESH_TOKEN",
    "OIDC_GRANT_TYPE_DEVICE_CODE",
    "OIDC_GRANT_TYPE_TOKEN_EXCHANGE",
]
"""zitadel.app.v1.OIDCGrantType; empty stands for the zero value"""
OIDCGrantTypeName = Literal[
    "OIDC_GRANT_TYPE_AUTHORIZATION_CODE",
    "OIDC_GRANT_TYPE_IMPLICIT",
    "OIDC_GRANT_TYPE_REFRESH_TOKEN",
    "OIDC_GRANT_TYPE_DEVICE_CODE",
    "OIDC_GRANT_TYPE_TOKEN_EXCHANGE",
]
"""zitadel.app.v1.OIDCGrantType"""
OIDCResponseType = Literal["", "OIDC_RESPONSE_TYPE_ID_TOKEN", "OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN"]
"""zitadel.app.v1.OIDCResponseType; empty stands for the zero value"""
OIDCResponseTypeName = Literal[
    "OIDC_RESPONSE_TYPE_CODE", "OIDC_RESPONSE_TYPE_ID_TOKEN", "OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN"
]
"""zitadel.app.v1.OIDCResponseType"""
OIDCTokenType = Literal["", "OIDC_TOKEN_TYPE_JWT"]
"""zitadel.app.v1.OIDCTokenType; empty stands for the zero value"""
OIDCVersion = Literal[""]
"""zitadel.app.v1.OIDCVersion; empty stands for the zero value"""


class APIAuthMethodTypeNumber:
    """zitadel.app.v1.APIAuthMethodType"""

    API_AUTH_METHOD_TYPE_BASIC: Final = 0
    API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT: Final = 1


class OIDCAppTypeNumber:
    """zitadel.app.v1.OIDCAppType"""

    OIDC_APP_TYPE_WEB: Final = 0
    OIDC_APP_TYPE_USER_AGENT: Final = 1
    OIDC_APP_TYPE_NATIVE: Final = 2


class OIDCAuthMethodTypeNumber:
    """zitadel.app.v1.OIDCAuthMethodType"""

    OIDC_AUTH_METHOD_TYPE_BASIC: Final = 0
    OIDC_AUTH_METHOD_TYPE_POST: Final = 1
    OIDC_AUTH_METHOD_TYPE_NONE: Final = 2
    OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT: Final = 3


class OIDCGrantTypeNumber:
    """zitadel.app.v1.OIDCGrantType"""

    OIDC_GRANT_TYPE_AUTHORIZATION_CODE: Final = 0
    OIDC_GRANT_TYPE_IMPLICIT: Final = 1
    OIDC_GRANT_TYPE_REFRESH_TOKEN: Final = 2
    OIDC_GRANT_TYPE_DEVICE_CODE: Final = 3
    OIDC_GRANT_TYPE_TOKEN_EXCHANGE: Final = 4


class OIDCResponseTypeNumber:
    """zitadel.app.v1.OIDCResponseType"""

    OIDC_RESPONSE_TYPE_CODE: Final = 0
    OIDC_RESPONSE_TYPE_ID_TOKEN: Final = 1
    OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN: Final = 2


class OIDCTokenTypeNumber:
    """zitadel.app.v1.OIDCTokenType"""

    OIDC_TOKEN_TYPE_BEARER: Final = 0
    OIDC_TOKEN_TYPE_JWT: Final = 1


class OIDCVersionNumber:
    """zitadel.app.v1.OIDCVersion"""

    OIDC_VERSION_1_0: Final = 0


class APIConfig(Message, frozen=True):
    """zitadel.app.v1.APIConfig"""

    client_id: str = ""
    auth_method_type: APIAuthMethodType = ""


class App(Message, frozen=True):
    """zitadel.app.v1.App"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: AppState = ""
    name: str = ""
    oidc_config: OIDCConfig | None = None
    api_config: APIConfig | None = None
    saml_config: SAMLConfig | None = None


class AppNameQuery(Message, frozen=True):
    """zitadel.app.v1.AppNameQuery"""

    name: str = ""
    method: int = 0


class AppQuery(Message, frozen=True):
    """zitadel.app.v1.AppQuery"""

    name_query: AppNameQuery | None = None


class LoginV1(Message, frozen=True):
    """zitadel.app.v1.LoginV1"""


class LoginV2(Message, frozen=True):
    """zitadel.app.v1.LoginV2"""

    base_uri: str | None = None


class LoginVersion(Message, frozen=True):
    """zitadel.app.v1.LoginVersion"""

    login_v1: LoginV1 | None = None
    login_v2: LoginV2 | None = None


class OIDCConfig(Message, frozen=True):
    """zitadel.app.v1.OIDCConfig"""

    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[OIDCResponseTypeName, ...] = ()
    grant_types: tuple[OIDCGrantTypeName, ...] = ()
    app_type: OIDCAppType = ""
    client_id: str = ""
    auth_method_type: OIDCAuthMethodType = ""
    post_logout_redirect_uris: tuple[str, ...] = ()
    version: OIDCVersion = ""
    none_compliant: bool = False
    compliance_problems: tuple[zitadel_v1.LocalizedMessage, ...] = ()
    dev_mode: bool = False
    access_token_type: OIDCTokenType = ""
    access_token_role_assertion: bool = False
    id_token_role_assertion: bool = False
    id_token_userinfo_assertion: bool = False
    clock_skew: Duration = Duration("")
    additional_origins: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    skip_native_app_success_page: bool = False
    back_channel_logout_uri: str = ""
    login_version: LoginVersion | None = None


class SAMLConfig(Message, frozen=True):
    """zitadel.app.v1.SAMLConfig"""

    metadata_xml: Base64 | None = None
    metadata_url: str | None = None
    login_version: LoginVersion | None = None
