"""The whole of `record` behind one function: scenarios in, recordings out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import httpx

from .recorder import english_texts, rendered, run
from .replayer import ADMIN_ROLE
from .scenario import SCENARIOS, ScenarioError, read_scenario
from .verify.pace import Pace
from .verify.secret import Secrets

DONE, COULD_NOT_RUN = 0, 2


def record(
    *,
    base_url: str,
    admin_pat: str,
    out: Path,
    only: Sequence[str],
    per_second: float | None,
    timeout_s: float,
    verify_tls: bool,
) -> int:
    """Record a server; returns the exit code. What was recorded is not removed from the server.

    Args:
        only: names of scenarios; none stands for all.
    """
    secrets = Secrets(admin_pat)
    try:
        paths = _chosen(only)
        scenarios = {path.name: read_scenario(path) for path in paths}
        pace = Pace(per_second)
        with httpx.Client(
            base_url=base_url,
            timeout=timeout_s,
            trust_env=False,
            verify=verify_tls,
            event_hooks={"request": [pace.step]},
        ) as client:
            client.get("/debug/healthz")
            recorded = {}
            for name, steps in scenarios.items():
                sys.stderr.write(f"{name}: {len(steps)} requests\n")
                recorded[name] = run(steps, client, {ADMIN_ROLE: admin_pat})
        english = english_texts([line for lines, _ in recorded.values() for line in lines])
        out.mkdir(parents=True, exist_ok=True)
        for name, (lines, names) in recorded.items():
            # What a server repeats in an unexpected place is covered here, once more.
            text = "".join(f"{names.covered(rendered(line, english))}\n" for line in lines)
            (out / name).write_text(secrets.clean(text), encoding="utf-8")
    except (httpx.HTTPError, httpx.InvalidURL, ScenarioError, OSError) as error:
        sys.stderr.write(secrets.clean(f"zitadel-mock: {type(error).__name__}: {error}\n"))
        return COULD_NOT_RUN
    sys.stdout.write(f"wrote {len(recorded)} recordings to {out}\n")
    return DONE


def _chosen(only: Sequence[str]) -> list[Path]:
    paths = sorted(SCENARIOS.glob("*.jsonl"))
    unknown = set(only) - {path.stem for path in paths}
    if unknown:
        raise ScenarioError(f"no scenario is called {', '.join(sorted(unknown))}")
    return [path for path in paths if not only or path.stem in only]
