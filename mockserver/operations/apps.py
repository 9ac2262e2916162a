"""Applications of projects."""

from __future__ import annotations

from dataclasses import replace

from mockserver.access import keys
from mockserver.domain import apps as decide
from mockserver.domain.ids import AppId, OrganisationId, ProjectId
from mockserver.domain.oidc_compliance import compliance_of
from mockserver.domain.rows.apps import AnyConfiguration, ApiConfiguration, App
from mockserver.domain.tables import Stamp
from mockserver.errors.catalogue import (
    APP_NOT_FOUND,
    APP_OF_SECRET_NOT_FOUND,
    APP_TO_CONFIGURE_NOT_FOUND,
    APP_TO_REMOVE_NOT_FOUND,
    APP_TO_RENAME_NOT_FOUND,
    APP_TO_SWITCH_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import details
from mockserver.operations.app_configurations import changed_configuration, new_configuration
from mockserver.operations.app_views import app_view, compliance_problems
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.searching import Tests, find, listed, text

APP_TESTS: Tests[App] = {"name_query": text(lambda app: app.name, "name")}


def add_oidc_app(context: Context, request: messages.AddOIDCAppRequest) -> messages.AddOIDCAppResponse:
    """Add an application that logs people in; the answer holds its client secret, where it has one.

    Raises: PARENT_PROJECT_NOT_FOUND, APP_INVALID, NUL_IN_TEXT, APP_ALREADY_EXISTS; Refused without an ID for a login
        URL that cannot be read.
    Source: recordings/id-apps-oidc.jsonl.
    """
    oidc = new_configuration(request)
    app, stamp = added_app(context, context.organisation.id, ProjectId(request.project_id), request.name, oidc)
    compliance = compliance_of(oidc)
    return messages.AddOIDCAppResponse(
        app_id=app.id,
        details=details.created(stamp, app.organisation),
        client_id=app.client_id,
        client_secret=app.client_secret,
        none_compliant=compliance.violated,
        compliance_problems=compliance_problems(compliance, context.language),
    )


def add_api_app(context: Context, request: messages.AddAPIAppRequest) -> messages.AddAPIAppResponse:
    """Add an application that introspects tokens; the answer holds its client secret, where it has one.

    Raises: PARENT_PROJECT_NOT_FOUND, NUL_IN_TEXT, APP_ALREADY_EXISTS.
    Source: recordings/id-apps-life.jsonl.
    """
    api = ApiConfiguration(client_id="", auth_method=request.auth_method_type)
    app, stamp = added_app(context, context.organisation.id, ProjectId(request.project_id), request.name, api)
    return messages.AddAPIAppResponse(
        app_id=app.id,
        details=details.created(stamp, app.organisation),
        client_id=app.client_id,
        client_secret=app.client_secret,
    )


def update_app(context: Context, request: messages.UpdateAppRequest) -> messages.UpdateAppResponse:
    """Give an application another name.

    Raises: APP_TO_RENAME_NOT_FOUND, APP_NAME_NOT_CHANGED, NUL_IN_TEXT, APP_ALREADY_EXISTS.
    """
    app = own_app(context, request.project_id, request.app_id, APP_TO_RENAME_NOT_FOUND)
    stamp = context.write(decide.rename_app(context.state, app, request.name))
    return messages.UpdateAppResponse(details=details.changed(stamp, app.organisation))


def update_oidc_app_config(
    context: Context, request: messages.UpdateOIDCAppConfigRequest
) -> messages.UpdateOIDCAppConfigResponse:
    """Replace an application's configuration; lists of URIs that are empty stay as they are.

    Raises: APP_OIDC_CONFIG_INVALID, APP_TO_CONFIGURE_NOT_FOUND, APP_TO_CONFIGURE_NOT_OIDC, APP_CONFIG_NOT_CHANGED,
        NUL_IN_TEXT; Refused without an ID for a login URL that cannot be read.
    Source: recordings/id-apps-oidc.jsonl.
    """
    decide.require_oidc_configuration(new_configuration(request))
    app = own_app(context, request.project_id, request.app_id, APP_TO_CONFIGURE_NOT_FOUND)
    after = changed_configuration(decide.oidc_of(app), request)
    stamp = context.write(decide.configure_app(context.state, app, after))
    return messages.UpdateOIDCAppConfigResponse(details=details.changed(stamp, app.organisation))


def update_api_app_config(
    context: Context, request: messages.UpdateAPIAppConfigRequest
) -> messages.UpdateAPIAppConfigResponse:
    """Change by what an API proves who it is.

    Raises: APP_TO_CONFIGURE_NOT_FOUND, APP_TO_CONFIGURE_NOT_API, APP_CONFIG_NOT_CHANGED.
    """
    app = own_app(context, request.project_id, request.app_id, APP_TO_CONFIGURE_NOT_FOUND)
    after = replace(decide.api_of(app), auth_method=request.auth_method_type)
    stamp = context.write(decide.configure_app(context.state, app, after))
    return messages.UpdateAPIAppConfigResponse(details=details.changed(stamp, app.organisation))


def deactivate_app(context: Context, request: messages.DeactivateAppRequest) -> messages.DeactivateAppResponse:
    """Switch an application off.

    Raises: APP_TO_SWITCH_NOT_FOUND, APP_NOT_ACTIVE.
    """
    app = own_app(context, request.project_id, request.app_id, APP_TO_SWITCH_NOT_FOUND)
    stamp = context.write((decide.deactivate_app(app),))
    return messages.DeactivateAppResponse(details=details.changed(stamp, app.organisation))


def reactivate_app(context: Context, request: messages.ReactivateAppRequest) -> messages.ReactivateAppResponse:
    """Switch an application on again.

    Raises: APP_TO_SWITCH_NOT_FOUND, APP_NOT_INACTIVE.
    """
    app = own_app(context, request.project_id, request.app_id, APP_TO_SWITCH_NOT_FOUND)
    stamp = context.write((decide.reactivate_app(app),))
    return messages.ReactivateAppResponse(details=details.changed(stamp, app.organisation))


def remove_app(context: Context, request: messages.RemoveAppRequest) -> messages.RemoveAppResponse:
    """Remove an application with its keys.

    Raises: APP_TO_REMOVE_NOT_FOUND.
    """
    app = own_app(context, request.project_id, request.app_id, APP_TO_REMOVE_NOT_FOUND)
    stamp = context.write(decide.remove_app(app))
    return messages.RemoveAppResponse(details=details.changed(stamp, app.organisation))


def get_app_by_id(context: Context, request: messages.GetAppByIDRequest) -> messages.GetAppByIDResponse:
    """An application of a project of any organisation: that of the request is not looked at.

    Raises: APP_NOT_FOUND.
    Source: recordings/id-apps-life.jsonl.
    """
    app = context.state.apps.get(AppId(request.app_id))
    if app is None or app.project != request.project_id:
        raise Refused(APP_NOT_FOUND)
    return messages.GetAppByIDResponse(app=app_view(app, context.language))


def list_apps(context: Context, request: messages.ListAppsRequest) -> messages.ListAppsResponse:
    """The applications of a project for which all queries hold.

    Source: recordings/id-app-search.jsonl.
    """
    found = find(context.state.apps.where("project", request.project_id), request.queries, APP_TESTS)
    about, rows = listed(context, found, request.query)
    return messages.ListAppsResponse(details=about, result=tuple(app_view(app, context.language) for app in rows))


def regenerate_oidc_client_secret(
    context: Context, request: messages.RegenerateOIDCClientSecretRequest
) -> messages.RegenerateOIDCClientSecretResponse:
    """Give an application a client secret in place of any it had, whatever its auth method.

    Raises: APP_OF_SECRET_NOT_FOUND, APP_OF_SECRET_NOT_OIDC.
    """
    app = own_app(context, request.project_id, request.app_id, APP_OF_SECRET_NOT_FOUND)
    secret = keys.new_secret(context.instance.randomness)
    stamp = context.write((decide.regenerate_oidc_secret(app, secret),))
    return messages.RegenerateOIDCClientSecretResponse(
        client_secret=secret, details=details.changed(stamp, app.organisation)
    )


def regenerate_api_client_secret(
    context: Context, request: messages.RegenerateAPIClientSecretRequest
) -> messages.RegenerateAPIClientSecretResponse:
    """Give an API a client secret in place of any it had, whatever its auth method.

    Raises: APP_OF_SECRET_NOT_FOUND, APP_OF_SECRET_NOT_API.
    """
    app = own_app(context, request.project_id, request.app_id, APP_OF_SECRET_NOT_FOUND)
    secret = keys.new_secret(context.instance.randomness)
    stamp = context.write((decide.regenerate_api_secret(app, secret),))
    return messages.RegenerateAPIClientSecretResponse(
        client_secret=secret, details=details.changed(stamp, app.organisation)
    )


def own_app(context: Context, project: str, app: str, otherwise: Problem) -> App:
    """An application of the organisation of the request.

    Raises: the problem, where it has none.
    """
    return decide.app_of(context.state, context.organisation.id, ProjectId(project), AppId(app), otherwise)


def added_app(
    context: Context,
    organisation: OrganisationId,
    project: ProjectId,
    name: str,
    configuration: AnyConfiguration,
    own_id: str = "",
) -> tuple[App, Stamp]:
    """Add an application with a client id and, where it takes one, a client secret.

    Raises: PARENT_PROJECT_NOT_FOUND, APP_INVALID, NUL_IN_TEXT, APP_ALREADY_EXISTS, SAML_ENTITY_ID_TAKEN.
    """
    decide.require_app_allowed(context.state, organisation, project, configuration)
    app = AppId(own_id or context.instance.ids.next())
    secret = keys.new_secret(context.instance.randomness) if decide.has_secret(configuration) else ""
    row = decide.new_app(app, organisation, project, name, configuration, context.instance.ids.next(), secret)
    return row, context.write(decide.add_app(context.state, row))
