"""The fault switchboard: presets, rules, and a form for a rule of one's own."""

from __future__ import annotations

import flask

from mockserver.control.console.fault_presets import PRESETS
from mockserver.control.console.fault_text import BROKEN, effect
from mockserver.control.console.page import page
from mockserver.control.fault_form import form_of
from mockserver.control.reading import target
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.texts import text
from mockserver.store.faults import TRANSPORTS


def list_faults() -> flask.Response:
    """All rules, in the order in which they are tried."""
    asked = target()
    faults = asked.instance.faults
    return page(
        "faults",
        rules=[{**form_of(fault, faults.struck(fault.name)), "effect": effect(fault)} for fault in faults],
        presets=PRESETS,
        names=asked.server.names,
        transports=TRANSPORTS,
        organisations=asked.instance.state.organisations,
        errors={id_: f"{id_}: {text(problems[0].key)}" for id_, problems in problems_by_id().items()},
        codes={code.name: f"{code.name} ({HTTP_STATUS[code]})" for code in Code if code is not Code.OK},
        broken=BROKEN,
    )
