"""Installs and builds what the tests take from elsewhere, so that no test has to wait for it.

With `--tools`, also what `make tools` runs, which takes longer to install. What cannot be had is told of, and
`missing.py` says what becomes of its tests.
"""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.clients import chromium, go, java, npm, pip, pypi
from tests.clients.missing import keep_reasons, nothing_may_be_missing
from tests.docs.folders import REACT
from tests.examples.folders import BOOTSTRAP
from tests.packages import go as go_module
from tests.packages import java as java_package
from tests.packages import javascript
from tests.sharing import postgresql
from tests.testing.linters.linting import LINTERS
from tests.tools import buildah, jars, oasdiff, rust_programs
from tests.tools.folders import ANGULAR, PYTHON, READERS, REDOCLY, TYPESCRIPT

Client = tuple[str, Callable[[], object]]
"""Its name, and what prepares it."""


def _packages(*folders: Path) -> list[Client]:
    """Packages from npm, a folder with a lock after another."""
    return [(npm.NAME, functools.partial(npm.install_packages, folder)) for folder in folders]


CLIENTS: list[Client] = [
    (chromium.NAME, chromium.install),
    (pip.NAME, pip.download_pip),
    *_packages(npm.CLIENTS, BOOTSTRAP, LINTERS, REACT, REDOCLY),
    (pypi.NAME, pypi.install_environment),
    (go.NAME, go.build_programs),
    (java.NAME, java.compile_programs),
    (postgresql.NAME, postgresql.install),
    (javascript.NAME, javascript.install_frontend),
]
TOOLS: list[Client] = [
    *_packages(ANGULAR, READERS, TYPESCRIPT),
    (pypi.NAME, functools.partial(pypi.install_environment, PYTHON)),
    (oasdiff.NAME, oasdiff.build),
    (jars.NAME, jars.install_jars),
    (go_module.NAME, go_module.download),
    (java_package.NAME, java_package.download),
    (rust_programs.NAME, rust_programs.build),
    (buildah.NAME, buildah.install),
]


def reasons_of(clients: Iterable[Client]) -> dict[str, str]:
    """Do what is not done yet; the reason for each client that cannot be had."""
    reasons: dict[str, str] = {}
    for name, prepare in clients:
        try:
            prepare()
        except FileNotFoundError as error:
            reasons[name] = f"{Path(error.filename).name} is not installed"
        except subprocess.CalledProcessError as error:
            said = (error.stderr or "").strip().splitlines() or [f"exit code {error.returncode}"]
            reasons[name] = f"{Path(error.cmd[0]).name} failed: {said[-1]}"
        except OSError as error:
            reasons[name] = str(error)
    return reasons


def main() -> int:
    """Prepare everything; 1 where something is missing that may not be."""
    reasons = reasons_of(CLIENTS + TOOLS if "--tools" in sys.argv[1:] else CLIENTS)
    keep_reasons(reasons)
    rest = "CI=true wants all of them" if nothing_may_be_missing() else "tests that need it are skipped"
    for name, reason in reasons.items():
        sys.stderr.write(f"{name} cannot be had: {reason}; {rest}\n")
    return 1 if reasons and nothing_may_be_missing() else 0


if __name__ == "__main__":
    sys.exit(main())
