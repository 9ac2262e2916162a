"""What requests say of how an application logs people in, in v1 and v2."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mockserver.domain.ids import Nanoseconds
from mockserver.domain.oidc_configuration import LoginVersion, known_grant_types, known_response_types, trimmed
from mockserver.domain.rows.apps import OidcConfiguration
from mockserver.domain.urls import require_url
from mockserver.operations.messages import zitadel_app_v1, zitadel_application_v2, zitadel_management_v1
from mockserver.spec.wellknown import parse_duration

V1Request = zitadel_management_v1.AddOIDCAppRequest | zitadel_management_v1.UpdateOIDCAppConfigRequest
V2Request = (
    zitadel_application_v2.CreateOIDCApplicationRequest
    | zitadel_application_v2.UpdateOIDCApplicationConfigurationRequest
)
_Login = zitadel_app_v1.LoginVersion | zitadel_application_v2.LoginVersion | None

_FIELDS = (
    "access_token_type",
    "access_token_role_assertion",
    "id_token_role_assertion",
    "id_token_userinfo_assertion",
    "skip_native_app_success_page",
)
"""Those that have one name in rows and in both versions."""
_V1_FIELDS = {
    **{name: name for name in _FIELDS},
    "app_type": "app_type",
    "auth_method": "auth_method_type",
    "dev_mode": "dev_mode",
}
_V2_FIELDS = _V1_FIELDS | {"app_type": "application_type", "dev_mode": "development_mode"}
_URI_LISTS = ("redirect_uris", "post_logout_redirect_uris", "additional_origins")
_NEW = OidcConfiguration(client_id="", clock_skew=Nanoseconds(0))


def new_configuration(request: V1Request | V2Request) -> OidcConfiguration:
    """The configuration that a request asks for.

    Raises: Refused without an ID for a login URL that cannot be read.
    """
    return changed_configuration(_NEW, request)


def changed_configuration(before: OidcConfiguration, request: V1Request | V2Request) -> OidcConfiguration:
    """A configuration as a request would have it.

    Lists of URIs that are empty stay as they are, as do fields of v2 that are left out. All else is replaced, response
    and grant types, clock skew and login version too.

    Raises: Refused without an ID for a login URL that cannot be read.
    Source: recordings/id-apps-oidc.jsonl; that v2 takes what it leaves out of the second sort for unset is assumed.
    """
    version_2 = isinstance(request, V2Request)
    said: dict[str, Any] = {
        field: value
        for field, name in (_V2_FIELDS if version_2 else _V1_FIELDS).items()
        if (value := getattr(request, name)) is not None
    }
    said |= {name: trimmed(uris) for name in _URI_LISTS if (uris := getattr(request, name))}
    if request.back_channel_logout_uri is not None:
        said["back_channel_logout_uri"] = request.back_channel_logout_uri.strip()
    response_types = [number - 1 for number in request.response_types] if version_2 else request.response_types
    login, base_uri = login_of(request.login_version)
    return replace(
        before,
        **said,
        response_types=known_response_types(response_types),
        grant_types=known_grant_types(request.grant_types),
        clock_skew=Nanoseconds(parse_duration(request.clock_skew or "") or 0),
        login_version=login,
        login_base_uri=base_uri,
    )


def login_of(version: _Login) -> tuple[LoginVersion, str]:
    """The version of the login that a request asks for, and where its pages are.

    Raises: Refused without an ID for a login URL that cannot be read.
    """
    if version is None or (version.login_v1 is None and version.login_v2 is None):
        return LoginVersion.UNSPECIFIED, ""
    if version.login_v2 is None:
        return LoginVersion.V1, ""
    base_uri = version.login_v2.base_uri or ""
    require_url(base_uri)
    return LoginVersion.V2, base_uri
