"""Decisions on applications, their configurations and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.app_keys import (
    add_app_key,
    is_shown,
    remove_app_key,
    require_app_key_allowed,
    sequence_of_key,
)
from mockserver.domain.apps import (
    add_app,
    api_of,
    app_of,
    configure_app,
    deactivate_app,
    has_secret,
    new_app,
    oidc_of,
    reactivate_app,
    regenerate_api_secret,
    regenerate_oidc_secret,
    remove_app,
    rename_app,
    require_app_allowed,
    require_oidc_configuration,
)
from mockserver.domain.ids import AppId, Instant, KeyId, Nanoseconds, ProjectId
from mockserver.domain.oidc_compliance import AuthMethod, GrantType
from mockserver.domain.oidc_configuration import (
    ResponseType,
    allowed_origins,
    is_valid,
    known_grant_types,
    known_response_types,
    trimmed,
)
from mockserver.domain.projects import add_project, remove_project
from mockserver.domain.rows.apps import ApiConfiguration, App, AppKey, OidcConfiguration
from mockserver.domain.rows.projects import Project
from mockserver.domain.tables import History
from mockserver.domain.users import NEVER
from mockserver.errors.catalogue import (
    APP_ALREADY_EXISTS,
    APP_CONFIG_NOT_CHANGED,
    APP_INVALID,
    APP_KEY_TO_REMOVE_NOT_FOUND,
    APP_NAME_NOT_CHANGED,
    APP_NOT_ACTIVE,
    APP_NOT_FOUND,
    APP_NOT_INACTIVE,
    APP_OF_SECRET_NOT_API,
    APP_OF_SECRET_NOT_OIDC,
    APP_OIDC_CONFIG_INVALID,
    APP_TO_CONFIGURE_NOT_API,
    APP_TO_CONFIGURE_NOT_OIDC,
    APP_WITHOUT_KEYS,
    EXPIRATION_BEFORE_NOW,
    PARENT_PROJECT_NOT_FOUND,
)
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, World

ALPHA = ProjectId("alpha")
SITE, SERVICE, KEY = AppId("site"), AppId("service"), KeyId("key")
KEYS = 1
"""The auth method of an API that proves who it is by keys."""
OIDC = OidcConfiguration(
    client_id="",
    clock_skew=Nanoseconds(0),
    redirect_uris=("https://a.example/cb",),
    response_types=(ResponseType.CODE,),
    grant_types=(GrantType.AUTHORIZATION_CODE,),
)


@pytest.fixture
def world() -> World:
    """Acme with the project Alpha, which has an application for OIDC and an API."""
    world = World()
    world.record(add_project(world.state, Project(id=ALPHA, organisation=ACME, name="Alpha")))
    world.record(*add_app(world.state, new_app(SITE, ACME, ALPHA, "Site", OIDC, "1", "secret")))
    world.record(*add_app(world.state, new_app(SERVICE, ACME, ALPHA, "Service", api(), "2", "")))
    return world


def api(method: int = 0) -> ApiConfiguration:
    """An API's configuration."""
    return ApiConfiguration(client_id="2", auth_method=method)


def app(world: World, id_: AppId) -> App:
    """An application as it is now."""
    return world.state.apps[id_]


def test_adding_counts_twice(world: World) -> None:
    """An application is two events of its project, and found by its client id."""
    assert [app(world, each).sequence for each in (SITE, SERVICE)] == [3, 5]
    assert world.state.histories[History.PROJECT][ALPHA] == 5
    found = world.state.apps.holder(("client", "1"))
    assert found is not None
    assert (found.id, found.client_id, found.client_secret) == (SITE, "1", "secret")


def test_names_are_unique_in_a_project(world: World) -> None:
    """Whatever their case, for both kinds together."""
    with refuses(APP_ALREADY_EXISTS):
        add_app(world.state, new_app(AppId("x"), ACME, ALPHA, "SITE", api(), "3", ""))
    with refuses(APP_ALREADY_EXISTS):
        rename_app(world.state, app(world, SERVICE), "site")
    with refuses(APP_NAME_NOT_CHANGED):
        rename_app(world.state, app(world, SITE), "Site")
    world.record(*rename_app(world.state, app(world, SITE), "SITE"))
    assert app(world, SITE).name == "SITE"


