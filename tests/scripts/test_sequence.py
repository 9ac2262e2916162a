"""What the actions of a login's trigger share, and what each finds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

from mockserver.scripts.engine import run_script
from mockserver.scripts.model import FieldSet, ListedMetadata, Script, Seen
from mockserver.scripts.sequence import Ended, run_sequence
from mockserver.scripts.tables import TRIGGERS, Trigger
from mockserver.scripts.threads import at_once

POST_AUTHENTICATION, PRE_CREATION, POST_CREATION = (TRIGGERS["3", number] for number in "123")
USER = {"username": "rita", "human": {"firstName": "Rita", "email": "rita@example.com"}}


def ended(
    trigger: Trigger, *bodies: str, allowed: bool = False, metadata: Sequence[ListedMetadata] = (), timeout_s: float = 5
) -> Ended:
    """What functions with these bodies leave behind, of which the user of `ctx` has what was set before."""
    scripts = [
        Script(
            name=f"run{number}",
            source=f"const log = require('zitadel/log');\nfunction run{number}(ctx, api) {{\n{body}\n}}",
            allowed_to_fail=allowed,
            timeout_s=timeout_s,
        )
        for number, body in enumerate(bodies)
    ]

    def values(sets: Sequence[FieldSet]) -> Mapping[str, str]:
        human = {**USER["human"], **{each.name: each.value for each in sets}}  # type: ignore[dict-item] # a mapping
        return {"user": json.dumps({**USER, "human": human}), "authMethod": '"password"', "authError": '"none"'}

    return at_once(lambda: run_sequence(scripts, trigger, values, metadata))


def lines(found: Ended) -> list[str]:
    """What was logged."""
    return [line.text for run in found.runs for line in run.lines]


def kept(found: Ended) -> dict[str, str | None]:
    """Metadata by key; the last of several wins."""
    return {entry.key: entry.json for entry in found.metadata}


def test_a_pushed_value_is_lost_on_a_further_action() -> None:
    """What is appended is kept as it was then, whatever happens to it later; what was there before is kept too."""
    before = ListedMetadata(key="before", json='{"a":1}', appended=True)

    found = ended(
        POST_AUTHENTICATION,
        "api.metadata.push({key: 'pushed', value: 1}); api.v1.user.appendMetadata('appended', {b: 2, a: '<'});",
        "log.info(JSON.stringify(api.metadata)); api.metadata[2].value = 'changed'; api.metadata.push({key: 'last'});",
        metadata=[before],
    )

    shown = [{"key": "before", "value": {"a": 1}}, {"key": "pushed", "value": ""}]
    assert json.loads(lines(found)[0]) == [*shown, {"key": "appended", "value": {"a": "<", "b": 2}}]
    assert kept(found) == {"before": '{"a":1}', "pushed": '""', "appended": '{"a":"\\u003c","b":2}', "last": None}


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("throw new Error('no')", "Error: no at run0 (<eval>:3:11(0))"),
        ("throw 'no'", "no at run0 (<eval>:3:1(0))"),
        ("throw {a: 1}", "[object Object] at run0 (<eval>:3:1(0))"),
        ("(() => { throw 'in' })()", "in at <eval>:3:10(0)"),
        ("api.v1.user.appendMetadata('k')", "exactly 2 (key, value) arguments expected"),
        ("api.v1.user.appendMetadata(5, 1)", "interface conversion: interface {} is int64, not string"),
        ("try { api.v1.user.appendMetadata('k') } catch {}", "exactly 2 (key, value) arguments expected"),
        ("return 5", "could not convert 5 to error"),
    ],
)
def test_words_of_failures(statement: str, words: str) -> None:
    """They are those of the real server, with the place where the script threw."""
    found = ended(POST_AUTHENTICATION, statement, "log.info('not here')")

    assert found.failure is not None
    assert found.failure.words == words
    assert lines(found) == []


def test_time_that_is_up() -> None:
    """It is told with the function's name."""
    found = ended(POST_AUTHENTICATION, "while (true) {}", timeout_s=0.1)

    assert found.failure is not None
    assert found.failure.words.startswith("interrupt at run0 (<eval>:")


