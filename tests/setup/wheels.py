"""A package index in a folder, without a network: wheels of what is installed here, and fabricated ones."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import parse_tag, sys_tags
from packaging.utils import canonicalize_name

NEWER = "99999"
"""Newer than any version that is locked; what has it needs a package that nobody has."""
_PIN = re.compile(r"^(\S+==[^\\\n]+?) \\$", re.MULTILINE)
_NOT_PACKED = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json"})


def pins(lock: Path) -> dict[str, Requirement]:
    """What a lock pins, by name, for every platform."""
    found = [Requirement(text) for text in _PIN.findall(lock.read_text("utf-8"))]
    return {canonicalize_name(pin.name): pin for pin in found}


def pinned_here(lock: Path) -> dict[str, str]:
    """The versions that a lock pins for this platform, by name."""
    return {
        name: str(pin.specifier).removeprefix("==")
        for name, pin in pins(lock).items()
        if pin.marker is None or pin.marker.evaluate()
    }


def hashes(lock: Path) -> dict[str, list[str]]:
    """The digests that a lock allows, by the text of the pin."""
    parts = re.split(_PIN, lock.read_text("utf-8"))
    return {pin: re.findall(r"--hash=(\S+)", text) for pin, text in zip(parts[1::2], parts[2::2], strict=True)}


def real_wheel(name: str, version: str, folder: Path) -> Path:
    """Pack what is installed here into a wheel as it was installed from.

    Scripts are left out, since the installer makes those of entry points anew.
    """
    installed = metadata.distribution(name)
    assert installed.version == version, f"{name} {installed.version} is installed, {version} is locked: `make setup`"
    files = {
        str(file): Path(str(installed.locate_file(file))).read_bytes()
        for file in installed.files or ()
        if ".." not in file.parts and "__pycache__" not in file.parts and file.name not in _NOT_PACKED
    }
    (tags_file,) = (text for path, text in files.items() if path.endswith(".dist-info/WHEEL"))
    tags = {tag for text in re.findall(rb"^Tag: (\S+)", tags_file, re.MULTILINE) for tag in parse_tag(text.decode())}
    tag = next(tag for tag in sys_tags() if tag in tags)
    info = next(path for path in files if path.endswith(".dist-info/WHEEL")).partition("/")[0]
    return _write(folder / f"{info.removesuffix('.dist-info')}-{tag}.whl", info, files)


def tiny_wheel(name: str, version: str, requires: Iterable[str], extras: Iterable[str], folder: Path) -> Path:
    """Make a wheel with nothing in it but what it says of itself."""
    stem = f"{name.replace('-', '_')}-{version}"
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        *[f"Provides-Extra: {extra}" for extra in extras],
        *[f"Requires-Dist: {line}" for line in requires],
    ]
    info = f"{stem}.dist-info"
    files = {
        f"{info}/METADATA": "\n".join(lines).encode() + b"\n",
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    return _write(folder / f"{stem}-py3-none-any.whl", info, files)


def imitation(name: str, version: str, folder: Path) -> Path:
    """Make a tiny wheel that says of itself what the package that is installed here does."""
    installed = metadata.distribution(name)
    assert installed.version == version, f"{name} {installed.version} is installed, {version} is locked: `make setup`"
    extras = installed.metadata.get_all("Provides-Extra") or ()
    return tiny_wheel(name, version, installed.requires or (), extras, folder)


def add_newer(names: Iterable[str], folder: Path) -> None:
    """Put a newer version of each package into the folder, one that cannot be installed together with its needs."""
    for name in names:
        extras = metadata.distribution(name).metadata.get_all("Provides-Extra") or ()
        tiny_wheel(name, NEWER, ["nobody-has-this-package"], extras, folder)


def relock(lock: Path, wheels: Mapping[str, Path]) -> None:
    """Write a lock anew: the same pins, of what this platform needs, with the digests of these wheels."""
    lines = []
    for name, version in pinned_here(lock).items():
        digest = hashlib.sha256(wheels[name].read_bytes()).hexdigest()
        lines.append(f"{name}=={version} --hash=sha256:{digest}\n")
    lock.write_text("".join(lines), "utf-8")


def _write(wheel: Path, info: str, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        archive.writestr(f"{info}/RECORD", "".join(_record(files, f"{info}/RECORD")))
    return wheel


def _record(files: Mapping[str, bytes], own: str) -> Iterator[str]:
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        yield f"{path},sha256={digest},{len(content)}\n"
    yield f"{own},,\n"