def test_an_id_that_is_taken_changes_nothing(world: World) -> None:
    """The events count, and the application stays who had the id first; names stay unique all the same."""
    world.record(*add_app(world.state, new_app(SITE, ACME, ALPHA, "Third", api(), "3", "")))
    assert (app(world, SITE).name, app(world, SITE).sequence) == ("Site", 3)
    assert world.state.histories[History.PROJECT][ALPHA] == 7
    with refuses(APP_ALREADY_EXISTS):
        add_app(world.state, new_app(SITE, ACME, ALPHA, "service", api(), "3", ""))


def test_the_project_is_judged_before_the_configuration(world: World) -> None:
    """A project that is not there or another organisation's comes first."""
    invalid = replace(OIDC, grant_types=(GrantType.IMPLICIT,))
    for organisation, project in ((OTHER, ALPHA), (ACME, ProjectId("none"))):
        with refuses(PARENT_PROJECT_NOT_FOUND):
            require_app_allowed(world.state, organisation, project, invalid)
    with refuses(APP_INVALID):
        require_app_allowed(world.state, ACME, ALPHA, invalid)
    with refuses(APP_OIDC_CONFIG_INVALID):
        require_oidc_configuration(invalid)
    require_app_allowed(world.state, ACME, ALPHA, OIDC)
    require_oidc_configuration(OIDC)


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [(replace(OIDC, auth_method=method), method in (AuthMethod.BASIC, AuthMethod.POST)) for method in AuthMethod]
    + [(api(0), True), (api(KEYS), False)],
)
def test_who_gets_a_secret(configuration: OidcConfiguration | ApiConfiguration, expected: bool) -> None:
    """It depends on how an application proves who it is."""
    assert has_secret(configuration) is expected


def test_states(world: World) -> None:
    """An application is switched off and on, neither twice."""
    with refuses(APP_NOT_INACTIVE):
        reactivate_app(app(world, SITE))
    world.record(deactivate_app(app(world, SITE)))
    with refuses(APP_NOT_ACTIVE):
        deactivate_app(app(world, SITE))
    world.record(reactivate_app(app(world, SITE)))
    assert app(world, SITE).active


def test_each_kind_has_its_configuration(world: World) -> None:
    """The other kind's is refused, and so is one that is there already."""
    site, service = app(world, SITE), app(world, SERVICE)
    with refuses(APP_TO_CONFIGURE_NOT_API):
        api_of(site)
    with refuses(APP_TO_CONFIGURE_NOT_OIDC):
        oidc_of(service)
    with refuses(APP_CONFIG_NOT_CHANGED):
        configure_app(world.state, site, oidc_of(site))
    world.record(*configure_app(world.state, site, replace(oidc_of(site), dev_mode=True)))
    assert oidc_of(app(world, SITE)).dev_mode
    with refuses(APP_OF_SECRET_NOT_API):
        regenerate_api_secret(site, "x")
    with refuses(APP_OF_SECRET_NOT_OIDC):
        regenerate_oidc_secret(service, "x")
    world.record(regenerate_api_secret(service, "new"))
    world.record(regenerate_oidc_secret(app(world, SITE), "newer"))
    assert (app(world, SERVICE).client_secret, app(world, SITE).client_secret) == ("new", "newer")


def test_applications_are_found_in_their_project_and_organisation(world: World) -> None:
    """Anywhere else there is none, nor after its removal or its project's."""
    assert app_of(world.state, ACME, ALPHA, SITE, APP_NOT_FOUND) == app(world, SITE)
    for organisation, project, id_ in ((OTHER, ALPHA, SITE), (ACME, ProjectId("x"), SITE), (ACME, ALPHA, AppId("x"))):
        with refuses(APP_NOT_FOUND):
            app_of(world.state, organisation, project, id_, APP_NOT_FOUND)
    world.record(*remove_app(app(world, SITE)))
    world.record(*remove_project(world.state, world.state.projects[ALPHA]))
    for id_ in (SITE, SERVICE):
        with refuses(APP_NOT_FOUND):
            app_of(world.state, ACME, ALPHA, id_, APP_NOT_FOUND)


def test_keys_are_for_applications_that_use_them(world: World) -> None:
    """The auth method is judged before the expiration."""
    now = Instant(10)
    with refuses(APP_WITHOUT_KEYS):
        require_app_key_allowed(app(world, SERVICE), expires=Instant(1), now=now)
    world.record(*configure_app(world.state, app(world, SERVICE), api(KEYS)))
    with refuses(EXPIRATION_BEFORE_NOW):
        require_app_key_allowed(app(world, SERVICE), expires=Instant(1), now=now)
    assert require_app_key_allowed(app(world, SERVICE), expires=None, now=now) == NEVER
    assert require_app_key_allowed(app(world, SERVICE), expires=Instant(11), now=now) == 11


