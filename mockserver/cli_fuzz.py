"""The command `zitadel-mock fuzz`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from mockserver.cli_options import FILE, USAGE_ERROR, max_latency, option, seconds
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.spec import description
else:
    description = Later("mockserver.spec.description")

_EXTRA = ("schemathesis", "hypothesis")
"""What comes with the extra `fuzz` and is not there without it."""


@click.command()
@option(
    "--base-url",
    default="",
    help="The server to test: http(s)://HOST[:PORT]; without it, one of our own is started.",
)
@option("--admin-pat", envvar="ZITADEL_MOCK_ADMIN_PAT", default="", help="Token of it with the role IAM_OWNER.")
@option("--seed", type=click.IntRange(0), help="Makes the requests of a run the same again.")
@option(
    "--max-examples",
    type=click.IntRange(1),
    default=50,
    help="Most examples for each operation and phase; of the last three phases, sequences and bindings.",
)
@option(
    "--phases",
    default="examples,coverage,fuzzing,stateful,model,scripts,executions",
    help="Some of examples, coverage, fuzzing, stateful, model, scripts and executions.",
)
@option(
    "--select",
    multiple=True,
    help="Only these operations, in the first four phases: operationId or tag, with wildcards; ! excludes.",
)
@option(
    "--checks",
    multiple=True,
    help="Only these checks, by name with wildcards; ! excludes. A wrong name is answered with all there are.",
)
@option(
    "--max-time",
    type=seconds,
    metavar="SPAN",
    help="Go on for so long, such as 90s, 5m or 1h, and no longer; phases that draw anew are repeated until then.",
)
@option("--workers", type=click.IntRange(1, 64), default=1, help="Threads that send requests.")
@max_latency
@option("--baseline", type=FILE, help="Findings that are accepted (YAML, or the JSON report of a run).")
@option("--report", type=FILE, help="Folder for reports.")
@option(
    "--formats",
    default="junit,json,html,tests",
    help="Reports to write: junit, json, html, tests, markdown, ctrf, codequality, har, with commas.",
)
@option("--json", "as_json", is_flag=True, help="Print the report as JSON; all else goes to stderr.")
@option(
    "--config",
    type=FILE,
    help="Send nothing; write openapi.yaml and schemathesis.toml into this folder, for `schemathesis run`.",
)
def fuzz(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    base_url: str,
    admin_pat: str,
    seed: int | None,
    max_examples: int,
    phases: str,
    select: tuple[str, ...],
    checks: tuple[str, ...],
    max_time: int | None,
    workers: int,
    max_latency: float | None,
    baseline: Path | None,
    report: Path | None,
    formats: str,
    as_json: bool,
    config: Path | None,
) -> None:
    """Send random requests and look for answers that the spec does not allow. Exit code: 0 none, 1 some, 2 not run."""
    command = _command()
    if config is not None:
        sys.exit(command.write_config(description.description_file(), config))
    asked = command.Command(
        spec=description.description_file(),
        base_url=base_url,
        admin_pat=admin_pat,
        seed=seed,
        max_examples=max_examples,
        phases=phases,
        select=select,
        checks=checks,
        max_time_s=max_time,
        workers=workers,
        max_latency_ms=max_latency,
        baseline=baseline,
        report=report,
        formats=formats,
        as_json=as_json,
    )
    sys.exit(command.run(asked))


def _command() -> ModuleType:
    """What runs; imported here, for it is heavy and its libraries are there with the extra `fuzz` only."""
    try:
        return importlib.import_module("mockserver.contracts.fuzz.command")
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        click.echo("zitadel-mock: fuzz needs more packages: pip install 'zitadel-mock[fuzz]'", err=True)
        sys.exit(USAGE_ERROR)
