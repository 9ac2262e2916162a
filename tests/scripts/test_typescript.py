"""Types for authors of scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver.scripts.modules import MODULES, TIME
from mockserver.scripts.notes import NOTES, NULLABLE, OPTIONAL, REQUIRED
from mockserver.scripts.tables import ARGUMENTS, OBJECTS, TRIGGERS
from mockserver.scripts.typescript import trigger_types
from tests import command_line
from tests.scripts.running import value_of
from tests.scripts.types import objections

GOOD = """
/** @type {Zitadel.Flow2.Trigger4.Action} */
const first = (ctx, api) => {
  const log = require('zitadel/log'), {fetch} = require('zitadel/http'), uuid = require('zitadel/uuid');
  const user = ctx.v1.getUser();
  if (String(user.human?.email) === 'a@b' && Number(user.state) === 1) log.info('since %s', user.creationDate.year());
  if (user.human?.email.endsWith('@example.com')) api.v1.claims.setClaim(uuid.v5(uuid.namespaceDNS, 'a'), user.human);
  for (const grant of ctx.v1.user.grants?.grants ?? []) api.v1.claims.setClaim(grant.projectName, grant.roles);
  api.v1.user.setMetadata('seen', fetch('https://x.example', {method: 'POST', body: {a: 1}}).json().b);
};
/**
 * @param {Zitadel.Flow3.Trigger2.Ctx} ctx
 * @param {Zitadel.Flow3.Trigger2.Api} api
 */
function second(ctx, api) {
  api.setUsername(ctx.v1.user.human?.email ?? '');
  api.metadata.push({key: 'a', value: 1});
}
/** @type {Zitadel.Flow1.Trigger1.Action} */
const third = (ctx, api) => {
  if (ctx.v1.authError === 'none') api.v1.user.appendMetadata('groups', ctx.getClaim('groups'));
};
"""
BAD = """
/** @type {Zitadel.Flow2.Trigger4.Action} */
const first = (ctx, api) => {
  if (ctx.v1.getUser().human?.email === 'a@b') return;
  if (ctx.v1.getUser().state === 1) return;
  ctx.v1.user.grants.grants;
  api.v1.claims.setClam('a', 1);
  api.v1.user.setMetadata('a');
  require('zitadel/log').trace('a');
  ctx.v1.authRequest;
};
/** @type {Zitadel.Flow2.Trigger5.Action} */
const second = () => false;
/** @type {Zitadel.Flow3.Trigger3.Action} */
const third = (ctx, api) => {
  api.userGrants.push({projectId: '1', roles: []});
};
"""


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the types of all triggers."""
    folder = tmp_path_factory.mktemp("types")
    done = command_line.run("types", "-o", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(TRIGGERS) + 1
    return folder


def _checked(types: Path, folder: Path, script: str) -> list[int]:
    return objections(sorted(types.glob("*.d.ts")), folder, script)


def test_a_good_script_passes(types: Path, tmp_path: Path) -> None:
    """What works on the real server is taken by tsc at its strictest."""
    assert _checked(types, tmp_path, GOOD) == []


def test_a_bad_script_does_not(types: Path, tmp_path: Path) -> None:
    """Each line that fails, or goes wrong in silence, is objected to."""
    assert _checked(types, tmp_path, BAD) == [4, 5, 6, 7, 8, 9, 10, 13, 16]


def test_one_trigger() -> None:
    """Without a folder they are printed: what triggers share, and the wanted one."""
    done = command_line.run("types", "--flow", "2", "--trigger", "5")

    assert done.returncode == 0
    assert "namespace Zitadel.Flow2.Trigger5 " in done.stdout
    assert "Trigger4" not in done.stdout


def test_a_trigger_that_there_is_not() -> None:
    """It is refused with those that there are."""
    done = command_line.run("types", "--flow", "2", "--trigger", "1")

    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no flow 2 with a trigger 1: there are 1/1," in done.stderr


def test_what_types_tell_of_modules_and_instants_is_there() -> None:
    """In the engine, under the same names; and nothing else is."""
    for name, rows in MODULES.items():
        assert set(value_of(f"Object.keys(require('{name}'))")) == {row.name for row in rows}
    assert set(value_of("Object.keys(ctx.v1.getUser().creationDate)")) == {row.name for row in TIME}


@pytest.mark.parametrize("trigger", ["4", "5"])
def test_what_types_tell_of_ctx_and_api_is_there(trigger: str) -> None:
    """Each path of the tables is something in the engine."""
    of = TRIGGERS["2", trigger]
    for row in of.ctx:
        assert value_of(f"typeof ctx.{row.path}") in {"function" if row.method else "object"}, row.path
    for deed in of.api:
        assert value_of(f"typeof api.{deed.path}") == "function", deed.path


def test_notes_are_of_rows_that_there_are() -> None:
    """A row that was renamed takes its note with it."""
    rows = {f"{name}.{row.name}" for name, fields in OBJECTS.items() for row in fields}
    rows |= {row.path for of in TRIGGERS.values() for row in of.ctx}
    rows |= {row.path for of in TRIGGERS.values() for row in of.api}
    assert {*NOTES, *OPTIONAL, *NULLABLE} <= rows
    assert all({row.name for row in ARGUMENTS[name]} >= wanted for name, wanted in REQUIRED.items())
    assert all(trigger_types(of).count("{") == trigger_types(of).count("}") for of in TRIGGERS.values())
