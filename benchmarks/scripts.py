"""What a small script costs a token request: `python -m benchmarks.scripts`.

CPU of the server's process, for requests whose organisation has a script bound and for others in turn, so that what
disturbs one disturbs both. It prints the median of the rounds, in milliseconds, and their ratio.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import httpx

from contracts.server_process import server_process

ROUNDS = 8
REQUESTS = 150
SCRIPT = "function small(ctx, api) { api.v1.claims.setClaim('who', String(ctx.v1.getUser().username)); }"


class Robot(NamedTuple):
    """A machine user that asks for tokens."""

    client_id: str
    secret: str


def main() -> int:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder, server_process(Path(folder)) as target:
        headers = {"authorization": f"Bearer {target.admin_pat}"}
        with httpx.Client(base_url=target.base_url, headers=headers, trust_env=False) as http:
            process = _process(folder)
            robots = {bound: _robot(http, bound) for bound in (True, False)}
            taken: dict[bool, list[float]] = {True: [], False: []}
            for round_ in range(ROUNDS + 1):
                for bound, robot in robots.items():
                    before = _cpu_s(process)
                    _ask(http, robot)
                    # The first round is not measured: it imports the engine.
                    if round_:
                        taken[bound].append((_cpu_s(process) - before) / REQUESTS * 1000)
    with_script, without = (statistics.median(taken[bound]) for bound in (True, False))
    sys.stdout.write(
        f"a token request: {without:.2f} ms; with a small script: {with_script:.2f} ms, "
        f"{with_script - without:.2f} ms more, {with_script / without:.2f} times\n"
    )
    return 0


def _robot(http: httpx.Client, bound: bool) -> Robot:
    organisation = _done(http.post("/management/v1/orgs", json={"name": f"Bound {bound}"}))["id"]
    headers = {"x-zitadel-orgid": organisation}
    fields = {"userName": f"robot-{bound}", "name": "Robot", "accessTokenType": "ACCESS_TOKEN_TYPE_JWT"}
    user = _done(http.post("/management/v1/users/machine", json=fields, headers=headers))["userId"]
    secret = _done(http.put(f"/management/v1/users/{user}/secret", json={}, headers=headers))
    if bound:
        action = {"name": "small", "script": SCRIPT, "timeout": "10s"}
        wanted = {"actionIds": [_done(http.post("/management/v1/actions", json=action, headers=headers))["id"]]}
        _done(http.post("/management/v1/flows/2/trigger/5", json=wanted, headers=headers))
    return Robot(secret["clientId"], secret["clientSecret"])


def _ask(http: httpx.Client, robot: Robot) -> None:
    form = {"grant_type": "client_credentials", "scope": "profile"}
    form |= {"client_id": robot.client_id, "client_secret": robot.secret}
    for _ in range(REQUESTS):
        _done(http.post("/oauth/v2/token", data=form))


def _done(response: httpx.Response) -> dict[str, str]:
    found: dict[str, str] = response.raise_for_status().json()
    return found


def _process(folder: str) -> int:
    """The server that was told to write there."""
    found = (
        int(each.name)
        for each in Path("/proc").glob("[0-9]*")
        if (each / "cmdline").exists() and folder.encode() in (each / "cmdline").read_bytes()
    )
    return next(found)


def _cpu_s(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
