"""What every client that a tool has made of openapi.yaml does, and what must come of it.

In the organisation that it is told it creates an action, sets it at a trigger, reads the flow, finds the action by its
name, and sets the same once more, which is refused. It prints {created, owner, bound, found, refused} in JSON: the
action's id, the organisation in the answer, the ids at the trigger, the ids that were found, and status and message of
the refusal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contracts.target import Target
from tests.server import Api
from tests.tools.folders import run


def call(command: Sequence[str], server: Target, api: Api, cwd: Path | None = None) -> None:
    """Run a program that does all this, and hold what it tells against the server.

    Its last three arguments are the server's URL, a token, and the id of an organisation.
    """
    output = run([*command, server.base_url, server.admin_pat, api.organisation], cwd)
    told: Any = json.loads(output)
    (created,) = [action["id"] for action in api.actions()]
    assert told == {
        "created": created,
        "owner": api.organisation,
        "bound": [created],
        "found": [created],
        "refused": [400, "No Changes (COMMAND-Nfh52)"],
    }
    assert api.bound() == [created]
