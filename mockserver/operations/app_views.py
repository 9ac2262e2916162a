"""How applications read, in v1 and v2."""

from __future__ import annotations

from typing import Any

from mockserver.domain.oidc_compliance import Compliance, compliance_of
from mockserver.domain.oidc_configuration import LoginVersion, allowed_origins
from mockserver.domain.rows.apps import ApiConfiguration, App, OidcConfiguration, SamlConfiguration
from mockserver.errors.texts import known_text
from mockserver.operations import details
from mockserver.operations.enum_names import enum_name, enum_names
from mockserver.operations.messages import zitadel_app_v1 as messages
from mockserver.operations.messages import zitadel_application_v2
from mockserver.operations.messages.zitadel_v1 import LocalizedMessage
from mockserver.spec.wellknown import base64_text, duration, timestamp


def app_view(app: App, language: str) -> messages.App:
    """An application as GetAppByID and ListApps answer it."""
    return messages.App(
        id=app.id,
        details=details.of_row(app, app.organisation),
        state="APP_STATE_ACTIVE" if app.active else "APP_STATE_INACTIVE",
        name=app.name,
        oidc_config=_oidc_view(app.oidc, language) if app.oidc is not None else None,
        api_config=_api_view(app.api) if app.api is not None else None,
        saml_config=_saml_view(app.saml) if app.saml is not None else None,
    )


def compliance_problems(compliance: Compliance, language: str) -> tuple[LocalizedMessage, ...]:
    """Problems with their texts; one of them has none (recordings/id-apps-oidc.jsonl)."""
    return tuple(LocalizedMessage(key, known_text(key, language)) for key in compliance.problems)


def _api_view(api: ApiConfiguration) -> messages.APIConfig:
    return messages.APIConfig(
        client_id=api.client_id, auth_method_type=enum_name(messages.APIAuthMethodTypeNumber, api.auth_method)
    )


def _oidc_view(oidc: OidcConfiguration, language: str) -> messages.OIDCConfig:
    compliance = compliance_of(oidc)
    return messages.OIDCConfig(
        **_in_both_versions(oidc),
        app_type=enum_name(messages.OIDCAppTypeNumber, oidc.app_type),
        none_compliant=compliance.violated,
        compliance_problems=compliance_problems(compliance, language),
        dev_mode=oidc.dev_mode,
        login_version=_login_view(oidc),
    )


def _saml_view(saml: SamlConfiguration) -> messages.SAMLConfig:
    return messages.SAMLConfig(metadata_xml=base64_text(saml.metadata), login_version=_login_view(saml))


def _v2_saml_view(saml: SamlConfiguration) -> zitadel_application_v2.SAMLConfiguration:
    return zitadel_application_v2.SAMLConfiguration(
        metadata_xml=base64_text(saml.metadata),
        metadata_url=saml.metadata_url,
        login_version=_v2_login_view(saml),
    )


def application_view(app: App) -> zitadel_application_v2.Application:
    """An application as the service of v2 answers it."""
    return zitadel_application_v2.Application(
        application_id=app.id,
        creation_date=timestamp(app.created),
        change_date=timestamp(app.changed),
        state="APPLICATION_STATE_ACTIVE" if app.active else "APPLICATION_STATE_INACTIVE",
        name=app.name,
        oidc_configuration=_v2_oidc_view(app.oidc) if app.oidc is not None else None,
        api_configuration=_v2_api_view(app.api) if app.api is not None else None,
        saml_configuration=_v2_saml_view(app.saml) if app.saml is not None else None,
    )


def v2_compliance_problems(compliance: Compliance) -> tuple[zitadel_application_v2.OIDCLocalizedMessage, ...]:
    """Problems as the service of v2 tells them: without their texts (recordings/id-project-services.jsonl)."""
    return tuple(zitadel_application_v2.OIDCLocalizedMessage(key) for key in compliance.problems)


def _v2_api_view(api: ApiConfiguration) -> zitadel_application_v2.APIConfiguration:
    return zitadel_application_v2.APIConfiguration(
        client_id=api.client_id, auth_method_type=enum_name(messages.APIAuthMethodTypeNumber, api.auth_method)
    )


def _v2_oidc_view(oidc: OidcConfiguration) -> zitadel_application_v2.OIDCConfiguration:
    compliance = compliance_of(oidc)
    return zitadel_application_v2.OIDCConfiguration(
        **_in_both_versions(oidc),
        application_type=enum_name(messages.OIDCAppTypeNumber, oidc.app_type),
        non_compliant=compliance.violated,
        compliance_problems=v2_compliance_problems(compliance),
        development_mode=oidc.dev_mode,
        login_version=_v2_login_view(oidc),
    )


def _in_both_versions(oidc: OidcConfiguration) -> dict[str, Any]:
    """The fields that v1 and v2 have under the same name, with the same names of enums."""
    return {
        "redirect_uris": oidc.redirect_uris,
        "response_types": enum_names(messages.OIDCResponseTypeNumber, oidc.response_types),
        "grant_types": enum_names(messages.OIDCGrantTypeNumber, oidc.grant_types),
        "client_id": oidc.client_id,
        "auth_method_type": enum_name(messages.OIDCAuthMethodTypeNumber, oidc.auth_method),
        "post_logout_redirect_uris": oidc.post_logout_redirect_uris,
        "access_token_type": enum_name(messages.OIDCTokenTypeNumber, oidc.access_token_type),
        "access_token_role_assertion": oidc.access_token_role_assertion,
        "id_token_role_assertion": oidc.id_token_role_assertion,
        "id_token_userinfo_assertion": oidc.id_token_userinfo_assertion,
        "clock_skew": duration(oidc.clock_skew),
        "additional_origins": oidc.additional_origins,
        "allowed_origins": allowed_origins(oidc),
        "skip_native_app_success_page": oidc.skip_native_app_success_page,
        "back_channel_logout_uri": oidc.back_channel_logout_uri,
    }


def _login_view(oidc: OidcConfiguration | SamlConfiguration) -> messages.LoginVersion | None:
    if oidc.login_version == LoginVersion.V1:
        return messages.LoginVersion(login_v1=messages.LoginV1())
    if oidc.login_version == LoginVersion.V2:
        return messages.LoginVersion(login_v2=messages.LoginV2(base_uri=oidc.login_base_uri))
    return None


def _v2_login_view(oidc: OidcConfiguration | SamlConfiguration) -> zitadel_application_v2.LoginVersion | None:
    if oidc.login_version == LoginVersion.V1:
        return zitadel_application_v2.LoginVersion(login_v1=zitadel_application_v2.LoginV1())
    if oidc.login_version == LoginVersion.V2:
        return zitadel_application_v2.LoginVersion(
            login_v2=zitadel_application_v2.LoginV2(base_uri=oidc.login_base_uri)
        )
    return None
