"""What `serve` starts with beside the administrator, so that a login of a frontend works in the first minute.

It has an organisation of its own, so that nothing that is counted in the usual one changes, and ids that are the same
in every run: a client id that somebody wrote down stays good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mockserver.domain.identity_providers import add_provider
from mockserver.domain.ids import OrganisationId
from mockserver.domain.login_policies import add_policy, default_policy
from mockserver.domain.organisations import add_organisation_v2
from mockserver.domain.rows.identity_providers import PRETEND, IdentityProvider, ProviderOptions, ProviderType
from mockserver.domain.rows.login_policies import NO_TIME
from mockserver.seeds.model import App, Organisation, Person, Project, Seed
from mockserver.seeds.people import add_person
from mockserver.seeds.problems import Place
from mockserver.seeds.projects import add_project
from mockserver.seeds.recorder import Recorder
from mockserver.store.instance import Instance

ORGANISATION = "Demo"
ORGANISATION_ID = "100000000000000001"
CLIENT_ID = "100000000000000004"
PASSWORD = "Password1!"  # noqa: S105 (everybody's)
ORIGINS = ("http://localhost:3000", "http://localhost:5173")
"""Where React, Next and many others are served while they are written, and where Vite serves."""
_PATHS = (
    "",
    "/",
    "/callback",
    "/auth/callback",
    "/login/callback",
    "/oauth/callback",
    "/oauth2/callback",
    "/oidc/callback",
    "/signin-oidc",
    "/silent-renew",
    "/api/auth/callback",
    "/api/auth/callback/zitadel",
    "/api/auth/oauth2/callback/zitadel",
    "/auth/zitadel/callback",
)
"""Where libraries and their examples have browsers sent back to."""
_PATHS_AFTER_LOGOUT = ("", "/", "/logout", "/logout/callback", "/api/auth/logout/callback")

ADA = Person(
    id="100000000000000005",
    organisation=ORGANISATION,
    user_name="ada@demo.example",
    first_name="Ada",
    last_name="Lovelace",
    password=PASSWORD,
)
GRACE = Person(
    id="100000000000000006",
    organisation=ORGANISATION,
    user_name="grace@demo.example",
    first_name="Grace",
    last_name="Hopper",
    password=PASSWORD,
)
PROJECT = Project(
    id="100000000000000002",
    organisation=ORGANISATION,
    name="Shop",
    roles={"admin": "Administrator", "editor": "Editor"},
    apps=(
        App(
            id="100000000000000003",
            name="Frontend",
            client_id=CLIENT_ID,
            redirect_uris=tuple(origin + path for origin in ORIGINS for path in _PATHS),
            post_logout_redirect_uris=tuple(origin + path for origin in ORIGINS for path in _PATHS_AFTER_LOGOUT),
        ),
    ),
    grants={ADA.user_name: ("admin",)},
)
IDP_ID = "100000000000000007"
SEED = Seed(
    organisations=(Organisation(id=ORGANISATION_ID, name=ORGANISATION),),
    people=(ADA, GRACE),
    projects=(PROJECT,),
)


def add_demo(instance: Instance) -> None:
    """Add all of it to an instance that nobody uses yet.

    The rules of the API are not held against it, as they would be against a file: to read them would take a start a
    quarter longer.
    """
    recorder = Recorder(instance)
    organisation = OrganisationId(recorder.id_of(ORGANISATION_ID, "organisation", ()))
    recorder.record(*add_organisation_v2(recorder.state, organisation, ORGANISATION))
    for person in SEED.people:
        add_person(recorder, _trust, person, ("people",))
    for project in SEED.projects:
        add_project(recorder, _trust, project, ("projects",))
    _let_people_come_from_outside(recorder, organisation)


def _let_people_come_from_outside(recorder: Recorder, organisation: OrganisationId) -> None:
    """Let people of the organisation log in with the pretend provider, whatever the server's port is."""
    state = recorder.state
    provider = IdentityProvider(
        id=recorder.id_of(IDP_ID, "identity provider", ()),
        owner=organisation,
        name="Pretend provider",
        type=ProviderType.OIDC,
        client_id="demo",
        client_secret="demo",  # noqa: S106 (of nothing)
        scopes=("openid", "profile", "email"),
        options=ProviderOptions(is_linking_allowed=True, is_creation_allowed=True, is_auto_creation=True),
        issuer=f"http://{state.external_domain}{PRETEND}",
    )
    recorder.record(*add_provider(state, provider))
    usual = replace(default_policy(state), owner=organisation, mfa_init_skip_lifetime=NO_TIME, idps=(provider.id,))
    recorder.record(*add_policy(state, usual))


def _trust(request: str, place: Place, fields: Mapping[str, tuple[str, str]]) -> None:
    """Takes all fields for good."""


def lines() -> list[str]:
    """What a person has to know to log in with it."""
    roles = {name: ", ".join(roles) for name, roles in PROJECT.grants.items()}
    names = " and ".join(f"{person.user_name} ({roles.get(person.user_name, 'no role')})" for person in SEED.people)
    return [
        f"client id: {CLIENT_ID} (PKCE, no secret), for {' and '.join(ORIGINS)}",
        f"log in as: {names}, password {PASSWORD}",
    ]