def test_what_is_allowed_to_fail_keeps_what_it_did() -> None:
    """The next one runs, and sees it."""
    found = ended(
        PRE_CREATION,
        "api.setFirstName('Rosa'); throw 1",
        "log.info(ctx.v1.user.human.firstName)",
        allowed=True,
    )

    assert (found.failure, lines(found)) == (None, ["Rosa"])


def test_setters_convert_what_they_are_given() -> None:
    """Texts of anything, nothing for null, truth of anything, and 0 for what is no number."""
    found = ended(
        PRE_CREATION,
        "api.setFirstName(5); api.setLastName({a: 1}); api.setNickName(null); api.setDisplayName();"
        "api.setEmailVerified('yes'); api.setGender('female'); api.setGender(2.9);"
        "api.setUsername(ctx.v1.user.human.email)",
    )

    assert [(each.name, each.value) for each in found.sets] == [
        ("firstName", "5"),
        ("lastName", "[object Object]"),
        ("nickName", ""),
        ("displayName", ""),
        ("isEmailVerified", True),
        ("gender", 0),
        ("gender", 2),
        ("username", "rita@example.com"),
    ]


def test_grants_add_up() -> None:
    """Pushed ones know their names only, appended ones both spellings, and only roles that are texts."""
    found = ended(
        POST_CREATION,
        "api.userGrants.push({projectID: '1', roles: ['a']}, {projectId: '2'})",
        "log.info(JSON.stringify(Object.keys(api.userGrants[0])));"
        "api.v1.appendUserGrant({projectId: '3', projectGrantID: '4', roles: ['b', 5, null]})",
    )

    assert lines(found) == ['["projectID","projectGrantID","roles"]']
    assert [(grant.project, grant.through, grant.roles) for grant in found.grants] == [
        ("1", "", ("a",)),
        ("", "", ()),
        ("3", "4", ("b",)),
    ]


@pytest.mark.parametrize("statement", ["api.metadata = []", "api.userGrants = []"])
def test_a_list_that_is_replaced_changes_nothing(statement: str) -> None:
    """Only what is done to the server's own list counts."""
    name = statement.split(" ", 1)[0].removeprefix("api.")
    trigger = POST_AUTHENTICATION if name == "metadata" else POST_CREATION
    push = "api.metadata.push({key: 'k', value: 1})" if name == "metadata" else "api.userGrants.push({projectID: '1'})"

    found = ended(trigger, f"{push}; {statement};")

    assert len(found.metadata) + len(found.grants) == 1


@pytest.mark.parametrize("trigger", TRIGGERS.values(), ids=lambda trigger: f"{trigger.flow}-{trigger.trigger}")
def test_every_row_is_there(trigger: Trigger) -> None:
    """A script finds each member of `ctx` and `api` that the rows tell of, and no others."""
    show = (
        "const names = (at, path) => Object.keys(at).sort().flatMap((name) => {"
        " const value = at[name], here = path + name;"
        " return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length"
        " ? names(value, here + '.') : [here]; });"
        "log.info(JSON.stringify({ctx: names(ctx, ''), api: names(api, '')}));"
    )

    script = Script(name="run", source=f"const log = require('zitadel/log');\nfunction run(ctx, api) {{ {show} }}")
    found = at_once(lambda: run_sequence([script], trigger, lambda _: {"authMethod": '"password"'}))

    assert found.failure is None
    assert json.loads(lines(found)[0]) == {
        "ctx": sorted(member.path for member in trigger.ctx),
        "api": sorted(deed.path for deed in trigger.api),
    }


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__", "hasOwnProperty", "absent"])
def test_claims_that_there_are_not(name: str) -> None:
    """What every object of JavaScript has is no claim of the provider's."""
    source = f"function run(ctx, api) {{ api.setFirstName(String(ctx.getClaim({name!r}))); }}"
    done = at_once(
        lambda: run_script(
            Script(name="run", source=source, timeout_s=5.0, allowed_to_fail=False),
            Seen(trigger=TRIGGERS["1", "1"], values={"externalClaims": '{"a": 1}'}, taken=[]),
        )
    )

    assert (done.failure, [each.value for each in done.sets]) == (None, ["null"])
