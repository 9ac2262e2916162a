"""Applications, in the service of v2.

The organisation of the request is not looked at; who may what is asked of the organisation that has the project.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from mockserver.access import keys
from mockserver.domain import apps as decide
from mockserver.domain.ids import AppId, Instant, ProjectId
from mockserver.domain.oidc_compliance import compliance_of
from mockserver.domain.projects import project_of
from mockserver.domain.rows.apps import ApiConfiguration, App
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import (
    APP_NOT_FOUND,
    APP_TO_CONFIGURE_NOT_FOUND,
    APP_TO_REMOVE_NOT_FOUND,
    APP_TO_RENAME_NOT_FOUND,
    APP_TO_SWITCH_NOT_FOUND,
    PARENT_PROJECT_NOT_FOUND,
    V2_APP_OF_SECRET_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from mockserver.operations.app_configurations import changed_configuration, new_configuration
from mockserver.operations.app_views import application_view, v2_compliance_problems
from mockserver.operations.apps import added_app
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_application_v2 as messages
from mockserver.operations.saml_apps import changed_saml_configuration, new_saml_configuration
from mockserver.operations.searching import Tests, equal, searched_filtered, text
from mockserver.spec.wellknown import EARLIEST_US, timestamp

_WRITE, _DELETE, READ = "project.app.write", "project.app.delete", "project.app.read"


async def create_application(
    context: Context, request: messages.CreateApplicationRequest
) -> messages.CreateApplicationResponse:
    """Add an application, under an id of the caller's choice if there is one.

    An id that is taken is no error: the answer has a client of its own, and reads go on to tell of the application that
    had the id first.

    Raises: PARENT_PROJECT_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT,
        APP_INVALID, NUL_IN_TEXT, APP_ALREADY_EXISTS, and those of `new_saml_configuration` with SAML_ENTITY_ID_TAKEN;
        Refused without an ID for a login URL that cannot be read.
    Source: recordings/id-project-services.jsonl; of SAML the real server's source.
    """
    oidc = new_configuration(request.oidc_configuration) if request.oidc_configuration is not None else None
    api = ApiConfiguration(
        client_id="", auth_method=request.api_configuration.auth_method_type if request.api_configuration else 0
    )
    project = project_of(context.state, None, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    context.require(_WRITE, project.organisation, project.id)
    saml = request.saml_configuration
    configuration = oidc or api if saml is None else await new_saml_configuration(context, saml)
    app, stamp = added_app(
        context, project.organisation, project.id, request.name, configuration, own_id=request.application_id
    )
    answer = messages.CreateApplicationResponse(application_id=app.id, creation_date=timestamp(stamp.at))
    if saml is not None:
        return msgspec.structs.replace(answer, saml_configuration=messages.CreateSAMLApplicationResponse())
    if oidc is None:
        made = messages.CreateAPIApplicationResponse(client_id=app.client_id, client_secret=app.client_secret)
        return msgspec.structs.replace(answer, api_configuration=made)
    compliance = compliance_of(oidc)
    return msgspec.structs.replace(
        answer,
        oidc_configuration=messages.CreateOIDCApplicationResponse(
            client_id=app.client_id,
            client_secret=app.client_secret,
            non_compliant=compliance.violated,
            compliance_problems=v2_compliance_problems(compliance),
        ),
    )


async def update_application(
    context: Context, request: messages.UpdateApplicationRequest
) -> messages.UpdateApplicationResponse:
    """Give an application another name, and then another configuration, each where the request speaks of it.

    Where it speaks of neither nobody looks at the application, and the answer tells the first instant of all.

    Raises: APP_TO_RENAME_NOT_FOUND, APP_NAME_NOT_CHANGED, APP_ALREADY_EXISTS, APP_OIDC_CONFIG_INVALID,
        APP_TO_CONFIGURE_NOT_FOUND, APP_TO_CONFIGURE_NOT_OIDC, APP_TO_CONFIGURE_NOT_API, APP_CONFIG_NOT_CHANGED,
        NUL_IN_TEXT, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT,
        APP_TO_CONFIGURE_NOT_SAML, and those of `changed_saml_configuration` with SAML_ENTITY_ID_TAKEN; Refused without
        an ID for a login URL that cannot be read.
    Source: recordings/id-project-services.jsonl; that spaces around a name do not count is assumed.
    """
    changed = Instant(EARLIEST_US)
    if name := request.name.strip():
        app = _own(context, request, APP_TO_RENAME_NOT_FOUND)
        changed = context.write(decide.rename_app(context.state, app, name)).at
    if request.saml_configuration is not None:
        before = _own(context, request, APP_TO_CONFIGURE_NOT_FOUND)
        saml = await changed_saml_configuration(context, decide.saml_of(before), request.saml_configuration)
        app = _own(context, request, APP_TO_CONFIGURE_NOT_FOUND)
        changed = context.write(decide.configure_saml_app(context.state, app, saml)).at
    if request.oidc_configuration is not None:
        decide.require_oidc_configuration(new_configuration(request.oidc_configuration))
        app = _own(context, request, APP_TO_CONFIGURE_NOT_FOUND)
        oidc = changed_configuration(decide.oidc_of(app), request.oidc_configuration)
        changed = context.write(decide.configure_app(context.state, app, oidc)).at
    if request.api_configuration is not None:
        app = _own(context, request, APP_TO_CONFIGURE_NOT_FOUND)
        api = replace(decide.api_of(app), auth_method=request.api_configuration.auth_method_type)
        changed = context.write(decide.configure_app(context.state, app, api)).at
    return messages.UpdateApplicationResponse(change_date=timestamp(changed))


def get_application(context: Context, request: messages.GetApplicationRequest) -> messages.GetApplicationResponse:
    """An application that the caller may read.

    Raises: APP_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-project-services.jsonl.
    """
    app = require(context.state.apps.get(AppId(request.application_id)), APP_NOT_FOUND)
    context.require(READ, app.organisation, app.project)
    return messages.GetApplicationResponse(application=application_view(app))


def delete_application(
    context: Context, request: messages.DeleteApplicationRequest
) -> messages.DeleteApplicationResponse:
    """Remove an application with its keys.

    Raises: APP_TO_REMOVE_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    """
    app = _own(context, request, APP_TO_REMOVE_NOT_FOUND, _DELETE)
    stamp = context.write(decide.remove_app(app))
    return messages.DeleteApplicationResponse(deletion_date=timestamp(stamp.at))


def deactivate_application(
    context: Context, request: messages.DeactivateApplicationRequest
) -> messages.DeactivateApplicationResponse:
    """Switch an application off.

    Raises: APP_TO_SWITCH_NOT_FOUND, APP_NOT_ACTIVE, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN,
        NO_PERMISSION_TO_READ_PROJECT.
    """
    app = _own(context, request, APP_TO_SWITCH_NOT_FOUND)
    stamp = context.write((decide.deactivate_app(app),))
    return messages.DeactivateApplicationResponse(deactivation_date=timestamp(stamp.at))


def reactivate_application(
    context: Context, request: messages.ReactivateApplicationRequest
) -> messages.ReactivateApplicationResponse:
    """Switch an application on again.

    Raises: APP_TO_SWITCH_NOT_FOUND, APP_NOT_INACTIVE, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN,
        NO_PERMISSION_TO_READ_PROJECT.
    """
    app = _own(context, request, APP_TO_SWITCH_NOT_FOUND)
    stamp = context.write((decide.reactivate_app(app),))
    return messages.ReactivateApplicationResponse(reactivation_date=timestamp(stamp.at))


def generate_client_secret(
    context: Context, request: messages.GenerateClientSecretRequest
) -> messages.GenerateClientSecretResponse:
    """Give an application a client secret in place of any it had, whatever its auth method.

    Raises: V2_APP_OF_SECRET_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    """
    app = _own(context, request, V2_APP_OF_SECRET_NOT_FOUND)
    secret = keys.new_secret(context.instance.randomness)
    stamp = context.write((decide.regenerate_secret(app, secret),))
    return messages.GenerateClientSecretResponse(client_secret=secret, creation_date=timestamp(stamp.at))


def _kind(app: App) -> int:
    kinds = messages.ApplicationTypeNumber
    if app.saml is not None:
        return kinds.APPLICATION_TYPE_SAML
    return kinds.APPLICATION_TYPE_OIDC if app.oidc is not None else kinds.APPLICATION_TYPE_API


def _state(app: App) -> int:
    states = messages.ApplicationStateNumber
    return states.APPLICATION_STATE_ACTIVE if app.active else states.APPLICATION_STATE_INACTIVE


_TESTS: Tests[App] = {
    "project_id_filter": equal(lambda app: app.project, "project_id"),
    "name_filter": text(lambda app: app.name, "name"),
    "state_filter": lambda app, state: _state(app) == state,
    "type_filter": lambda app, kind: _kind(app) == kind,
}
_COLUMNS: Mapping[int, Callable[[App], Any]] = {
    0: lambda app: app.id,
    1: lambda app: app.name,
    2: _state,
    3: lambda app: app.created,
    4: lambda app: app.changed,
}
"""By the number of zitadel.application.v2.ApplicationSorting."""


def list_applications(context: Context, request: messages.ListApplicationsRequest) -> messages.ListApplicationsResponse:
    """Applications of all projects for which all filters hold.

    What the caller may not see is dropped after paging, so that the total tells of it.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-project-services.jsonl; the order is assumed, as the real server promises none.
    """
    pagination, seen = searched_filtered(
        context.state.apps,
        request,
        _TESTS,
        _COLUMNS,
        may_see=lambda app: context.may(READ, app.organisation, app.project),
    )
    return messages.ListApplicationsResponse(applications=tuple(map(application_view, seen)), pagination=pagination)


_Addressed = (
    messages.UpdateApplicationRequest
    | messages.DeleteApplicationRequest
    | messages.DeactivateApplicationRequest
    | messages.ReactivateApplicationRequest
    | messages.GenerateClientSecretRequest
)


def _own(context: Context, request: _Addressed, otherwise: Problem, permission: str = _WRITE) -> App:
    """The application that a request names with its project, on which the caller has a permission.

    That existence comes before the permission is assumed.
    """
    app = context.state.apps.get(AppId(request.application_id))
    found = require(app if app is not None and app.project == request.project_id else None, otherwise)
    context.require(permission, found.organisation, found.project)
    return found
