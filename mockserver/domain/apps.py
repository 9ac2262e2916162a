"""Decisions on applications."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

from mockserver.domain.events import Noted, RowAdded, RowChanged
from mockserver.domain.fold_rows import next_place
from mockserver.domain.ids import AppId, OrganisationId, ProjectId
from mockserver.domain.oidc_compliance import AuthMethod
from mockserver.domain.oidc_configuration import METHODS_WITH_SECRET, is_valid
from mockserver.domain.projects import project_of
from mockserver.domain.rows.apps import (
    APPS,
    ENTITY,
    AnyConfiguration,
    ApiConfiguration,
    App,
    OidcConfiguration,
    SamlConfiguration,
)
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import History
from mockserver.domain.verbs import Events, add, change, owned, remove, require, require_change
from mockserver.errors.catalogue import (
    APP_ALREADY_EXISTS,
    APP_CONFIG_NOT_CHANGED,
    APP_INVALID,
    APP_NAME_NOT_CHANGED,
    APP_NOT_ACTIVE,
    APP_NOT_INACTIVE,
    APP_OF_SECRET_NOT_API,
    APP_OF_SECRET_NOT_OIDC,
    APP_OIDC_CONFIG_INVALID,
    APP_TO_CONFIGURE_NOT_API,
    APP_TO_CONFIGURE_NOT_OIDC,
    APP_TO_CONFIGURE_NOT_SAML,
    PARENT_PROJECT_NOT_FOUND,
    SAML_ENTITY_ID_TAKEN,
)
from mockserver.errors.problem import Problem, Refused


class ApiAuthMethod(IntEnum):
    """Numbers of zitadel.app.v1.APIAuthMethodType."""

    BASIC = 0
    PRIVATE_KEY_JWT = 1


def has_secret(configuration: AnyConfiguration) -> bool:
    """Whether an application proves who it is by a client secret."""
    if isinstance(configuration, SamlConfiguration):
        return False
    if isinstance(configuration, ApiConfiguration):
        return configuration.auth_method == ApiAuthMethod.BASIC
    return configuration.auth_method in METHODS_WITH_SECRET


def has_keys(app: App) -> bool:
    """Whether an application proves who it is by keys."""
    if app.oidc is not None:
        return app.oidc.auth_method == AuthMethod.PRIVATE_KEY_JWT
    return app.api is not None and app.api.auth_method == ApiAuthMethod.PRIVATE_KEY_JWT


def require_app_allowed(
    state: InstanceState,
    organisation: OrganisationId,
    project: ProjectId,
    configuration: AnyConfiguration,
) -> None:
    """Let an application come to be; its name is judged when it does, after an id was made for it.

    Raises: PARENT_PROJECT_NOT_FOUND, APP_INVALID.
    Source: recordings/id-apps-oidc.jsonl, id-apps-life.jsonl.
    """
    project_of(state, organisation, project, PARENT_PROJECT_NOT_FOUND)
    if isinstance(configuration, OidcConfiguration) and not is_valid(configuration):
        raise Refused(APP_INVALID)


def new_app(
    app: AppId,
    organisation: OrganisationId,
    project: ProjectId,
    name: str,
    configuration: AnyConfiguration,
    client_id: str,
    secret: str,
) -> App:
    """An application with a configuration that has been given a client id and a secret, where it has any."""
    row = App(id=app, project=project, organisation=organisation, name=name)
    if isinstance(configuration, SamlConfiguration):
        return replace(row, saml=configuration)
    return _with(row, replace(configuration, client_id=client_id, client_secret=secret), keyed=0)


def add_app(state: InstanceState, app: App) -> Events:
    """Add an application to a project that exists, under a name that is free there, whatever its case.

    It is two events: the application, and its configuration. An id that is taken already is no error: the events are
    written, and what is read is the application that had the id first.

    Raises: NUL_IN_TEXT, APP_ALREADY_EXISTS, SAML_ENTITY_ID_TAKEN.
    Source: recordings/id-apps-life.jsonl, id-project-services.jsonl (an id that is taken).
    """
    kind = _kind(app)
    _require_entity(state, app)
    noted = Noted("project.application.added", History.PROJECT, app.project)
    configured = f"project.application.config.{kind}.added"
    if state.apps.get(app.id) is not None:
        _require_name(state, app)
        return (noted, Noted(configured, History.PROJECT, app.project))
    return (noted, _added(state, app, configured))


def app_of(
    state: InstanceState, organisation: OrganisationId, project: ProjectId, app: AppId, otherwise: Problem
) -> App:
    """An application of a project of an organisation.

    Raises: the problem, where there is none.
    """
    found = owned(state.apps.get(app), organisation)
    return require(found if found is not None and found.project == project else None, otherwise)


def rename_app(state: InstanceState, app: App, name: str) -> Events:
    """Give an application another name.

    Raises: APP_NAME_NOT_CHANGED, NUL_IN_TEXT, APP_ALREADY_EXISTS.
    Source: recordings/id-apps-life.jsonl.
    """
    after = replace(app, name=name)
    require_change(app, after, APP_NAME_NOT_CHANGED)
    return change(state, APPS, app, after, name="project.application.changed", taken=APP_ALREADY_EXISTS)


def deactivate_app(app: App) -> RowChanged:
    """Switch an application off; it takes every write all the same.

    Raises: APP_NOT_ACTIVE.
    """
    if not app.active:
        raise Refused(APP_NOT_ACTIVE)
    return RowChanged("project.application.deactivated", APPS, replace(app, active=False))


def reactivate_app(app: App) -> RowChanged:
    """Switch an application on again.

    Raises: APP_NOT_INACTIVE.
    """
    if app.active:
        raise Refused(APP_NOT_INACTIVE)
    return RowChanged("project.application.reactivated", APPS, replace(app, active=True))


def remove_app(app: App) -> Events:
    """Remove an application with its keys; its name is free again."""
    return (remove(APPS, app, name="project.application.removed"),)


def oidc_of(app: App) -> OidcConfiguration:
    """The configuration of an application that is to be configured for OIDC.

    Raises: APP_TO_CONFIGURE_NOT_OIDC.
    """
    return require(app.oidc, APP_TO_CONFIGURE_NOT_OIDC)


def api_of(app: App) -> ApiConfiguration:
    """The configuration of an application that is to be configured as an API.

    Raises: APP_TO_CONFIGURE_NOT_API.
    """
    return require(app.api, APP_TO_CONFIGURE_NOT_API)


def saml_of(app: App) -> SamlConfiguration:
    """The configuration of an application that is to be configured for SAML.

    Raises: APP_TO_CONFIGURE_NOT_SAML.
    """
    return require(app.saml, APP_TO_CONFIGURE_NOT_SAML)


def configure_saml_app(state: InstanceState, app: App, configuration: SamlConfiguration) -> Events:
    """Replace an application's configuration for SAML by another one.

    Raises: APP_CONFIG_NOT_CHANGED, NUL_IN_TEXT, SAML_ENTITY_ID_TAKEN.
    Source: the real server's source.
    """
    after = replace(app, saml=configuration)
    require_change(app, after, APP_CONFIG_NOT_CHANGED)
    _require_entity(state, after)
    return change(state, APPS, app, after, name="project.application.config.saml.changed")


def require_oidc_configuration(configuration: OidcConfiguration) -> None:
    """Refuse a new configuration that cannot be, before anybody looks at the application.

    Raises: APP_OIDC_CONFIG_INVALID.
    Source: recordings/id-apps-oidc.jsonl; that it comes before the application's existence is assumed.
    """
    if not is_valid(configuration):
        raise Refused(APP_OIDC_CONFIG_INVALID)


def configure_app(state: InstanceState, app: App, configuration: OidcConfiguration | ApiConfiguration) -> Events:
    """Replace an application's configuration by another of the same kind.

    Raises: APP_CONFIG_NOT_CHANGED, NUL_IN_TEXT.
    Source: recordings/id-apps-oidc.jsonl, id-apps-life.jsonl.
    """
    before = app.oidc or app.api
    if configuration == before:
        raise Refused(APP_CONFIG_NOT_CHANGED)
    keyed = app.keyed
    if before is not None and configuration.auth_method != before.auth_method:
        keyed = next_place(state, History.PROJECT, app.project)
    after = _with(app, configuration, keyed)
    kind = "oidc" if after.oidc is not None else "api"
    return change(state, APPS, app, after, name=f"project.application.config.{kind}.changed")


def regenerate_oidc_secret(app: App, secret: str) -> RowChanged:
    """Give an application for OIDC a client secret in place of any it had, whatever its auth method.

    Raises: APP_OF_SECRET_NOT_OIDC.
    Source: recordings/id-apps-oidc.jsonl.
    """
    require(app.oidc, APP_OF_SECRET_NOT_OIDC)
    return regenerate_secret(app, secret)


def regenerate_api_secret(app: App, secret: str) -> RowChanged:
    """Give an API a client secret in place of any it had, whatever its auth method.

    Raises: APP_OF_SECRET_NOT_API.
    Source: recordings/id-apps-life.jsonl.
    """
    require(app.api, APP_OF_SECRET_NOT_API)
    return regenerate_secret(app, secret)


def regenerate_secret(app: App, secret: str) -> RowChanged:
    """Give an application a client secret.

    Raises: APP_OF_SECRET_NOT_OIDC, for one that logs people in by SAML and has none (assumed).
    """
    configuration = app.oidc or app.api
    if configuration is None:
        raise Refused(APP_OF_SECRET_NOT_OIDC)
    kind = _kind(app)
    after = _with(app, replace(configuration, client_secret=secret), app.keyed)
    return RowChanged(f"project.application.config.{kind}.secret.changed", APPS, after)


def _with(app: App, configuration: OidcConfiguration | ApiConfiguration, keyed: int) -> App:
    if isinstance(configuration, OidcConfiguration):
        return replace(app, oidc=configuration, keyed=keyed)
    return replace(app, api=configuration, keyed=keyed)


def _added(state: InstanceState, app: App, name: str) -> RowAdded:
    return add(state, APPS, app, name=name, taken=APP_ALREADY_EXISTS)


def _kind(app: App) -> str:
    """What events of its configuration call it."""
    if app.saml is not None:
        return "saml"
    return "oidc" if app.oidc is not None else "api"


def _require_entity(state: InstanceState, app: App) -> None:
    """Refuse a second service provider of one entity id in the instance.

    Raises: SAML_ENTITY_ID_TAKEN.
    Source: the real server's source.
    """
    if app.saml is None:
        return
    holder = state.apps.holder((ENTITY, app.saml.entity_id))
    if holder is not None and holder.id != app.id:
        raise Refused(SAML_ENTITY_ID_TAKEN)


def _require_name(state: InstanceState, app: App) -> None:
    holder = state.apps.holder(next(iter(APPS.unique(app))))
    if holder is not None:
        raise Refused(APP_ALREADY_EXISTS)
