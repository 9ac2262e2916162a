"""Runs Schemathesis against a server, as its command line tool in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx

from contracts.target import Target
from mockserver.spec.document import spec_path

ROOT = Path(__file__).parents[2]
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


EXAMPLE_ORGANISATION = "353046836921434114"
EXAMPLE_USER = "353046838012051458"


def schemathesis_run(target: Target, *, seed: int, examples: int) -> subprocess.CompletedProcess[str]:
    """All phases and checks, from one seed.

    Args:
        examples: most examples for each operation and phase.

    Returns: the ended process; its status is 0 where nothing was found, its output is the report.
    """
    _make_examples_real(target)
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION), "run", str(spec_path())]
    command += ["--url", target.base_url, "--seed", str(seed), "--max-examples", str(examples)]
    environment = os.environ | {"ZITADEL_MOCK_ADMIN_PAT": target.admin_pat}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def _make_examples_real(target: Target) -> None:
    """Add the organisation and the user whose ids are the examples of openapi.yaml, so that requests reach further."""
    headers = {"authorization": f"Bearer {target.admin_pat}", "x-zitadel-orgid": EXAMPLE_ORGANISATION}
    with httpx.Client(base_url=target.base_url, headers=headers, trust_env=False) as http:
        body = {"name": "Of the examples", "orgId": EXAMPLE_ORGANISATION}
        http.post("/v2/organizations", json=body, headers={"x-zitadel-orgid": ""}).raise_for_status()
        user = {"userName": "of-the-examples", "name": "Robot", "userId": EXAMPLE_USER}
        http.post("/management/v1/users/machine", json=user).raise_for_status()
