"""Made-up data that looks like somebody's."""

from __future__ import annotations

import importlib
from random import Random
from typing import Any

from mockserver.seeds.model import Action, App, Organisation, Person, Project, Seed, Token, User
from mockserver.seeds.problems import SeedError

ACTIONS_AN_ORGANISATION = 25
MAX_ORGANISATIONS = 20
USERS_AN_ORGANISATION = 3
_TRIGGERS = (
    ("ExternalAuthentication", "PostAuthentication"),
    ("ExternalAuthentication", "PreCreation"),
    ("InternalAuthentication", "PostAuthentication"),
    ("CustomiseToken", "PreUserinfoCreation"),
    ("CustomiseToken", "PreAccessTokenCreation"),
    ("CustomizeSAMLResponse", "PreSAMLResponseCreation"),
)
_VERBS = ("add", "check", "copy", "limit", "log", "map", "notify", "require", "set", "trim")
_SUBJECTS = ("Claims", "Consent", "Department", "Domain", "Email", "Groups", "Locale", "Metadata", "Roles", "Tenant")
_ROLES = ("ORG_OWNER", "ORG_OWNER_VIEWER", "ORG_USER_MANAGER")
PEOPLE_AN_ORGANISATION = 4
PASSWORD = "Password1!"  # noqa: S105 (everybody's)
_PROJECTS = ("Billing", "Catalogue", "Intranet", "Portal", "Shop", "Support")
_KEYS = ("admin", "editor", "viewer")
_BOUND = 3
"""Most actions at a trigger."""


def fake_seed(actions: int, randomness: Random) -> Seed:
    """A seed with so many actions, spread over organisations of about 25 each, 20 organisations at most.

    Each organisation has machines, people who log in with the password `Password1!`, and a project of which most of the
    people have roles.

    Raises: SeedError where the package faker is not installed.
    """
    try:
        faker: Any = importlib.import_module("faker").Faker()
    except ModuleNotFoundError as error:
        raise SeedError('--fake needs the package faker: pip install "zitadel-mock[fake]"') from error
    faker.seed_instance(randomness.getrandbits(64))
    count = min(MAX_ORGANISATIONS, -(-actions // ACTIONS_AN_ORGANISATION))
    names = [f"{faker.company()} {number}" for number in range(1, count + 1)]
    organisations = [
        _organisation(name, len(range(index, actions, count)), randomness, faker) for index, name in enumerate(names)
    ]
    users = [
        _user(name, index * USERS_AN_ORGANISATION + place, _ROLES[place % len(_ROLES)], faker)
        for index, name in enumerate(names)
        for place in range(USERS_AN_ORGANISATION)
    ]
    people = [
        _person(name, index * PEOPLE_AN_ORGANISATION + place, faker)
        for index, name in enumerate(names)
        for place in range(PEOPLE_AN_ORGANISATION)
    ]
    projects = [
        _project(name, [person.user_name for person in people if person.organisation == name], randomness)
        for name in names
    ]
    return Seed(organisations=tuple(organisations), users=tuple(users), people=tuple(people), projects=tuple(projects))


def _organisation(name: str, count: int, randomness: Random, faker: Any) -> Organisation:
    actions = tuple(_action(number, randomness, faker) for number in range(1, count + 1))
    flows: dict[str, dict[str, Any]] = {}
    for flow, trigger in randomness.sample(_TRIGGERS, randomness.randint(1, len(_TRIGGERS))):
        chosen = randomness.sample(actions, min(len(actions), randomness.randint(1, _BOUND)))
        flows.setdefault(flow, {})[trigger] = tuple(action.name for action in chosen)
    return Organisation(name=name, active=randomness.random() < 0.9, actions=actions, flows=flows)


def _action(number: int, randomness: Random, faker: Any) -> Action:
    name = f"{randomness.choice(_VERBS)}{randomness.choice(_SUBJECTS)}{number}"
    script = (
        f"// {faker.catch_phrase()}\n"
        f"function {name}(ctx, api) {{\n"
        f"  api.v1.claims.setClaim('{faker.word()}', '{faker.word()}');\n"
        "}\n"
    )
    return Action(
        name=name,
        script=script,
        timeout=f"{randomness.randint(1, 20)}s",
        allowed_to_fail=randomness.random() < 0.5,
        active=randomness.random() < 0.8,
    )


def _person(organisation: str, number: int, faker: Any) -> Person:
    first, last = faker.first_name(), faker.last_name()
    return Person(
        organisation=organisation,
        user_name=f"{faker.user_name()}-{number}@{faker.safe_domain_name()}",
        first_name=first,
        last_name=last,
        password=PASSWORD,
    )


def _project(organisation: str, people: list[str], randomness: Random) -> Project:
    return Project(
        organisation=organisation,
        name=randomness.choice(_PROJECTS),
        roles={key: key.capitalize() for key in _KEYS},
        apps=(App(name="Frontend", redirect_uris=("http://localhost:3000/callback",)), App(name="API", type="api")),
        grants={
            name: tuple(randomness.sample(_KEYS, randomness.randint(1, len(_KEYS))))
            for name in people
            if randomness.random() < 0.8
        },
    )


def _user(organisation: str, number: int, role: str, faker: Any) -> User:
    return User(
        organisation=organisation,
        user_name=f"{faker.user_name()}-{number}",
        name=faker.name(),
        description=faker.job(),
        roles={organisation: (role,)},
        tokens=(Token(token=f"fake-token-{number}"),),
    )
