"""Connexion as it comes, with an answer from a can."""

from __future__ import annotations

from typing import Any

import uvicorn
from connexion.apps.asynchronous import AsyncApp
from connexion.resolver import Resolver

from benchmarks.peers.canned import ANSWER, SPEC
from benchmarks.peers.port import port_argument


async def set_trigger_actions(flow_type: str, trigger_type: str, body: dict[str, Any]) -> dict[str, Any]:
    """Answer; Connexion has validated."""
    del flow_type, trigger_type, body
    return ANSWER


def main() -> None:
    """Serve."""
    app = AsyncApp(__name__)
    app.add_api(SPEC, resolver=Resolver(lambda _: set_trigger_actions))
    uvicorn.run(app, port=port_argument(), loop="uvloop", http="httptools", log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
