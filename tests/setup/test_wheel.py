"""The built wheel, installed as a user would, where a user would run it."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from contracts.server_process import reported_port
from mockserver.settings import DEFAULT_ADMIN_PAT
from mockserver.surface import jsonable, library
from tests.clients.missing import need_program
from tests.setup.wheels import pinned_here, real_wheel

# Here to install is the subject; a machine that is busy otherwise may take minutes.
pytestmark = pytest.mark.timeout(600)

ROOT = Path(__file__).parents[2]
SOURCES = ("LICENSE", "README.md", "openapi", "openapi.yaml", "pyproject.toml", "contracts", "mockserver")
STRANGER = "12345"


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the project and what it needs, and another version of the project beside it."""

    python: Path
    other: Path
    """A folder for `PYTHONPATH`: there it wins over what is installed."""


def built(sources: Path, wheels: Path) -> Path:
    """The project's wheel, out of a folder of sources."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(wheels), str(sources)], check=True)
    (wheel,) = wheels.glob("zitadel_mock-*.whl")
    return wheel


def other_version(folder: Path) -> Path:
    """Sources of a version whose code reads the spec in another way, and says so."""
    folder.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name, **({"symlinks": True} if copy is shutil.copytree else {}))
    project, reading = folder / "pyproject.toml", folder / "mockserver" / "spec" / "reading.py"
    project.write_text(project.read_text("utf-8").replace('version = "0.1.0"', 'version = "0.2.0"'), "utf-8")
    reading.write_text(
        reading.read_text("utf-8").replace("return CompiledSpec(extensions,", "return CompiledSpec(dict(extensions),"),
        "utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """By `pip install` from a folder of the locked packages, so that no network is needed.

    Any user may read it, which none may of pytest's own folders.
    """
    folder = tmp_path_factory.mktemp("installed")
    wheels = folder / "wheels"
    wheels.mkdir()
    for name, version in pinned_here(ROOT / "requirements.lock").items():
        real_wheel(name, version, wheels)
    ours, theirs = built(ROOT, wheels), built(other_version(folder / "sources"), folder / "other-wheels")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "environment")], check=True)
    python = folder / "environment" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-index"]
    subprocess.run([*install, "--find-links", str(wheels), str(ours)], check=True)
    subprocess.run([*install, "--no-deps", "--target", str(folder / "other"), str(theirs)], check=True)
    yield Installed(python, folder / "other")
    shutil.rmtree(folder)


@contextmanager
def serving(
    installed: Installed, folder: Path, variables: Mapping[str, str], *options: str, prefix: tuple[str, ...] = ()
) -> Iterator[tuple[httpx.Client, str]]:
    """A server in an environment that holds nothing but these variables, and all that it said at its start."""
    port_file, output_file = folder / "port", folder / "output"
    port_file.unlink(missing_ok=True)
    command = [*prefix, str(installed.python.with_name("zitadel-mock")), "serve", "--port", "0"]
    with output_file.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--port-file", str(port_file), *options],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **variables},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        port = reported_port(process, port_file)
        said = output_file.read_text("utf-8")
        assert port is not None, said
        scheme = "https" if "--tls" in options else "http"
        authority = re.findall(r"^certificate authority: (.*)$", said, re.MULTILINE)
        trust = ssl.create_default_context(cafile=authority[0] if authority else None)
        headers = {"authorization": f"Bearer {DEFAULT_ADMIN_PAT}"}
        base_url = f"{scheme}://localhost:{port}"
        with httpx.Client(base_url=base_url, headers=headers, trust_env=False, timeout=30, verify=trust) as http:
            yield http, said
    finally:
        process.terminate()
        assert process.wait(30) == 0


def require_answer(http: httpx.Client) -> None:
    """Fail unless the API answers as the real server does."""
    answer = http.post("/management/v1/flows/4/triggers/_search")
    assert [row["id"] for row in answer.json()["result"]] == ["6"]


def version(http: httpx.Client) -> str:
    """Which one serves."""
    found: str = http.get("/__admin/health").json()["version"]
    return found


@pytest.mark.parametrize(
    ("cache", "options"),
    [
        pytest.param(cache, options, id=f"{cache}-{name}", marks=[] if sample else pytest.mark.thorough)
        for name, options, sample in (("http", (), True), ("https", ("--tls", "self-signed"), False))
        for cache in ("none", "unwritable", "a file", "own")
    ],
)
def test_serves_from_another_folder(installed: Installed, tmp_path: Path, cache: str, options: tuple[str, ...]) -> None:
    """Whatever the environment lacks, HOME included, the server starts, and leaves nothing where it is started."""
    (tmp_path / "file").write_text("")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    chosen = {"none": {}, "unwritable": {"HOME": "/proc"}, "a file": {"XDG_CACHE_HOME": str(tmp_path / "file")}}
    with serving(installed, folder, chosen.get(cache, {"XDG_CACHE_HOME": str(tmp_path / "cache")}), *options) as (
        http,
        _,
    ):
        require_answer(http)
    assert [path.name for path in folder.iterdir()] == ["output"]
    assert (tmp_path / "file").read_text() == ""
    assert (tmp_path / "cache").exists() is (cache == "own")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_user_that_the_system_does_not_know(installed: Installed, tmp_path: Path) -> None:
    """Without HOME and without an entry in passwd there is no cache, and none is needed."""
    setpriv = need_program("setpriv")
    # Which may read folders of root's, as those of pytest and of Python itself may be.
    prefix = (setpriv, "--reuid", STRANGER, "--regid", STRANGER, "--clear-groups")
    prefix += ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    with serving(installed, tmp_path, {}, "--tls", "self-signed", prefix=prefix) as (http, said):
        require_answer(http)
    assert "Traceback" not in said


def test_a_read_only_cache(installed: Installed, tmp_path: Path) -> None:
    """What another start has kept is used where nothing can be written, the authority of TLS included."""
    variables = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    with serving(installed, tmp_path, variables, "--tls", "self-signed") as (_, said):
        (authority,) = re.findall(r"^certificate authority: (.*)$", said, re.MULTILINE)
    kept = {path: path.stat() for path in (tmp_path / "cache").rglob("*")}
    folders = [path for path in kept if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    with serving(installed, tmp_path, variables, "--tls", "self-signed") as (http, said):
        require_answer(http)
        assert f"certificate authority: {authority}\n" in said
    for folder in folders:
        folder.chmod(0o755)
    after = {path: path.stat() for path in (tmp_path / "cache").rglob("*")}
    assert {path: status.st_mtime_ns for path, status in after.items() if path.is_file()} == {
        path: status.st_mtime_ns for path, status in kept.items() if path.is_file()
    }


@pytest.mark.thorough
def test_two_versions_side_by_side(installed: Installed, tmp_path: Path) -> None:
    """Two versions share a cache folder, at the same time and in turn, and each has an entry of its own."""
    ours = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    theirs = {**ours, "PYTHONPATH": str(installed.other)}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    entries = []
    for _ in range(2):
        with (
            serving(installed, tmp_path / "one", ours, "--tls", "self-signed") as (first, _said),
            serving(installed, tmp_path / "two", theirs, "--tls", "self-signed") as (second, _said),
        ):
            for http in (first, second):
                require_answer(http)
            assert (version(first), version(second)) == ("0.1.0", "0.2.0")
        folder = tmp_path / "cache" / "zitadel-mock" / "spec"
        entries.append({path.name: path.stat().st_mtime_ns for path in folder.iterdir()})
    assert len(entries[0]) == 2
    assert entries[1] == entries[0]


def test_the_surface_is_installed(installed: Installed, tmp_path: Path) -> None:
    """All versions of the surface come with the wheel, whole, so that they can be compared anywhere."""
    command = [str(installed.python.with_name("zitadel-mock")), "surface", "versions", "--json"]
    ended = subprocess.run(command, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, check=True, capture_output=True)
    assert json.loads(ended.stdout) == [
        {**jsonable.version(library.surface(name)), "served": name == library.SERVED} for name in library.versions()
    ]
