"""The npm packages the tests use: installed once into a cache beside the tests, and scripts run among them."""

import shutil
import subprocess
from pathlib import Path

from tests.clients.cache import cached

CLIENTS = Path(__file__).parent
CACHE = CLIENTS.parent / ".npm"
MANIFESTS = ("package.json", "package-lock.json")


def installed_packages(manifests: Path = CLIENTS) -> Path:
    """The folder that holds the packages of a `package-lock.json`, installed there if they are not yet.

    Args:
        manifests: the folder of that file and its `package.json`.

    Raises `subprocess.CalledProcessError` if npm fails, for instance without a network.
    """
    sources = [manifests / name for name in MANIFESTS]

    def install(folder: Path) -> None:
        for source in sources:
            shutil.copy(source, folder)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)

    return cached(CACHE, sources, install)


def run_script(name: str) -> bytes:
    """What a script of this folder writes to standard output, run where the packages are.

    The script goes in through standard input, so that node looks packages up from the working directory.
    Raises `subprocess.CalledProcessError` if the script fails.
    """
    command = ["node", "--input-type=module", "-"]
    script = (CLIENTS / name).read_bytes()
    return subprocess.run(command, cwd=installed_packages(), input=script, stdout=subprocess.PIPE, check=True).stdout
