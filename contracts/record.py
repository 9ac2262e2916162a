"""The whole of `record` behind one function: scenarios in, recordings out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from google.protobuf.message import DecodeError

from .choosing import JSON, Over
from .messages import Messages
from .recorder import Recorded, run
from .replayer import ADMIN_ROLE
from .rpc.peer import Peer
from .rpc.sending import UnsendableMessage
from .rpc.travel import RPC_TRANSPORTS
from .scenario import SCENARIOS, ScenarioError, read_scenario
from .sending import Sender
from .translations import english_texts, rendered
from .verify.pace import Pace
from .verify.secret import Secrets
from .verify.spec import SpecError, read_spec

DONE, COULD_NOT_RUN = 0, 2
TRANSPORTS = (JSON, *RPC_TRANSPORTS)
ALL = "all"


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for, as it was given.

    Attributes:
        scenarios: a folder of scenarios; None for those of the contract.
        only: names of scenarios; none stands for all.
        transport: names of TRANSPORTS with commas, or `all`.
    """

    base_url: str
    admin_pat: str = field(repr=False)
    spec: Path
    descriptors: bytes = field(repr=False)
    out: Path
    scenarios: Path | None
    only: Sequence[str]
    transport: str
    rps: float | None
    timeout_s: float
    verify_tls: bool


def record(command: Command) -> int:
    """Record a server; returns the exit code. What was recorded is not removed from the server."""
    secrets = Secrets(command.admin_pat)
    try:
        written = _recorded(command, secrets)
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        ScenarioError,
        UnsendableMessage,
        SpecError,
        DecodeError,
        ValueError,
        OSError,
    ) as error:
        sys.stderr.write(secrets.clean(f"zitadel-mock: {type(error).__name__}: {error}\n"))
        return COULD_NOT_RUN
    sys.stdout.write(f"wrote {written} recordings to {command.out}\n")
    return DONE


def _recorded(command: Command, secrets: Secrets) -> int:
    """Write every recording that was asked for; returns how many."""
    transports = _transports(command.transport)
    scenarios = {path: read_scenario(path) for path in _chosen(command)}
    spec, messages = read_spec(command.spec), Messages(command.descriptors)
    pace = Pace(command.rps)
    recorded: dict[str, Recorded] = {}
    with httpx.Client(
        base_url=command.base_url,
        timeout=command.timeout_s,
        trust_env=False,
        verify=command.verify_tls,
        event_hooks={"request": [pace.step]},
    ) as client:
        client.get("/debug/healthz")
        peer = Peer(command.base_url, command.timeout_s, command.verify_tls, pace.step)
        sender = Sender(client, messages, peer)
        for transport in transports:
            for path, steps in scenarios.items():
                name = path.name if transport == JSON else f"{path.stem}.{transport}{path.suffix}"
                sys.stderr.write(f"{name}: {len(steps)} requests\n")
                client.cookies.clear()
                over = Over(transport, spec, messages)
                recorded[name] = run(steps, sender, messages, {ADMIN_ROLE: command.admin_pat}, over)
    english = english_texts(line for made in recorded.values() for line in made.lines)
    command.out.mkdir(parents=True, exist_ok=True)
    for name, made in recorded.items():
        # What a server repeats in an unexpected place is covered here, once more.
        text = "".join(f"{made.names.covered(rendered(line, english))}\n" for line in made.lines)
        (command.out / name).write_text(secrets.clean(text, made.plain), encoding="utf-8")
    return len(recorded)


def _transports(text: str) -> Sequence[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if names == [ALL]:
        return TRANSPORTS
    if wrong := [name for name in names if name not in TRANSPORTS]:
        raise ScenarioError(f"{wrong[0]!r} is no transport: --transport takes {', '.join(TRANSPORTS)}, or {ALL}")
    return list(dict.fromkeys(names))


def _chosen(command: Command) -> list[Path]:
    folder = command.scenarios or SCENARIOS
    if not folder.is_dir():
        raise ScenarioError(f"{folder} is no folder: --scenarios takes one that holds scenarios (*.jsonl)")
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise ScenarioError(f"{folder} holds no scenario (*.jsonl)")
    unknown = set(command.only) - {path.stem for path in paths}
    if unknown:
        raise ScenarioError(f"no scenario is called {', '.join(sorted(unknown))}")
    return [path for path in paths if not command.only or path.stem in command.only]
