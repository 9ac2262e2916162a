"""Messages of zitadel.application.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_filter_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration, Timestamp

APIAuthMethodType = Literal["", "API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"]
"""zitadel.application.v2.APIAuthMethodType; empty stands for the zero value"""
ApplicationState = Literal["", "APPLICATION_STATE_ACTIVE", "APPLICATION_STATE_INACTIVE", "APPLICATION_STATE_REMOVED"]
"""zitadel.application.v2.ApplicationState; empty stands for the zero value"""
OIDCApplicationType = Literal["", "OIDC_APP_TYPE_USER_AGENT", "OIDC_APP_TYPE_NATIVE"]
"""zitadel.application.v2.OIDCApplicationType; empty stands for the zero value"""
OIDCAuthMethodType = Literal[
    "", "OIDC_AUTH_METHOD_TYPE_POST", "OIDC_AUTH_METHOD_TYPE_NONE", "OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"
]
"""zitadel.application.v2.OIDCAuthMethodType; empty stands for the zero value"""
OIDCGrantType = Literal[
    "",
    "OIDC_GRANT_TYPE_IMPLICIT",
    "OIDC_GRANT_TYPE_REFRESH_TOKEN",
    "OIDC_GRANT_TYPE_DEVICE_CODE",
    "OIDC_GRANT_TYPE_TOKEN_EXCHANGE",
]
"""zitadel.application.v2.OIDCGrantType; empty stands for the zero value"""
OIDCGrantTypeName = Literal[
    "OIDC_GRANT_TYPE_AUTHORIZATION_CODE",
    "OIDC_GRANT_TYPE_IMPLICIT",
    "OIDC_GRANT_TYPE_REFRESH_TOKEN",
    "OIDC_GRANT_TYPE_DEVICE_CODE",
    "OIDC_GRANT_TYPE_TOKEN_EXCHANGE",
]
"""zitadel.application.v2.OIDCGrantType"""
OIDCResponseType = Literal[
    "", "OIDC_RESPONSE_TYPE_CODE", "OIDC_RESPONSE_TYPE_ID_TOKEN", "OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN"
]
"""zitadel.application.v2.OIDCResponseType; empty stands for the zero value"""
OIDCResponseTypeName = Literal[
    "OIDC_RESPONSE_TYPE_UNSPECIFIED",
    "OIDC_RESPONSE_TYPE_CODE",
    "OIDC_RESPONSE_TYPE_ID_TOKEN",
    "OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN",
]
"""zitadel.application.v2.OIDCResponseType"""
OIDCTokenType = Literal["", "OIDC_TOKEN_TYPE_JWT"]
"""zitadel.application.v2.OIDCTokenType; empty stands for the zero value"""
OIDCVersion = Literal[""]
"""zitadel.application.v2.OIDCVersion; empty stands for the zero value"""


class APIAuthMethodTypeNumber:
    """zitadel.application.v2.APIAuthMethodType"""

    API_AUTH_METHOD_TYPE_BASIC: Final = 0
    API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT: Final = 1


class ApplicationKeysSortingNumber:
    """zitadel.application.v2.ApplicationKeysSorting"""

    APPLICATION_KEYS_SORT_BY_ID: Final = 0
    APPLICATION_KEYS_SORT_BY_PROJECT_ID: Final = 1
    APPLICATION_KEYS_SORT_BY_APPLICATION_ID: Final = 2
    APPLICATION_KEYS_SORT_BY_CREATION_DATE: Final = 3
    APPLICATION_KEYS_SORT_BY_ORGANIZATION_ID: Final = 4
    APPLICATION_KEYS_SORT_BY_EXPIRATION: Final = 5
    APPLICATION_KEYS_SORT_BY_TYPE: Final = 6


class ApplicationSortingNumber:
    """zitadel.application.v2.ApplicationSorting"""

    APPLICATION_SORT_BY_ID: Final = 0
    APPLICATION_SORT_BY_NAME: Final = 1
    APPLICATION_SORT_BY_STATE: Final = 2
    APPLICATION_SORT_BY_CREATION_DATE: Final = 3
    APPLICATION_SORT_BY_CHANGE_DATE: Final = 4


class ApplicationStateNumber:
    """zitadel.application.v2.ApplicationState"""

    APPLICATION_STATE_UNSPECIFIED: Final = 0
    APPLICATION_STATE_ACTIVE: Final = 1
    APPLICATION_STATE_INACTIVE: Final = 2
    APPLICATION_STATE_REMOVED: Final = 3


class ApplicationTypeNumber:
    """zitadel.application.v2.ApplicationType"""

    APPLICATION_TYPE_UNSPECIFIED: Final = 0
    APPLICATION_TYPE_OIDC: Final = 1
    APPLICATION_TYPE_API: Final = 2
    APPLICATION_TYPE_SAML: Final = 3


class OIDCApplicationTypeNumber:
    """zitadel.application.v2.OIDCApplicationType"""

    OIDC_APP_TYPE_WEB: Final = 0
    OIDC_APP_TYPE_USER_AGENT: Final = 1
    OIDC_APP_TYPE_NATIVE: Final = 2


class OIDCAuthMethodTypeNumber:
    """zitadel.application.v2.OIDCAuthMethodType"""

    OIDC_AUTH_METHOD_TYPE_BASIC: Final = 0
    OIDC_AUTH_METHOD_TYPE_POST: Final = 1
    OIDC_AUTH_METHOD_TYPE_NONE: Final = 2
    OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT: Final = 3


class OIDCGrantTypeNumber:
    """zitadel.application.v2.OIDCGrantType"""

    OIDC_GRANT_TYPE_AUTHORIZATION_CODE: Final = 0
    OIDC_GRANT_TYPE_IMPLICIT: Final = 1
    OIDC_GRANT_TYPE_REFRESH_TOKEN: Final = 2
    OIDC_GRANT_TYPE_DEVICE_CODE: Final = 3
    OIDC_GRANT_TYPE_TOKEN_EXCHANGE: Final = 4


class OIDCResponseTypeNumber:
    """zitadel.application.v2.OIDCResponseType"""

    OIDC_RESPONSE_TYPE_UNSPECIFIED: Final = 0
    OIDC_RESPONSE_TYPE_CODE: Final = 1
    OIDC_RESPONSE_TYPE_ID_TOKEN: Final = 2
    OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN: Final = 3


class OIDCTokenTypeNumber:
    """zitadel.application.v2.OIDCTokenType"""

    OIDC_TOKEN_TYPE_BEARER: Final = 0
    OIDC_TOKEN_TYPE_JWT: Final = 1


class OIDCVersionNumber:
    """zitadel.application.v2.OIDCVersion"""

    OIDC_VERSION_1_0: Final = 0


class APIConfiguration(Message, frozen=True):
    """zitadel.application.v2.APIConfiguration"""

    client_id: str = ""
    auth_method_type: APIAuthMethodType = ""


class Application(Message, frozen=True):
    """zitadel.application.v2.Application"""

    application_id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    state: ApplicationState = ""
    name: str = ""
    oidc_configuration: OIDCConfiguration | None = None
    api_configuration: APIConfiguration | None = None
    saml_configuration: SAMLConfiguration | None = None


class ApplicationKey(Message, frozen=True):
    """zitadel.application.v2.ApplicationKey"""

    key_id: str = ""
    application_id: str = ""
    project_id: str = ""
    creation_date: Timestamp = Timestamp("")
    organization_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class ApplicationKeyApplicationIDFilter(Message, frozen=True):
    """zitadel.application.v2.ApplicationKeyApplicationIDFilter"""

    application_id: str = ""


class ApplicationKeyOrganizationIDFilter(Message, frozen=True):
    """zitadel.application.v2.ApplicationKeyOrganizationIDFilter"""

    organization_id: str = ""


class ApplicationKeyProjectIDFilter(Message, frozen=True):
    """zitadel.application.v2.ApplicationKeyProjectIDFilter"""

    project_id: str = ""


class ApplicationKeySearchFilter(Message, frozen=True):
    """zitadel.application.v2.ApplicationKeySearchFilter"""

    application_id_filter: ApplicationKeyApplicationIDFilter | None = None
    project_id_filter: ApplicationKeyProjectIDFilter | None = None
    organization_id_filter: ApplicationKeyOrganizationIDFilter | None = None


class ApplicationNameFilter(Message, frozen=True):
    """zitadel.application.v2.ApplicationNameFilter"""

    name: str = ""
    method: int = 0


class ApplicationSearchFilter(Message, frozen=True):
    """zitadel.application.v2.ApplicationSearchFilter"""

    project_id_filter: ProjectIDFilter | None = None
    name_filter: ApplicationNameFilter | None = None
    state_filter: int | None = None
    type_filter: int | None = None


class CreateAPIApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.CreateAPIApplicationRequest"""

    auth_method_type: int = 0


class CreateAPIApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.CreateAPIApplicationResponse"""

    client_id: str = ""
    client_secret: str = ""


class CreateApplicationKeyRequest(Message, frozen=True):
    """zitadel.application.v2.CreateApplicationKeyRequest"""

    application_id: str = ""
    project_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class CreateApplicationKeyResponse(Message, frozen=True):
    """zitadel.application.v2.CreateApplicationKeyResponse"""

    key_id: str = ""
    creation_date: Timestamp = Timestamp("")
    key_details: Base64 = Base64("")


class CreateApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.CreateApplicationRequest"""

    project_id: str = ""
    application_id: str = ""
    name: str = ""
    oidc_configuration: CreateOIDCApplicationRequest | None = None
    saml_configuration: CreateSAMLApplicationRequest | None = None
    api_configuration: CreateAPIApplicationRequest | None = None


class CreateApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.CreateApplicationResponse"""

    application_id: str = ""
    creation_date: Timestamp = Timestamp("")
    oidc_configuration: CreateOIDCApplicationResponse | None = None
    saml_configuration: CreateSAMLApplicationResponse | None = None
    api_configuration: CreateAPIApplicationResponse | None = None


class CreateOIDCApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.CreateOIDCApplicationRequest"""

    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[int, ...] = ()
    grant_types: tuple[int, ...] = ()
    application_type: int = 0
    auth_method_type: int = 0
    post_logout_redirect_uris: tuple[str, ...] = ()
    version: int = 0
    development_mode: bool = False
    access_token_type: int = 0
    access_token_role_assertion: bool = False
    id_token_role_assertion: bool = False
    id_token_userinfo_assertion: bool = False
    clock_skew: Duration = Duration("")
    additional_origins: tuple[str, ...] = ()
    skip_native_app_success_page: bool = False
    back_channel_logout_uri: str = ""
    login_version: LoginVersion | None = None


class CreateOIDCApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.CreateOIDCApplicationResponse"""

    client_id: str = ""
    client_secret: str = ""
    non_compliant: bool = False
    compliance_problems: tuple[OIDCLocalizedMessage, ...] = ()


class CreateSAMLApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.CreateSAMLApplicationRequest"""

    metadata_xml: Base64 | None = None
    metadata_url: str | None = None
    login_version: LoginVersion | None = None


class CreateSAMLApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.CreateSAMLApplicationResponse"""


class DeactivateApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.DeactivateApplicationRequest"""

    application_id: str = ""
    project_id: str = ""


class DeactivateApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.DeactivateApplicationResponse"""

    deactivation_date: Timestamp = Timestamp("")


class DeleteApplicationKeyRequest(Message, frozen=True):
    """zitadel.application.v2.DeleteApplicationKeyRequest"""

    key_id: str = ""
    application_id: str = ""
    project_id: str = ""


class DeleteApplicationKeyResponse(Message, frozen=True):
    """zitadel.application.v2.DeleteApplicationKeyResponse"""

    deletion_date: Timestamp = Timestamp("")


class DeleteApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.DeleteApplicationRequest"""

    application_id: str = ""
    project_id: str = ""


class DeleteApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.DeleteApplicationResponse"""

    deletion_date: Timestamp = Timestamp("")


class GenerateClientSecretRequest(Message, frozen=True):
    """zitadel.application.v2.GenerateClientSecretRequest"""

    application_id: str = ""
    project_id: str = ""


class GenerateClientSecretResponse(Message, frozen=True):
    """zitadel.application.v2.GenerateClientSecretResponse"""

    client_secret: str = ""
    creation_date: Timestamp = Timestamp("")


class GetApplicationKeyRequest(Message, frozen=True):
    """zitadel.application.v2.GetApplicationKeyRequest"""

    key_id: str = ""


class GetApplicationKeyResponse(Message, frozen=True):
    """zitadel.application.v2.GetApplicationKeyResponse"""

    key_id: str = ""
    creation_date: Timestamp = Timestamp("")
    expiration_date: Timestamp = Timestamp("")


class GetApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.GetApplicationRequest"""

    application_id: str = ""


class GetApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.GetApplicationResponse"""

    application: Application | None = None


class ListApplicationKeysRequest(Message, frozen=True):
    """zitadel.application.v2.ListApplicationKeysRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int = 0
    filters: tuple[ApplicationKeySearchFilter, ...] = ()


