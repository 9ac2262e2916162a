"""Below which path a document is served."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from mockserver.own_api.unusable import UnusableDocument
from mockserver.settings import OwnSpec

_SEGMENT = re.compile(r"[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
"""One that is not made of dots alone, and needs no escaping."""
_SERVICE = re.compile(r"(zitadel|grpc)\..*")
"""The first segment of the path of a service of gRPC."""


def prefix_of(spec: OwnSpec, document: Mapping[str, Any], taken: Collection[str]) -> str:
    """The path below which a document is served: as asked for, else that of its first server, else its file's name.

    Args:
        taken: first segments of the paths that are ZITADEL's or this server's own.

    Raises: UnusableDocument.
    """
    prefix = (spec.prefix or _of_server(document)).rstrip("/")
    if not prefix and not spec.prefix:
        prefix = "/" + re.sub(r"[^A-Za-z0-9._~-]+", "-", spec.file.stem)
    advice = f"give another with --spec /PREFIX={spec.file}"
    if not prefix:
        raise UnusableDocument(f"{spec.file}: cannot be served at /, where ZITADEL is; {advice}")
    segments = prefix.split("/")[1:]
    if not all(_SEGMENT.fullmatch(segment) for segment in segments):
        what = "letters, digits, dots, dashes, underscores and tildes between single slashes"
        raise UnusableDocument(f"{spec.file}: the prefix {prefix!r} can only have {what}; {advice}")
    if segments[0] in taken or _SERVICE.fullmatch(segments[0]):
        raise UnusableDocument(
            f"{spec.file}: the prefix {prefix} collides with what ZITADEL or this server has below /{segments[0]};"
            f" {advice}"
        )
    return prefix


def _of_server(document: Mapping[str, Any]) -> str:
    """The path of the first server; empty where it has none."""
    servers = document.get("servers") or [{}]
    url = str(servers[0].get("url", ""))
    for name, variable in servers[0].get("variables", {}).items():
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    path = urlsplit(url).path
    return path if path.startswith("/") else f"/{path}".rstrip("/")
