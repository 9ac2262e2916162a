"""The npm packages the tests use: installed once into a cache beside the tests, and scripts run among them."""

import shutil
import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.missing import need_program

NAME = "Node.js with npm's packages"
CLIENTS = Path(__file__).parent
CACHE = CLIENTS.parent / ".npm"
MANIFESTS = ("package.json", "package-lock.json")


def install_packages(manifests: Path = CLIENTS) -> Path:
    """Install the packages of a `package-lock.json`, and nothing else, if they are not yet.

    Args:
        manifests: the folder of that file and its `package.json`.

    Raises OSError without npm, `subprocess.SubprocessError` if it fails, for instance without a network.
    """
    sources = _sources(manifests)

    def install(folder: Path) -> None:
        for source in sources:
            shutil.copy(source, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.PIPE, text=True)

    return prepare(CACHE, sources, install)


def installed_packages(manifests: Path = CLIENTS) -> Path:
    """The folder that holds what `install_packages` installed; the test ends where it did not."""
    need_program("node")
    return prepared(NAME, CACHE, _sources(manifests))


def run_script(name: str) -> bytes:
    """What a script of this folder writes to standard output, run where the packages are.

    The script goes in through standard input, so that node looks packages up from the working directory.
    Raises `subprocess.CalledProcessError` if the script fails.
    """
    command = ["node", "--input-type=module", "-"]
    script = (CLIENTS / name).read_bytes()
    return subprocess.run(command, cwd=installed_packages(), input=script, stdout=subprocess.PIPE, check=True).stdout


def _sources(manifests: Path) -> list[Path]:
    return [manifests / name for name in MANIFESTS]
