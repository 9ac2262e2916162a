"""Whatever was done to an instance, what it exports gives the very same instance again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver import seeds
from mockserver.access.keys import new_key_pair
from mockserver.domain.ids import Instant
from mockserver.operations.first_instance import first_instance, issue_admin_key
from mockserver.seeds.model import Action, Organisation, Seed
from mockserver.settings import Settings
from tests.domain.worlds import contents
from tests.seeds.calls import Caller

READ_AT = Instant(1_800_000_000_000_000)
KEY = new_key_pair().public
ROLES = ("ORG_OWNER", "ORG_OWNER_VIEWER", "ORG_USER_MANAGER")
FLOWS = (("1", "1"), ("1", "2"), ("2", "4"), ("2", "5"), ("3", "3"), ("4", "6"))
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)
SCRIPTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30),
    st.lists(st.sampled_from(["a", " b", "c ", "", "\td", "#e", "- f", "g: 'h'", "\r", "\x85", "\u2028"]), min_size=1)
    .map("\n".join)
    .filter(bool),
)


class History:
    """An instance to which calls are made, chosen by numbers."""

    def __init__(self) -> None:
        self.caller = Caller(first_instance(Settings()))
        self.state = self.caller.instance.state

    def organisation(self, number: int) -> str:
        """One of the organisations."""
        return list(self.state.organisations)[number % len(self.state.organisations)].id

    def action(self, organisation: str, number: int) -> str:
        """One of an organisation's actions; an id that does not exist where it has none."""
        found = self.state.actions.where("organisation", organisation)
        return found[number % len(found)].id if found else "none"

    def user(self, number: int) -> tuple[str, str]:
        """One of the users, with its organisation."""
        found = list(self.state.users)[number % len(self.state.users)]
        return found.id, found.organisation

    def carry_out(self, step: tuple[int, int, int, str, str]) -> None:
        """Make one call, which may be refused."""
        kind, number, other, name, script = step
        org = self.organisation(number)
        action = self.action(org, other)
        user, home = self.user(other)
        actions = "/management/v1/actions"
        users = "/management/v1/users"
        flow, trigger = FLOWS[other % len(FLOWS)]
        fields = {"name": name, "script": script, "timeout": f"{other % 21}.5s", "allowedToFail": bool(other % 2)}
        chosen = [self.action(org, other + place) for place in range(number % 3)]
        calls: list[Callable[[], Any]] = [
            lambda: self.caller.call("POST", actions, fields, organisation=org),
            lambda: self.caller.call("POST", actions, fields, organisation=org),
            lambda: self.caller.call("PUT", f"{actions}/{action}", fields, organisation=org),
            lambda: self.caller.call("POST", f"{actions}/{action}/_deactivate", {}, organisation=org),
            lambda: self.caller.call("POST", f"{actions}/{action}/_reactivate", {}, organisation=org),
            lambda: self.caller.call("DELETE", f"{actions}/{action}", organisation=org),
            lambda: self.caller.call(
                "POST", f"/management/v1/flows/{flow}/trigger/{trigger}", {"actionIds": chosen}, organisation=org
            ),
            lambda: self.caller.call(
                "POST", f"/management/v1/flows/{flow}/trigger/{trigger}", {"actionIds": [action]}, organisation=org
            ),
            lambda: self.caller.call("POST", f"/management/v1/flows/{flow}/_clear", {}, organisation=org),
            lambda: self.caller.call("POST", "/management/v1/orgs", {"name": name}),
            lambda: self.caller.call("PUT", "/management/v1/orgs/me", {"name": name}, organisation=org),
            lambda: self.caller.call("POST", "/management/v1/orgs/me/_deactivate", {}, organisation=org),
            lambda: self.caller.call("POST", "/management/v1/orgs/me/_reactivate", {}, organisation=org),
            lambda: self.caller.call("DELETE", "/management/v1/orgs/me", organisation=org),
            lambda: self.caller.call(
                "POST",
                f"{users}/machine",
                {"userName": name, "name": name, "description": script, "accessTokenType": other % 2},
                organisation=org,
            ),
            lambda: self.caller.call("POST", f"{users}/{user}/pats", {}, organisation=home),
            lambda: self.caller.call(
                "POST", f"{users}/{user}/pats", {"expirationDate": "2100-01-01T00:00:00.000001Z"}, organisation=home
            ),
            lambda: self.caller.call("PUT", f"{users}/{user}/secret", {}, organisation=home),
            lambda: self.caller.call(
                "POST",
                "/management/v1/orgs/me/members",
                {"userId": user, "roles": [ROLES[number % len(ROLES)]]},
                organisation=org,
            ),
            lambda: self.caller.call("POST", "/admin/v1/members", {"userId": user, "roles": ["IAM_OWNER_VIEWER"]}),
        ]
        calls[kind % len(calls)]()


