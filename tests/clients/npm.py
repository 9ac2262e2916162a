"""The npm packages the tests use: installed once into a cache beside the tests, and scripts run among them."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

CLIENTS = Path(__file__).parent
CACHE = CLIENTS.parent / ".npm"
MANIFESTS = ("package.json", "package-lock.json")


def installed_packages(manifests: Path = CLIENTS) -> Path:
    """The folder that holds the packages of a `package-lock.json`, installed there if they are not yet.

    Args:
        manifests: the folder of that file and its `package.json`.

    The folder's name is a digest of the manifests, so a changed pin is a new folder. The install happens aside and is
    then renamed into place: test processes that race each do the work, and one result stays.
    Raises `subprocess.CalledProcessError` if npm fails, for instance without a network.
    """
    digest = hashlib.sha256(b"".join((manifests / name).read_bytes() for name in MANIFESTS)).hexdigest()[:16]
    folder = CACHE / digest
    if folder.is_dir():
        return folder
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as aside:
        staged = Path(aside) / "staged"
        staged.mkdir()
        for name in MANIFESTS:
            shutil.copy(manifests / name, staged)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=staged, check=True)
        try:
            staged.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder


def run_script(name: str) -> bytes:
    """What a script of this folder writes to standard output, run where the packages are.

    The script goes in through standard input, so that node looks packages up from the working directory.
    Raises `subprocess.CalledProcessError` if the script fails.
    """
    command = ["node", "--input-type=module", "-"]
    script = (CLIENTS / name).read_bytes()
    return subprocess.run(command, cwd=installed_packages(), input=script, stdout=subprocess.PIPE, check=True).stdout
