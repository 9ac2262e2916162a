"""Cases of logins: what is set up, what somebody does, and what was observed. PROVENANCE.md describes their form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

CASES: Final = Path(__file__).parents[1] / "recordings" / "logins" / "logins.jsonl"
HOME: Final = "home"
DEFAULT: Final = "default"

Case = Mapping[str, Any]


def read_cases(path: Path = CASES) -> Iterator[Case]:
    """The cases of a file, in order."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def needs_own_server(case: Case) -> bool:
    """Whether a case changes what all cases share: flows of the default organisation, or providers of the instance."""
    return DEFAULT in case["flows"] or (case.get("idp") or {}).get("owner") == "instance"