def test_another_auth_method_hides_keys(world: World) -> None:
    """Changing it back shows them again, with the place of that change; other changes leave them alone."""
    world.record(*configure_app(world.state, app(world, SERVICE), api(KEYS)))
    key = AppKey(id=KEY, app=SERVICE, project=ALPHA, organisation=ACME, public_key=b"", expires=NEVER)
    world.record(add_app_key(key))
    stored = world.state.app_keys[KEY]
    assert (is_shown(world.state, stored), sequence_of_key(world.state, stored)) == (True, 7)
    world.record(*configure_app(world.state, app(world, SERVICE), api(0)))
    assert not is_shown(world.state, stored)
    world.record(*configure_app(world.state, app(world, SERVICE), api(KEYS)))
    world.record(*rename_app(world.state, app(world, SERVICE), "Renamed"))
    assert (is_shown(world.state, stored), sequence_of_key(world.state, stored)) == (True, 9)
    for organisation, project, id_ in ((OTHER, ALPHA, SERVICE), (ACME, ProjectId("x"), SERVICE), (ACME, ALPHA, SITE)):
        with refuses(APP_KEY_TO_REMOVE_NOT_FOUND):
            remove_app_key(world.state, organisation, project, id_, KEY)
    world.record(remove_app_key(world.state, ACME, ALPHA, SERVICE, KEY))
    with refuses(APP_KEY_TO_REMOVE_NOT_FOUND):
        remove_app_key(world.state, ACME, ALPHA, SERVICE, KEY)


@pytest.mark.parametrize(
    ("response_types", "grants", "expected"),
    [
        ((ResponseType.CODE,), (GrantType.AUTHORIZATION_CODE,), True),
        ((ResponseType.CODE,), (GrantType.DEVICE_CODE,), True),
        ((ResponseType.CODE,), (GrantType.REFRESH_TOKEN, GrantType.TOKEN_EXCHANGE, GrantType.IMPLICIT), False),
        ((ResponseType.ID_TOKEN,), (GrantType.IMPLICIT,), True),
        ((ResponseType.ID_TOKEN_TOKEN,), (GrantType.AUTHORIZATION_CODE,), False),
        ((ResponseType.CODE, ResponseType.ID_TOKEN), (GrantType.AUTHORIZATION_CODE,), False),
        ((ResponseType.CODE, ResponseType.ID_TOKEN), (GrantType.AUTHORIZATION_CODE, GrantType.IMPLICIT), True),
        ((), (), True),
    ],
)
def test_response_types_need_grants(
    response_types: tuple[ResponseType, ...], grants: tuple[GrantType, ...], expected: bool
) -> None:
    """A response type needs one of its grants."""
    assert is_valid(replace(OIDC, response_types=response_types, grant_types=grants)) is expected


@pytest.mark.parametrize(("origin", "expected"), [("https://a.example", True), ("https://a.example/", False)])
def test_additional_origins_are_origins(origin: str, expected: bool) -> None:
    """Scheme and host, without a path."""
    assert is_valid(replace(OIDC, additional_origins=("http://b.example", origin))) is expected


def test_what_is_stored_of_lists() -> None:
    """Defaults stand for empty lists and unknown numbers; repetitions stay; URIs lose the spaces around them."""
    assert known_response_types(()) == (ResponseType.CODE,)
    assert known_response_types((9, 2, 2, -1)) == (0, 2, 2, 0)
    assert known_grant_types(()) == (GrantType.AUTHORIZATION_CODE,)
    assert known_grant_types((3, 9)) == (3, 0)
    assert trimmed((" https://a.example ", "", "x")) == ("https://a.example", "", "x")


@pytest.mark.parametrize(
    ("uris", "additional", "expected"),
    [
        (("https://a/x", "http://b:1/y", "https://a/z"), ("https://c",), ("https://a", "http://b:1", "https://c")),
        (("https://a/x",), ("https://a",), ("https://a",)),
        (("app:/x",), (), ("app://",)),
        (("https://a/x", "%zz"), ("https://c",), ()),
    ],
)
def test_origins_that_are_allowed(
    uris: tuple[str, ...], additional: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Those of the redirects in order, then the additional ones, each once; none where a redirect is no URL."""
    configuration = replace(OIDC, redirect_uris=uris, additional_origins=additional)
    assert allowed_origins(configuration) == expected
