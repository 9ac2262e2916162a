"""The image, built by the steps of the Dockerfile and run as it says, by a program that needs no engine.

Its base is not Docker's `python`, which no registry of packages has, but one made of Debian's packages under its name.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.tools.buildah import ROOT, Buildah

pytestmark = [pytest.mark.tools, pytest.mark.timeout(2400)]

_BASE = "docker.io/library/python:3.12-slim"
_IMAGE = "localhost/zitadel-mock:proof"
_PATIENCE_S = 60


@pytest.fixture(scope="module")
def buildah(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Buildah]:
    """Buildah, with the image."""
    made = Buildah(tmp_path_factory.mktemp("buildah"))
    made.make_base(_BASE)
    made.build(ROOT / "Dockerfile", _IMAGE)
    yield made
    made("rmi", "--all", "--force")


def test_it_serves(buildah: Buildah) -> None:
    """A container answers, not as root; its check says so, and it can keep a state in /data."""
    container, port = buildah("from", "--pull-never", _IMAGE), _free_port()
    image = json.loads(buildah("inspect", "--type", "image", _IMAGE))["Docker"]["config"]
    run = ("run", "--isolation", "chroot", "--env", f"ZITADEL_PORT={port}", container, "--")
    assert buildah(*run, "id", "-u") == "10001"
    kept = ("--persist", "/data/state.yaml", "--host", "127.0.0.1")
    command = buildah.command(*run, *image["Entrypoint"], *image["Cmd"], *kept)
    serving = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        _, *check = image["Healthcheck"]["Test"]
        buildah(*run, *check)
        buildah(*run, "test", "-s", "/data/state.yaml")
        # Its build read the spec already.
        assert buildah(*run, "find", "/home/zitadel-mock/.cache", "-type", "f")
    finally:
        serving.terminate()
        serving.wait(timeout=_PATIENCE_S)
    assert subprocess.run(buildah.command(*run, *check), capture_output=True, check=False).returncode != 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    headers = {"authorization": "Bearer zitadel-mock-admin-pat"}
    while True:
        try:
            url = f"http://127.0.0.1:{port}/management/v1/actions/_search"
            assert httpx.post(url, headers=headers, json={}).is_success
        except httpx.TransportError:
            assert time.monotonic() < until
            time.sleep(0.1)
        else:
            return
