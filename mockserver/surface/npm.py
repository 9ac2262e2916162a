"""ZITADEL's npm package `@zitadel/proto`: its scripts hold protobuf descriptors, with all their options, as base64."""

from __future__ import annotations

import base64
import binascii
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorProto
from google.protobuf.message import DecodeError

from mockserver.surface import descriptor_facts
from mockserver.surface.model import Package

NAME = "@zitadel/proto"

_SCRIPT = "_pb.js"
_FILE = re.compile(
    r"""\b(?P<constant>file_\w+)\s*=[^="]*  # the constant that stands for the file
        fileDesc\)?\("(?P<base64>[^"]*)"    # the file without its imports
        (?:,\s*\[(?P<imports>[^\]]*)\])?    # the constants of those
    """,
    re.VERBOSE,
)
_CONSTANT = re.compile(r"\bfile_\w+")


_UNREADABLE = (
    tarfile.TarError,
    zlib.error,
    EOFError,
    binascii.Error,
    DecodeError,
    descriptor_facts.BadDescriptors,
)


class BadPackage(ValueError):
    """What is no such package; the message says why."""


def packages(path: Path) -> tuple[Package, ...]:
    """What a version of the package defines.

    Args:
        path: the tarball that `npm pack` writes, or a folder that holds the scripts in whatever depth.

    Raises: BadPackage, OSError.
    """
    try:
        files = _files(_scripts(path))
        found = descriptor_facts.packages(files)
    except _UNREADABLE as error:
        raise BadPackage(f"{path} is no version of {NAME}: {error}") from error
    if not found:
        raise BadPackage(f"{path} is no version of {NAME}: it holds no descriptors")
    return found


def _scripts(path: Path) -> Iterator[str]:
    if path.is_dir():
        yield from (script.read_text("utf-8", "replace") for script in sorted(path.rglob(f"*{_SCRIPT}")))
        return
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(_SCRIPT) else None
            if content is not None:
                yield content.read().decode("utf-8", "replace")


def _files(scripts: Iterable[str]) -> Iterator[FileDescriptorProto]:
    """The files of the scripts, each once: the package holds them for several kinds of modules."""
    names = {_constant(file.name): file.name for file in descriptor_facts.well_known()}
    files: dict[str, tuple[FileDescriptorProto, list[str]]] = {}
    for script in scripts:
        for found in _FILE.finditer(script):
            if found["constant"] in names:
                continue
            encoded = found["base64"]
            file = FileDescriptorProto.FromString(base64.b64decode(f"{encoded}{'=' * (-len(encoded) % 4)}"))
            names[found["constant"]] = file.name
            files[file.name] = file, _CONSTANT.findall(found["imports"] or "")
    for file, imports in files.values():
        file.dependency.extend(names.get(constant, constant) for constant in imports)
        yield file


def _constant(name: str) -> str:
    """The constant that stands for a file, of its name."""
    return f"file_{re.sub(r'[^A-Za-z0-9]', '_', name.removesuffix('.proto'))}"
