"""`python -m mockserver.contracts.logins URL [CASE ...]` takes cases of logins to a server, and prints what differs.

The server's token with the role IAM_OWNER stands in the variable ZITADEL_MOCK_ADMIN_PAT. The server must reach
loopback, where an identity provider listens meanwhile. Cases that change what all share (the default organisation's
flows, the instance's providers) run with `--own-server` only. What scripts log is not compared. Exit code 1: something
differs.
"""

from __future__ import annotations

import argparse
import fnmatch
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..target import Target
from .case import CASES, needs_own_server, read_cases
from .driver import run_case
from .provider import running_provider

PAT_VARIABLE = "ZITADEL_MOCK_ADMIN_PAT"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser("python -m mockserver.contracts.logins", description=__doc__)
    parser.add_argument("url", help="of the server: http://host:port")
    parser.add_argument("cases", nargs="*", help="names of cases, with * for any text; all where none is given")
    parser.add_argument("--file", type=Path, default=CASES, help="a file of cases, in the place of the recorded ones")
    parser.add_argument("--own-server", action="store_true", help="the server is nobody else's")
    given = parser.parse_args(arguments)
    token = os.environ.get(PAT_VARIABLE, "")
    if not token:
        parser.error(f"{PAT_VARIABLE} holds no token")
    chosen = [case for case in read_cases(given.file) if _is_meant(str(case["case"]), given.cases)]
    own = [case for case in chosen if given.own_server or not needs_own_server(case)]
    wrong = 0
    with running_provider() as provider:
        for case in own:
            found = run_case(Target(given.url.rstrip("/"), token), case, provider)
            wrong += bool(found)
            for difference in found:
                print(difference)
    left_out = f", {len(chosen) - len(own)} left out (--own-server)" if len(own) < len(chosen) else ""
    print(f"{len(own) - wrong} of {len(own)} cases agree{left_out}")
    return 1 if wrong or not own else 0


def _is_meant(name: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    sys.exit(main())
