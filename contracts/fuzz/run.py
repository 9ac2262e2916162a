"""A whole run against one server: Schemathesis, then the phases of our own."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import yaml

from ..server_process import ServerFailure, server_process
from ..target import Target
from .executions.run import run_executions
from .model_run import run_model
from .options import CannotFuzz, Options
from .outcome import Outcome
from .pytest_case import Imports
from .schema_run import run_schema
from .scripts.run import run_scripts
from .spec import read_spec
from .watch import Watch
from .world import World, prepared_world

OWN: Mapping[str, Callable[[Options, World, Watch, float | None], None]] = {
    "model": run_model,
    "scripts": run_scripts,
    "executions": run_executions,
}
"""The phases that are not Schemathesis', by name, in their order behind those."""
_OWN_SHARE = 0.2
"""The part of a limited run that is kept for them."""


def fuzz(target: Target, options: Options, spec_path: Path, show: Callable[[str], None], *, clean: bool) -> Outcome:
    """Try what was asked for.

    Args:
        show: told about the progress, a line at a time.
        clean: whether what was made on the server is removed.

    Raises: CannotFuzz, KeyboardInterrupt.
    """
    started = time.monotonic()
    try:
        spec = read_spec(spec_path)
    except (OSError, ValueError, yaml.YAMLError, KeyError) as error:
        raise CannotFuzz(f"{spec_path} cannot be read: {error!r}") from error
    errors: list[str] = []
    # Libraries print as well, and what is printed to stdout is the report.
    with prepared_world(target, clean=clean) as world, redirect_stdout(sys.stderr):
        watch = Watch(world, spec, options.checks)
        own = [phase for phase in options.phases if phase in OWN and options.checks.takes(phase)]
        if any(phase not in OWN for phase in options.phases):
            errors = run_schema(options, spec, world, watch, show, _part_of(options, with_own=bool(own)))
        for number, phase in enumerate(own):
            watch.phase = phase
            show(f"{phase} ...")
            OWN[phase](options, world, watch, _deadline(options, started, len(own) - number))
            show(f"{phase}: {watch.statistics.total} requests, {len(watch.findings)} findings so far")
        hidden = world.callers.known

    def covered(text: str) -> str:
        for token in hidden:
            text = text.replace(token, "(secret)")
        return text

    imports = Imports(__name__.rpartition(".")[0], spec_path, options.seed)
    return Outcome(
        target.base_url,
        options,
        imports,
        watch.statistics,
        list(watch.findings.values()),
        [covered(error) for error in errors],
        time.monotonic() - started,
        skipped=watch.skipped,
    )


def _deadline(options: Options, started: float, left: int) -> float | None:
    """When the next of the phases that are left is to end, by the monotonic clock; they share the time that is left."""
    if options.max_time_s is None:
        return None
    now = time.monotonic()
    return now + max(0.0, started + options.max_time_s - now) / left


def _part_of(options: Options, *, with_own: bool) -> int | None:
    """The seconds of a limited run that are for Schemathesis."""
    if options.max_time_s is None:
        return None
    return max(1, round(options.max_time_s * (1 - _OWN_SHARE))) if with_own else options.max_time_s


@contextmanager
def own_server() -> Iterator[Target]:
    """A server of our own as a process on a free port. Raises: CannotFuzz."""
    with tempfile.TemporaryDirectory(prefix="zitadel-mock-fuzz-") as directory:
        try:
            with server_process(Path(directory)) as target:
                yield target
        except ServerFailure as error:
            raise CannotFuzz(str(error)) from error
