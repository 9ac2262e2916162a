"""Organisations to carry over, and checks of them by one receiver."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mockserver.migration import receiver, skeleton
from mockserver.migration.checking import Asked, Checked, check
from mockserver.migration.model import Action, Organisation
from mockserver.migration.planning import plan_of
from mockserver.migration.stand_in import StandIn
from mockserver.script_http import Stub
from mockserver.scripts.stubs import stubbed
from mockserver.scripts.trial import Person
from tests.clients.missing import need_program

KEY = "k" * 36


def organisation(
    name: str, scripts: Mapping[str, str], flow: str = "2", trigger: str = "4", *, allowed: Sequence[str] = ()
) -> Organisation:
    """An organisation with scripts by the names of their actions, bound in order; those of `allowed` may fail."""
    found = Organisation(id=f"3000000000{name}", name=name, domain=f"{name}.localhost")
    for number, (action, script) in enumerate(scripts.items()):
        id_ = f"{name}{number}"
        found.actions[id_] = Action(
            id=id_, name=action, script=script, timeout_s=5, allowed_to_fail=action in allowed, active=True
        )
    found.bound[flow, trigger] = list(found.actions)
    return found


def checked(
    folder: Path,
    organisations: Sequence[Organisation],
    people: Sequence[Person] = (Person(),),
    claims: Mapping[str, Any] | None = None,
    stubs: Sequence[Stub] = (),
) -> dict[str, list[Checked]]:
    """Write a receiver for all, run it by Node, and check; what was found by organisation."""
    need_program("node")
    plan = plan_of(organisations)
    skeleton.write(folder, plan, "http://localhost:3000")
    calls = StandIn(stubbed(stubs))
    with receiver.running(folder, KEY, calls) as started:
        found = asyncio.run(check(plan, Asked(started.address, KEY, people, claims or {}, calls)))
    by_name: dict[str, list[Checked]] = {each.name: [] for each in organisations}
    for each in found:
        by_name[each.organisation.name].append(each)
    return by_name
