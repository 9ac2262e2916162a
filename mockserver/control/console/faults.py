"""The fault switchboard: presets, rules, and a form for a rule of one's own."""

from __future__ import annotations

import flask

from mockserver.control.console.fault_fields import fault_fields
from mockserver.control.console.fault_presets import PRESETS
from mockserver.control.console.fault_text import conditions, effect
from mockserver.control.console.page import page
from mockserver.control.fault_form import LOGIN_ENDPOINTS, form_of
from mockserver.control.reading import target
from mockserver.store.faults import TRANSPORTS


def list_faults() -> flask.Response:
    """All rules, in the order in which they are tried."""
    asked = target()
    faults = asked.instance.faults
    forms = [(fault, form_of(fault, faults.struck(fault.name))) for fault in faults]
    return page(
        "faults",
        rules=[{**form, "effect": effect(fault), "conditions": conditions(form)} for fault, form in forms],
        presets=PRESETS,
        names=asked.server.names,
        transports=TRANSPORTS,
        organisations=asked.instance.state.organisations,
        logins=LOGIN_ENDPOINTS,
        fields=fault_fields(),
    )
