"""An application of a project, with all that can be configured of it, and its keys."""

from __future__ import annotations

from typing import Any

import flask

from mockserver.control.console import choosing
from mockserver.control.console.page import page
from mockserver.control.console.projects import not_of_project, project_of
from mockserver.control.console.view import current_view
from mockserver.domain.apps import ApiAuthMethod
from mockserver.domain.ids import AppId
from mockserver.domain.oidc_compliance import AppType, AuthMethod, GrantType
from mockserver.domain.oidc_configuration import METHODS_WITH_SECRET, LoginVersion, ResponseType
from mockserver.domain.rows.apps import App, OidcConfiguration, SamlConfiguration
from mockserver.spec.wellknown import duration, timestamp

_OF_OIDC = ("UpdateOIDCAppConfig", "RegenerateOIDCClientSecret")
_OF_APIS = ("UpdateAPIAppConfig", "RegenerateAPIClientSecret")
_OF_SAML = ("UpdateSAMLAppConfig",)


def show_app(project_id: str, app_id: str) -> flask.Response:
    """One application, to change.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    state = view.target.instance.state
    project = project_of(view, project_id)
    app = state.apps.get(AppId(app_id))
    if app is None or app.project != project.id:
        raise not_of_project(project, "app", app_id)
    return page(
        "app",
        "UpdateApp",
        "DeactivateApp",
        "ReactivateApp",
        "RemoveApp",
        "AddAppKey",
        "RemoveAppKey",
        *_calls_of(app),
        project=project,
        app=app,
        keys=[(key.id, timestamp(key.expires)) for key in state.app_keys.where("app", app.id)],
        is_now=_names_of(app),
        choosing=choosing,
    )


def _calls_of(app: App) -> tuple[str, ...]:
    """What else can be done to an application of its kind."""
    if app.saml is not None:
        return _OF_SAML
    return _OF_OIDC if app.oidc is not None else _OF_APIS


def _names_of(app: App) -> dict[str, Any]:
    """What is chosen now."""
    if app.saml is not None:
        return {"secret": False, "key": False, "kept": _kept(app.saml)}
    return _oidc_names(app.oidc) if app.oidc is not None else _api_names(app)


def _oidc_names(oidc: OidcConfiguration) -> dict[str, Any]:
    """What is chosen now, by the names that the API has for it."""
    return {
        "types": [f"OIDC_RESPONSE_TYPE_{ResponseType(number).name}" for number in oidc.response_types],
        "grants": [f"OIDC_GRANT_TYPE_{GrantType(number).name}" for number in oidc.grant_types],
        "app_type": f"OIDC_APP_TYPE_{AppType(oidc.app_type).name}",
        "method": f"OIDC_AUTH_METHOD_TYPE_{AuthMethod(oidc.auth_method).name}",
        "token": choosing.TOKEN_TYPES[oidc.access_token_type].value,
        "skew": duration(oidc.clock_skew),
        "secret": oidc.auth_method in METHODS_WITH_SECRET,
        "key": oidc.auth_method == AuthMethod.PRIVATE_KEY_JWT,
        "kept": _kept(oidc),
    }


def _kept(oidc: OidcConfiguration | SamlConfiguration) -> dict[str, Any]:
    """What the form has no field for; an update without it would clear it."""
    if oidc.login_version == LoginVersion.V1:
        return {"loginVersion": {"loginV1": {}}}
    if oidc.login_version == LoginVersion.V2:
        return {"loginVersion": {"loginV2": {"baseUri": oidc.login_base_uri} if oidc.login_base_uri else {}}}
    return {}


def _api_names(app: App) -> dict[str, Any]:
    method = ApiAuthMethod(app.api.auth_method) if app.api is not None else ApiAuthMethod.BASIC
    return {
        "method": f"API_AUTH_METHOD_TYPE_{method.name}",
        "secret": method is ApiAuthMethod.BASIC,
        "key": method is ApiAuthMethod.PRIVATE_KEY_JWT,
    }