class ListApplicationKeysResponse(Message, frozen=True):
    """zitadel.application.v2.ListApplicationKeysResponse"""

    keys: tuple[ApplicationKey, ...] = ()
    pagination: zitadel_filter_v2.PaginationResponse | None = None


class ListApplicationsRequest(Message, frozen=True):
    """zitadel.application.v2.ListApplicationsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int = 0
    filters: tuple[ApplicationSearchFilter, ...] = ()


class ListApplicationsResponse(Message, frozen=True):
    """zitadel.application.v2.ListApplicationsResponse"""

    applications: tuple[Application, ...] = ()
    pagination: zitadel_filter_v2.PaginationResponse | None = None


class LoginV1(Message, frozen=True):
    """zitadel.application.v2.LoginV1"""


class LoginV2(Message, frozen=True):
    """zitadel.application.v2.LoginV2"""

    base_uri: str | None = None


class LoginVersion(Message, frozen=True):
    """zitadel.application.v2.LoginVersion"""

    login_v1: LoginV1 | None = None
    login_v2: LoginV2 | None = None


class OIDCConfiguration(Message, frozen=True):
    """zitadel.application.v2.OIDCConfiguration"""

    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[OIDCResponseTypeName, ...] = ()
    grant_types: tuple[OIDCGrantTypeName, ...] = ()
    application_type: OIDCApplicationType = ""
    client_id: str = ""
    auth_method_type: OIDCAuthMethodType = ""
    post_logout_redirect_uris: tuple[str, ...] = ()
    version: OIDCVersion = ""
    non_compliant: bool = False
    compliance_problems: tuple[OIDCLocalizedMessage, ...] = ()
    development_mode: bool = False
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


class OIDCLocalizedMessage(Message, frozen=True):
    """zitadel.application.v2.OIDCLocalizedMessage"""

    key: str = ""
    localized_message: str = ""


class ProjectIDFilter(Message, frozen=True):
    """zitadel.application.v2.ProjectIDFilter"""

    project_id: str = ""


class ReactivateApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.ReactivateApplicationRequest"""

    application_id: str = ""
    project_id: str = ""


class ReactivateApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.ReactivateApplicationResponse"""

    reactivation_date: Timestamp = Timestamp("")


class SAMLConfiguration(Message, frozen=True):
    """zitadel.application.v2.SAMLConfiguration"""

    metadata_xml: Base64 = Base64("")
    metadata_url: str = ""
    login_version: LoginVersion | None = None


class UpdateAPIApplicationConfigurationRequest(Message, frozen=True):
    """zitadel.application.v2.UpdateAPIApplicationConfigurationRequest"""

    auth_method_type: int = 0


class UpdateApplicationRequest(Message, frozen=True):
    """zitadel.application.v2.UpdateApplicationRequest"""

    application_id: str = ""
    project_id: str = ""
    name: str = ""
    saml_configuration: UpdateSAMLApplicationConfigurationRequest | None = None
    oidc_configuration: UpdateOIDCApplicationConfigurationRequest | None = None
    api_configuration: UpdateAPIApplicationConfigurationRequest | None = None


class UpdateApplicationResponse(Message, frozen=True):
    """zitadel.application.v2.UpdateApplicationResponse"""

    change_date: Timestamp = Timestamp("")


class UpdateOIDCApplicationConfigurationRequest(Message, frozen=True):
    """zitadel.application.v2.UpdateOIDCApplicationConfigurationRequest"""

    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[int, ...] = ()
    grant_types: tuple[int, ...] = ()
    application_type: int | None = None
    auth_method_type: int | None = None
    post_logout_redirect_uris: tuple[str, ...] = ()
    version: int | None = None
    development_mode: bool | None = None
    access_token_type: int | None = None
    access_token_role_assertion: bool | None = None
    id_token_role_assertion: bool | None = None
    id_token_userinfo_assertion: bool | None = None
    clock_skew: Duration = Duration("")
    additional_origins: tuple[str, ...] = ()
    skip_native_app_success_page: bool | None = None
    back_channel_logout_uri: str | None = None
    login_version: LoginVersion | None = None


class UpdateSAMLApplicationConfigurationRequest(Message, frozen=True):
    """zitadel.application.v2.UpdateSAMLApplicationConfigurationRequest"""

    metadata_xml: Base64 | None = None
    metadata_url: str | None = None
    login_version: LoginVersion | None = None
