"""Projects of a state file, with their roles, applications and grants to people."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.access import keys
from mockserver.domain import apps as decide_apps
from mockserver.domain import projects as decide
from mockserver.domain import user_grants
from mockserver.domain.ids import AppId, GrantId, Nanoseconds, ProjectId
from mockserver.domain.oidc_compliance import AppType, AuthMethod, GrantType
from mockserver.domain.oidc_configuration import ResponseType
from mockserver.domain.rows.apps import ApiConfiguration, OidcConfiguration
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.projects import Project, Role
from mockserver.seeds import model
from mockserver.seeds.contract import Check
from mockserver.seeds.people import organisation_or_default
from mockserver.seeds.problems import Place, Unusable
from mockserver.seeds.recorder import Recorder, deciding
from mockserver.seeds.users import ACCESS_TOKEN_TYPES

_API_AUTH_METHODS: Mapping[str | None, decide_apps.ApiAuthMethod] = {
    None: decide_apps.ApiAuthMethod.BASIC,
    "basic": decide_apps.ApiAuthMethod.BASIC,
    "private_key_jwt": decide_apps.ApiAuthMethod.PRIVATE_KEY_JWT,
}


def add_project(recorder: Recorder, check: Check, seed: model.Project, place: Place) -> None:
    """Add a project to its organisation.

    Raises: Unusable.
    """
    organisation = organisation_or_default(recorder, seed.organisation, place)
    check("zitadel.management.v1.AddProjectRequest", place, {"name": ("name", seed.name)})
    id_ = ProjectId(recorder.id_of(seed.id, "project", place))
    project = Project(
        id=id_,
        organisation=organisation,
        name=seed.name,
        role_assertion=seed.role_assertion,
        role_check=seed.role_check,
        has_project_check=seed.has_project_check,
    )
    with deciding((*place, "name")):
        decide.require_free_id(recorder.state, id_)
        recorder.record(decide.add_project(recorder.state, project))
    named = seed.roles if isinstance(seed.roles, dict) else {key: key for key in seed.roles}
    for index, (key, name) in enumerate(named.items()):
        at = (*place, "roles", key if isinstance(seed.roles, dict) else index)
        fields = {"projectId": (key, id_), "roleKey": (key, key), "displayName": (key, name)}
        check("zitadel.management.v1.AddProjectRoleRequest", (*place, "roles"), fields)
        role = Role(project=id_, organisation=organisation, key=key, display_name=name)
        with deciding(at):
            recorder.record(decide.add_role(recorder.state, role))
    for index, app in enumerate(seed.apps):
        _add_app(recorder, check, project, app, (*place, "apps", index))
    for user_name, roles in seed.grants.items():
        _add_grant(recorder, project, user_name, roles, (*place, "grants", user_name))


def _add_app(recorder: Recorder, check: Check, project: Project, seed: model.App, place: Place) -> None:
    fields = {"projectId": ("id", project.id), "name": ("name", seed.name)}
    check("zitadel.management.v1.AddOIDCAppRequest", place, fields)
    configuration = _api(seed, place) if seed.type == "api" else _oidc(seed)
    with deciding((*place, "response_types")):
        decide_apps.require_app_allowed(recorder.state, project.organisation, project.id, configuration)
    app = AppId(recorder.id_of(seed.id, "app", place))
    client = seed.client_id or recorder.instance.ids.next()
    recorder.once(f"client id {client}", (*place, "client_id"), "choose another client id")
    recorder.instance.ids.reserve(client)
    secret = seed.client_secret
    if secret and not decide_apps.has_secret(configuration):
        at = (*place, "client_secret")
        raise Unusable(at, "the auth method takes no secret", "set auth_method: basic or post, or leave it out")
    if not secret and decide_apps.has_secret(configuration):
        secret = keys.new_secret(recorder.instance.randomness)
    row = decide_apps.new_app(app, project.organisation, project.id, seed.name, configuration, client, secret)
    with deciding((*place, "name")):
        recorder.record(*decide_apps.add_app(recorder.state, row))


def _api(seed: model.App, place: Place) -> ApiConfiguration:
    if seed.auth_method not in _API_AUTH_METHODS:
        raise Unusable((*place, "auth_method"), "an API has no such auth method", "choose basic or private_key_jwt")
    return ApiConfiguration(client_id="", auth_method=_API_AUTH_METHODS[seed.auth_method].value)


def _oidc(seed: model.App) -> OidcConfiguration:
    return OidcConfiguration(
        client_id="",
        redirect_uris=seed.redirect_uris,
        response_types=tuple(ResponseType[name.upper()].value for name in seed.response_types),
        grant_types=tuple(GrantType[name.upper()].value for name in seed.grant_types),
        app_type=AppType[seed.type.upper()].value,
        auth_method=AuthMethod[(seed.auth_method or "none").upper()].value,
        post_logout_redirect_uris=seed.post_logout_redirect_uris,
        dev_mode=seed.dev_mode,
        access_token_type=ACCESS_TOKEN_TYPES.index(seed.access_token_type),
        access_token_role_assertion=seed.roles_in_tokens,
        id_token_role_assertion=seed.roles_in_tokens,
        id_token_userinfo_assertion=seed.userinfo_in_id_token,
        clock_skew=Nanoseconds(0),
    )


def _add_grant(recorder: Recorder, project: Project, user_name: str, roles: tuple[str, ...], place: Place) -> None:
    state = recorder.state
    user = state.user_named(user_name)
    if user is None:
        raise Unusable(place, f"there is no user named {user_name}", "add one under people or users, or correct it")
    known = [role.key for role in state.roles.where("project", project.id)]
    for index, key in enumerate(roles):
        if key not in known:
            fix = f"choose of {', '.join(known)}" if known else "add it under roles"
            raise Unusable((*place, index), f"{project.name} has no role {key}", fix)
    asked = UserGrant(
        id=GrantId(recorder.instance.ids.next()),
        user=user.id,
        project=project.id,
        organisation=project.organisation,
        roles=roles,
    )
    with deciding(place):
        recorder.record(user_grants.add_user_grant(state, user_grants.judged(state, asked)))
