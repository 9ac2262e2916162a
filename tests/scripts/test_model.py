"""What runs of scripts are given, and what they may be: the same wherever it is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mockserver.access.oauth.grants import asking_for_userinfo
from mockserver.domain.rows.metadata import ORGANISATION_METADATA, USER_METADATA, Metadata
from mockserver.domain.rows.users import User
from mockserver.logins.scripting import surroundings_of
from mockserver.logins.telling import COMPLEMENT_TOKEN, PRE_ACCESS_TOKEN, PRE_USERINFO
from mockserver.scripts import trial
from mockserver.scripts.chain import run_chain
from mockserver.scripts.model import MOST_SOURCE_BYTES, Script, Surroundings
from mockserver.scripts.tables import TRIGGERS
from mockserver.scripts.threads import at_once
from mockserver.spec.document import load_document, spec_path
from tests.oauth.conftest import make_provider
from tests.oauth.provider import Provider
from tests.oauth.registered import add, add_app, add_person, add_project, grant_roles, home

HOLDING = ("human", "machine", "metadata", "grants", "getOrgMetadata")
"""What has fields of its own."""
SEEN = f"""\
const holding = {json.dumps(HOLDING)};
const called = (value) => typeof value === 'function' ? value() : value;
const fields = (value) => Object.fromEntries(
  Object.keys(value).sort().map((name) => [name, holding.includes(name) ? names(called(value[name])) : 0]));
const names = (value) => Array.isArray(value) ? value.map(fields) : fields(value);
function run(ctx, api) {{
  const {{getUser, user, org}} = ctx.v1;
  api.v1.claims.setClaim('seen', [getUser(), user.getMetadata(), org.getMetadata(), user.grants].map(names));
}}"""


def names(value: Any) -> Any:
    """The names of all fields."""
    if isinstance(value, list):
        return [names(each) for each in value]
    return {name: names(value[name]) if name in HOLDING else 0 for name in sorted(value)}


def names_of(given: Surroundings) -> Any:
    """Those of a user, of its metadata and its organisation's, and of its grants."""
    assert given.grants is not None
    parts = (given.user, given.metadata, given.organisation_metadata, given.grants)
    return [names(json.loads(part)) for part in parts]


def names_seen(given: Surroundings) -> Any:
    """The same as a script finds them."""
    run = at_once(lambda: run_chain([Script(name="run", source=SEEN)], given, {}, {"sub": "1"})).runs[0]
    assert run.failure is None, run.failure
    return run.claims["seen"]


def served(provider: Provider, user: User) -> Surroundings:
    """What the server gives the scripts of a user that has metadata and a grant."""
    add_project(provider, role_assertion=True)
    add_app(provider, "client")
    grant_roles(provider, user, "admin")
    for kind, owner in ((USER_METADATA, user.id), (ORGANISATION_METADATA, home(provider))):
        row = Metadata(owner=owner, organisation=home(provider), key="k", value=b"1")
        add(provider, "metadata.set", kind, row)
    state = provider.instance.state
    asking = asking_for_userinfo(state, user, "client", ("openid",))
    return surroundings_of(state, asking, state.user_metadata.where("owner", user.id))


@pytest.mark.parametrize("machine", [False, True])
def test_the_same_fields_of_a_user_that_there_is_and_of_one_who_is_told_of(machine: bool) -> None:
    """Scripts find what the server gives them, and in a trial they find no more and no less."""
    provider = make_provider()
    user = provider.instance.state.users[provider.add_robot("rob").id] if machine else add_person(provider)
    person = trial.Person(
        user={"machine": {}} if machine else {}, metadata={"k": 1}, org_metadata={"k": 1}, grants=[{"roles": ["admin"]}]
    )

    given, tried = served(provider, user), trial.surroundings_of(person)

    assert names_of(given) == names_of(tried) == names_seen(given) == names_seen(tried)


def test_triggers_that_can_be_tried() -> None:
    """They are those that the flows have, and the server runs those of tokens."""
    rows = load_document(spec_path())["x-flow-types"]
    assert {(row["id"], trigger) for row in rows for trigger in row["triggers"]} == set(TRIGGERS)
    assert {(COMPLEMENT_TOKEN, PRE_USERINFO), (COMPLEMENT_TOKEN, PRE_ACCESS_TOKEN)} <= set(TRIGGERS)


def test_the_length_of_a_script() -> None:
    """It is that of an action."""
    schemas = load_document(spec_path().parent / "openapi" / "schemas" / "zitadel.management.v1.yaml")

    assert schemas["CreateActionRequest"]["properties"]["script"]["x-max-bytes"] == MOST_SOURCE_BYTES
