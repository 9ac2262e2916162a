"""How applications and their keys read in v1."""

from __future__ import annotations

from mockserver.domain.oidc_compliance import Compliance, compliance_of
from mockserver.domain.oidc_configuration import LoginVersion, allowed_origins
from mockserver.domain.rows.apps import ApiConfiguration, App, OidcConfiguration
from mockserver.errors.texts import known_text
from mockserver.operations import details
from mockserver.operations.enum_names import enum_name, enum_names
from mockserver.operations.messages import zitadel_app_v1 as messages
from mockserver.operations.messages.zitadel_v1 import LocalizedMessage
from mockserver.spec.wellknown import duration


def app_view(app: App, language: str) -> messages.App:
    """An application as GetAppByID and ListApps answer it."""
    return messages.App(
        id=app.id,
        details=details.of_row(app, app.organisation),
        state="APP_STATE_ACTIVE" if app.active else "APP_STATE_INACTIVE",
        name=app.name,
        oidc_config=_oidc_view(app.oidc, language) if app.oidc is not None else None,
        api_config=_api_view(app.api) if app.api is not None else None,
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
        redirect_uris=oidc.redirect_uris,
        response_types=enum_names(messages.OIDCResponseTypeNumber, oidc.response_types),
        grant_types=enum_names(messages.OIDCGrantTypeNumber, oidc.grant_types),
        app_type=enum_name(messages.OIDCAppTypeNumber, oidc.app_type),
        client_id=oidc.client_id,
        auth_method_type=enum_name(messages.OIDCAuthMethodTypeNumber, oidc.auth_method),
        post_logout_redirect_uris=oidc.post_logout_redirect_uris,
        none_compliant=compliance.violated,
        compliance_problems=compliance_problems(compliance, language),
        dev_mode=oidc.dev_mode,
        access_token_type=enum_name(messages.OIDCTokenTypeNumber, oidc.access_token_type),
        access_token_role_assertion=oidc.access_token_role_assertion,
        id_token_role_assertion=oidc.id_token_role_assertion,
        id_token_userinfo_assertion=oidc.id_token_userinfo_assertion,
        clock_skew=duration(oidc.clock_skew),
        additional_origins=oidc.additional_origins,
        allowed_origins=allowed_origins(oidc),
        skip_native_app_success_page=oidc.skip_native_app_success_page,
        back_channel_logout_uri=oidc.back_channel_logout_uri,
        login_version=_login_view(oidc),
    )


def _login_view(oidc: OidcConfiguration) -> messages.LoginVersion | None:
    if oidc.login_version == LoginVersion.V1:
        return messages.LoginVersion(login_v1=messages.LoginV1())
    if oidc.login_version == LoginVersion.V2:
        return messages.LoginVersion(login_v2=messages.LoginV2(base_uri=oidc.login_base_uri))
    return None
