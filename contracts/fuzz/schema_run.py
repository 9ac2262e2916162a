"""Schemathesis, with everything set up, against one server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from hypothesis.strategies import SearchStrategy
from schemathesis import BaseSchema, Case, Config, HookContext, Response
from schemathesis.config import ChecksConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import CheckNode, ScenarioRecorder
from schemathesis.filters import HasAPIOperation
from schemathesis.hooks import unregister

from .assertions import assertion_of
from .checks import counts
from .extra_examples import extra_examples
from .findings import Finding
from .links import linked
from .options import CannotFuzz, Options
from .sending import prepare
from .spec import Spec
from .steps import Step
from .strategies import reaching
from .telling import covered, told
from .traffic import Write, har
from .watch import Watch
from .world import World

REQUEST_TIMEOUT_S = 30
TOO_SLOW = "max_response_time"
"""The check of Schemathesis that has a limit instead of a switch."""
OWN_PHASES = ("examples", "coverage", "fuzzing", "stateful")


def check_names() -> list[str]:
    """The checks of Schemathesis that there are."""
    return [name for name in ChecksConfig.__annotations__ if not name.startswith("_")]


def run_schema(
    options: Options, spec: Spec, world: World, watch: Watch, show: Callable[[str], None], max_time_s: int | None = None
) -> list[str]:
    """All phases but the model's; what is found is added to the watch.

    Args:
        max_time_s: how long they go on, and no longer; None: until all is tried once.

    Returns: what could not be tested, and why.
    Raises: CannotFuzz, KeyboardInterrupt.
    """
    whole = schemathesis.openapi.from_dict(linked(spec.document), config=_configuration(options, world, max_time_s))
    schema = whole.include(lambda context: _asked_for(context, options))
    if not any(schema.get_all_operations()):
        raise CannotFuzz("--select leaves no operation; `zitadel-mock routes` lists them")
    errors = []
    with _hooked(schema, spec, world, watch), _traffic(options, world) as write:
        for event in from_schema(schema).execute():
            match event:
                case events.PhaseStarted() if event.phase.name.value in options.phases:
                    watch.phase = event.phase.name.value
                    show(f"{watch.phase} ...")
                case events.PhaseFinished() if event.phase.name.value in options.phases:
                    show(f"{watch.phase}: {watch.statistics.total} requests, {len(watch.findings)} findings so far")
                case events.ScenarioFinished():
                    write(event.recorder)
                    _collect(event.recorder, world, watch)
                case events.NonFatalError():
                    errors.append(f"{event.label}: {event.info.title}: {event.info.message}")
                case events.FatalError():
                    raise CannotFuzz(f"the run ended early: {event.exception}")
                case events.Interrupted():
                    raise KeyboardInterrupt
    return errors


def _asked_for(context: HasAPIOperation, options: Options) -> bool:
    told = context.operation.definition.raw
    return options.selection.takes(told["operationId"], *told["tags"])


@contextmanager
def _traffic(options: Options, world: World) -> Iterator[Write]:
    if options.har is None:
        yield lambda _: None
    else:
        with har(options.har, lambda: world.callers.known) as write:
            yield write


def _checks(options: Options) -> dict[str, Any]:
    chosen: dict[str, Any] = {
        name: {"enabled": options.checks.takes(name)} for name in check_names() if name != TOO_SLOW
    }
    if options.max_latency_ms is not None and options.checks.takes(TOO_SLOW):
        chosen[TOO_SLOW] = options.max_latency_ms / 1000
    return {"enabled": True, **chosen}


def _configuration(options: Options, world: World, max_time_s: int | None) -> Config:
    return Config.from_dict(
        {
            "base-url": world.target.base_url,
            "continue-on-failure": True,
            "request-timeout": REQUEST_TIMEOUT_S,
            "auth": {"openapi": {"bearer": {"bearer": world.target.admin_pat}}},
            "generation": {"mode": "all", "max-examples": options.max_examples, "database": "none"},
            "checks": _checks(options),
            "workers": options.workers,
            **({} if max_time_s is None else {"max-time": max_time_s}),
            "phases": {phase: {"enabled": phase in options.phases} for phase in OWN_PHASES},
            "cache": {"enabled": False},
            "seed": options.seed,
        }
    )


@contextmanager
def _hooked(schema: BaseSchema, spec: Spec, world: World, watch: Watch) -> Iterator[None]:
    """What changes requests before they are sent, and sees the answers."""

    def flatmap_case(context: HookContext, case: Case[Any]) -> SearchStrategy[Case[Any]]:
        del context
        return reaching(case, spec.matrix)

    def before_add_examples(context: HookContext, examples: list[Case[Any]]) -> None:
        if context.operation is not None:
            examples.extend(extra_examples(context.operation, examples, spec))

    def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        del context, kwargs
        with watch.lock:
            prepare(case, world, spec)

    def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
        del context
        watch.saw(case, response)

    schema.hook("before_add_examples")(before_add_examples)
    schema.hook("flatmap_case")(flatmap_case)
    schema.hook("after_call")(after_call)
    schema.hook("filter_failure")(counts)
    # Only hooks for all schemas are asked before a call, so this one is taken back.
    schemathesis.hook("before_call")(before_call)
    try:
        yield
    finally:
        unregister(before_call)


def _collect(recorder: ScenarioRecorder, world: World, watch: Watch) -> None:
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                finding = _finding(recorder, case_id, check, world, watch)
                watch.findings.setdefault((finding.check, finding.operation), finding)
    watch.forget(recorder.cases)


def _finding(recorder: ScenarioRecorder, case_id: str, check: CheckNode, world: World, watch: Watch) -> Finding:
    """The finding with every request that it needs: those of the links that led to it, and its own."""
    assert check.failure_info is not None
    failure = check.failure_info.failure
    own = failure.case_id or case_id
    needed = [step.case_id for step in check.failure_info.steps if step.case_id in recorder.interactions] or [own]
    tellings = [watch.tellings.get(id_) or _telling(recorder, id_, world) for id_ in needed]
    operation = recorder.cases[own].value.operation
    response = recorder.interactions[own].response
    status = response.status_code if response is not None else 0
    return Finding(
        check.name,
        operation.definition.raw["operationId"],
        watch.phase,
        f"{failure.title}: {failure.message}" if failure.message else failure.title,
        status,
        covered(response.text) if response is not None else "",
        [step for step, _ in tellings],
        tellings[-1][1],
        assertion_of(failure, status, operation.method, operation.path),
    )


def _telling(recorder: ScenarioRecorder, case_id: str, world: World) -> tuple[Step, Step]:
    request = recorder.interactions[case_id].request
    headers = {name: values[0] for name, values in request.headers.items()}
    return told(request.method, request.uri, headers, request.body, world)
