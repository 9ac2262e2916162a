"""Holding the server against the contract, by a process of its own, whose output is none of the protocol's."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from mockserver.agents.api import Api

_LONGEST_S = 600.0
_COULD_NOT_RUN = 2


async def verified(api: Api, select: Sequence[str], *, transport: str, read_only: bool) -> dict[str, Any]:
    """What `zitadel-mock verify --json` prints, without the list of checks.

    Raises: ToolError where it cannot run, or takes more than ten minutes.
    """
    flags = [f"--select={pattern}" for pattern in select]
    command = [
        sys.executable, "-m", "mockserver", "verify", "--json", "--quiet", f"--base-url={api.base_url}",
        f"--transport={transport}", *(["--read-only"] if read_only else []), *flags,
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        # Not as a flag, which every user of the machine can read.
        env={**os.environ, "ZITADEL_MOCK_ADMIN_PAT": api.admin_pat},
    )
    try:
        told, complaints = await asyncio.wait_for(process.communicate(), _LONGEST_S)
    except TimeoutError:
        raise ToolError(f"verify took more than {_LONGEST_S:.0f} s; select fewer checks") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == _COULD_NOT_RUN:
        raise ToolError(complaints.decode("utf-8", "replace").strip() or "verify could not run")
    try:
        report: dict[str, Any] = json.loads(told)
    except ValueError as error:
        raise ToolError(f"verify ended without a report: {error}") from error
    # Thousands of checks that passed tell an agent nothing.
    report.pop("checks", None)
    return report
