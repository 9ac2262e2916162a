"""Buildah, which builds and runs images without an engine, in chroots; and a base image made of Debian's packages."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.clients.missing import missing, need_program

NAME = "Buildah"
ROOT = Path(__file__).parents[2]
_INSTALL = ROOT / ".ci" / "install-buildah"
_BASE_PACKAGES = "python3,python3-pip,python-is-python3,ca-certificates"
_OF_THE_MACHINE = (Path("/etc/ssl/certs"), Path("/etc/pip.conf"))
"""By what pip finds packages here; they are lent to the build, and no part of the image."""


def install() -> None:
    """Install it, if it is not yet.

    Raises `subprocess.CalledProcessError` where that fails, or is not to be done for this user.
    """
    subprocess.run([_INSTALL], check=True, stderr=subprocess.PIPE, text=True)


class Buildah:
    """Images and containers in a folder, which nobody else sees."""

    def __init__(self, folder: Path) -> None:
        """Begin with none; the test ends where the program is missing, or where nobody may change roots."""
        self._program = need_program("buildah")
        if os.geteuid() != 0:
            missing(NAME, "it needs root here")
        self._folder = folder

    def __call__(self, *arguments: str | Path, timeout_s: float = 60) -> str:
        """What a command of it writes to stdout."""
        done = subprocess.run(
            self.command(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=timeout_s, check=False
        )
        assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-4_000:]
        return done.stdout.strip()

    def command(self, *arguments: str | Path) -> Sequence[str | Path]:
        """The command line of a command."""
        store = ("--root", self._folder / "images", "--runroot", self._folder / "run", "--storage-driver", "vfs")
        return [self._program, *store, *arguments]

    def make_base(self, name: str) -> None:
        """Make an image like Docker's official ones of Python, of the Debian that this is: with pip for everybody."""
        base = self._folder / "base"
        release = platform.freedesktop_os_release()["VERSION_CODENAME"]
        subprocess.run(
            [need_program("debootstrap"), "--variant=minbase", f"--include={_BASE_PACKAGES}", release, base],
            check=True,
            capture_output=True,
            timeout=600,
        )
        # Debian's pip leaves the system's packages alone; there this mark is not.
        for mark in base.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):
            mark.unlink()
        container = self("from", "scratch")
        self("add", "--quiet", container, base, "/", timeout_s=300)
        self("config", "--env", "PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", container)
        self("commit", "--quiet", container, name, timeout_s=300)
        self("rm", container)

    def build(self, dockerfile: Path, name: str) -> None:
        """Take the steps of a Dockerfile, on images that are here."""
        lent = [f"--volume={path}:{path}:ro" for path in _OF_THE_MACHINE if path.exists()]
        fixed = ("--isolation", "chroot", "--format", "docker", "--pull-never", "--layers=false")
        self("build", *fixed, *lent, "--tag", name, "--file", dockerfile, ".", timeout_s=1200)
