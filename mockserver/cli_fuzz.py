"""The command `zitadel-mock fuzz`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from mockserver.spec.document import spec_path

_NOT_RUN = 2
_EXTRA = ("schemathesis", "hypothesis")
"""What comes with the extra `fuzz` and is not there without it."""


def fuzz(
    base_url: Annotated[
        str, typer.Option(help="The server to test: http(s)://HOST[:PORT]; without it, one of our own is started.")
    ] = "",
    admin_pat: Annotated[
        str, typer.Option(envvar="ZITADEL_MOCK_ADMIN_PAT", help="Token of it with the role IAM_OWNER.")
    ] = "",
    seed: Annotated[int | None, typer.Option(min=0, help="Makes the requests of a run the same again.")] = None,
    max_examples: Annotated[
        int, typer.Option(min=1, help="Most examples for each operation and phase, and sequences of the model.")
    ] = 50,
    phases: Annotated[
        str, typer.Option(help="Some of examples, coverage, fuzzing, stateful and model.")
    ] = "examples,coverage,fuzzing,stateful,model",
    report: Annotated[Path | None, typer.Option(help="Folder for reports: JUnit, JSON, HTML and tests.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON; all else goes to stderr.")] = False,
) -> None:
    """Send random requests and look for answers that the spec does not allow. Exit code: 0 none, 1 some, 2 not run."""
    command = _command()
    asked = command.Command(
        spec=spec_path(),
        base_url=base_url,
        admin_pat=admin_pat,
        seed=seed,
        max_examples=max_examples,
        phases=phases,
        report=report,
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
        typer.echo("zitadel-mock: fuzz needs more packages: pip install 'zitadel-mock[fuzz]'", err=True)
        sys.exit(_NOT_RUN)
