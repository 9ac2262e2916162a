"""How the error IDs of actions and flows come about."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from tests.error_cases.sending import ACTIONS, FLOWS, NOBODY, Provoke, delete, get, post, put, twice
from tests.server import Api

FIELDS = {"script": "x"}


def _update_to_same(api: Api) -> httpx.Response:
    return api.call("PUT", f"{ACTIONS}/{api.new_action('a')}", json={"name": "a", "script": "function f() {}"})


def _update_to_taken(api: Api) -> httpx.Response:
    api.new_action("taken")
    return api.call("PUT", f"{ACTIONS}/{api.new_action('free')}", json={"name": "TAKEN", **FIELDS})


def _deactivate_inactive(api: Api) -> httpx.Response:
    return twice("POST", f"{ACTIONS}/{api.new_action()}/_deactivate")(api)


def _reactivate_active(api: Api) -> httpx.Response:
    return api.call("POST", f"{ACTIONS}/{api.new_action()}/_reactivate")


CASES: Mapping[tuple[str, str], Provoke] = {
    ("SetTriggerActions", "COMMAND-Dfhj5"): post(f"{FLOWS}/9/trigger/1"),
    ("SetTriggerActions", "COMMAND-Dfgh6"): post(f"{FLOWS}/1/trigger/6"),
    ("SetTriggerActions", "COMMAND-Nfh52"): post(f"{FLOWS}/1/trigger/1", {"actionIds": []}),
    ("SetTriggerActions", "COMMAND-dg422"): post(f"{FLOWS}/1/trigger/1", {"actionIds": [NOBODY]}),
    ("ClearFlow", "COMMAND-Dfw2h"): post(f"{FLOWS}/9/_clear"),
    ("ClearFlow", "COMMAND-DgGh3"): post(f"{FLOWS}/1/_clear"),
    ("ListFlowTriggerTypes", "MANAG-P2OBk"): post(f"{FLOWS}/9/triggers/_search"),
    ("CreateAction", "V3-DKcYh"): twice("POST", ACTIONS, lambda: {"name": "a", **FIELDS}),
    ("GetAction", "QUERY-GEfnb"): get(f"{ACTIONS}/{NOBODY}"),
    ("UpdateAction", "COMMAND-Sfg2t"): put(f"{ACTIONS}/{NOBODY}", {"name": "a", **FIELDS}),
    ("UpdateAction", "ACTION-dg4t2"): _update_to_same,
    ("UpdateAction", "V3-DKcYh"): _update_to_taken,
    ("DeleteAction", "COMMAND-Gfg3g"): delete(f"{ACTIONS}/"),
    ("DeleteAction", "COMMAND-Dgh4h"): delete(f"{ACTIONS}/{NOBODY}"),
    ("DeactivateAction", "COMMAND-NRmhu"): post(f"{ACTIONS}/{NOBODY}/_deactivate"),
    ("DeactivateAction", "COMMAND-Dgj92"): _deactivate_inactive,
    ("ReactivateAction", "COMMAND-Aa22g"): post(f"{ACTIONS}/{NOBODY}/_reactivate"),
    ("ReactivateAction", "COMMAND-J53zh"): _reactivate_active,
}