STEPS = st.tuples(st.integers(0, 19), st.integers(0, 9), st.integers(0, 9), NAMES, SCRIPTS)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(STEPS, min_size=1, max_size=40))
def test_an_export_gives_the_same_instance(steps: list[tuple[int, int, int, str, str]]) -> None:
    """State and every read are equal after export, writing, reading and import, and so is a second export."""
    history = History()
    for step in steps:
        history.carry_out(step)
    before = history.caller.instance

    text = seeds.dumps(seeds.export(before))
    after = first_instance(Settings())
    seeds.apply(seeds.loads(text), after, Settings())

    assert contents(after.state) == contents(before.state)
    assert list(after.state.organisations) == list(before.state.organisations)
    assert list(after.state.users) == list(before.state.users)
    assert seeds.dumps(seeds.export(after)) == text
    before.clock.fix(READ_AT)
    after.clock.fix(READ_AT)
    assert Caller(after).reads() == history.caller.reads()


def test_keys_and_emptied_triggers_are_part_of_it() -> None:
    """A key, a trigger that was emptied and one whose actions were removed come back; so does what they refuse."""
    caller = Caller(first_instance(Settings()))
    issue_admin_key(caller.instance)
    made = [caller.answer("POST", "/management/v1/actions", {"name": name, "script": "s"})["id"] for name in ("a", "b")]
    for trigger, actions in (("1", made), ("2", made[:1]), ("3", made[1:]), ("3", [])):
        body = {"actionIds": actions}
        assert caller.call("POST", f"/management/v1/flows/1/trigger/{trigger}", body).status == 200
    assert caller.call("DELETE", f"/management/v1/actions/{made[0]}").status == 200

    again = first_instance(Settings())
    seeds.apply(seeds.loads(seeds.dumps(seeds.export(caller.instance))), again, Settings(fake=5))

    assert contents(again.state) == contents(caller.instance.state)
    same = Caller(again).answer("POST", "/management/v1/flows/1/trigger/1", {"actionIds": made})
    assert same["details"][0]["id"] == "COMMAND-Nfh52"


def test_the_events_of_an_import_add_up_to_its_state() -> None:
    """What lags behind sees an import too: after it, the log holds an event for all that there is."""
    caller = Caller(first_instance(Settings()))
    caller.call("POST", "/management/v1/actions", {"name": "a", "script": "s"})
    again = first_instance(Settings(consistency_lag_ms=60_000))

    seeds.apply(seeds.loads(seeds.dumps(seeds.export(caller.instance))), again, Settings())

    assert again.lagging is not None
    assert contents(again.lagging.now()) == contents(caller.instance.state)
    assert len(list(again.log)) > 0


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SCRIPTS)
def test_scripts_survive_yaml(script: str) -> None:
    """Any script is read as it was written, whatever line breaks and spaces it has."""
    seed = Seed(organisations=(Organisation(name="o", actions=(Action(name="a", script=script),)),))

    assert seeds.loads(seeds.dumps(seed)).seed == seed


def test_scripts_are_written_as_blocks() -> None:
    """An ordinary script of several lines can be read in the file."""
    script = "function f(ctx, api) {\n  // no tab\n}\n"
    seed = Seed(organisations=(Organisation(name="o", actions=(Action(name="a", script=script),)),))

    assert "script: |\n      function f(ctx, api) {\n        // no tab\n      }\n" in seeds.dumps(seed)
