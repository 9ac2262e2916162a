"""The fault switchboard."""

from __future__ import annotations

import flask

from mockserver.control.fault_form import FaultForm, fault_of, filled_form, form_of
from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered, body_of, patched, target
from mockserver.control.server import Target
from mockserver.store.faults import Fault

blueprint = flask.Blueprint("faults", __name__)

_MOST_RULES = 1_000
"""Every request of the instance is held against all of them."""


@blueprint.get("/faults")
def list_faults() -> flask.Response:
    """All rules, in the order in which they are tried."""
    faults = target().instance.faults
    faults.expire()
    return answered({"faults": [form_of(fault, faults.struck(fault.name)) for fault in faults]})


@blueprint.post("/faults")
def add_fault() -> flask.Response:
    """Add a rule, in place of one of the same name."""
    asked = target()
    fault = _fault_of(body_of(FaultForm), asked)
    if len(asked.instance.faults) >= _MOST_RULES and fault.name not in {rule.name for rule in asked.instance.faults}:
        fix = "DELETE /__admin/faults takes all away; a rule under a name that there is takes its place"
        raise ControlProblem(409, f"an instance holds at most {_MOST_RULES} rules", fix=fix)
    asked.instance.faults.put(fault)
    return answered(form_of(fault, 0), 201)


@blueprint.delete("/faults")
def clear_faults() -> flask.Response:
    """Take all rules away."""
    faults = target().instance.faults
    removed = len(faults)
    faults.clear()
    return answered({"removed": removed})


@blueprint.get("/faults/<name>")
def get_fault(name: str) -> flask.Response:
    """One rule."""
    asked = target()
    return answered(form_of(_kept(name, asked), asked.instance.faults.struck(name)))


@blueprint.patch("/faults/<name>")
def change_fault(name: str) -> flask.Response:
    """Change what is named of a rule; it keeps its turn and how often it struck."""
    asked = target()
    form = patched(filled_form(_kept(name, asked)))
    if form.name != name:
        fix = "leave it out; POST /__admin/faults adds a rule of another name"
        raise ControlProblem(400, "the name of a rule cannot be changed", field="name", fix=fix)
    fault = _fault_of(form, asked)
    asked.instance.faults.change(fault)
    return answered(form_of(fault, asked.instance.faults.struck(name)))


@blueprint.delete("/faults/<name>")
def remove_fault(name: str) -> flask.Response:
    """Take one rule away."""
    if not target().instance.faults.remove(name):
        raise _unknown(name)
    return answered({"removed": 1})


def _fault_of(form: FaultForm, asked: Target) -> Fault:
    return fault_of(form, asked.server.names, asked.instance.faults.new_name)


def _kept(name: str, asked: Target) -> Fault:
    asked.instance.faults.expire()
    fault = asked.instance.faults.get(name)
    if fault is None:
        raise _unknown(name)
    return fault


def _unknown(name: str) -> ControlProblem:
    return ControlProblem(404, f"there is no fault {shown(name)}", field="name", fix="GET /__admin/faults lists them")
