"""Makes `bindings.txt` from facts about the real server's whole surface.

Run as `python -m mockserver.unmodelled.extract FOLDER > mockserver/unmodelled/bindings.txt`. The folder holds
`messages.json` and one `PACKAGE.Service.json` a service: by name of the method its `request`, `http` and `option`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_VERBS = ("get", "put", "post", "delete", "patch")
_V1_PREFIXES = {"management": "/management/v1", "admin": "/admin/v1", "auth": "/auth/v1"}
_VERSIONS = frozenset({"v1", "v2", "v2beta"})
_ELSEWHERE = frozenset({"system"})
"""Services whose callers are no users of an instance."""

Facts = Mapping[str, Any]


def lines(folder: Path) -> Iterator[str]:
    """The lines of the file: a service with the prefix of its paths, and below it each of its bindings."""
    messages = json.loads((folder / "messages.json").read_text("utf-8"))
    for file in sorted(folder.glob("zitadel.*.json")):
        _, area, version, *_ = file.stem.split(".")
        if version not in _VERSIONS or area in _ELSEWHERE:
            continue
        yield f"{file.stem} {_V1_PREFIXES[area] if version == 'v1' else ''}".rstrip()
        for name, method in json.loads(file.read_text("utf-8")).items():
            for verb, path, body in _bindings(method.get("http")):
                columns = [name, _permission(method.get("option") or {}), verb, body, path]
                yield " ".join([" ", *columns, *_limits(messages[method["request"]], path)]).removeprefix(" ")


def _bindings(http: Facts | None) -> Iterator[tuple[str, str, str]]:
    """Verb, path and body of each binding; one of dashes for a method that only gRPC reaches."""
    if http is None:
        yield "-", "-", "-"
        return
    for binding in (http, *http.get("additional_bindings", ())):
        for verb in _VERBS:
            if verb in binding:
                yield verb.upper(), binding[verb], http.get("body", "-")


def _permission(option: Facts) -> str:
    found: str = option.get("permission") or option.get("auth_option", {}).get("permission") or "-"
    return found


def _limits(message: Facts, path: str) -> Iterator[str]:
    """`field:shortest-longest` of the path's fields that have such a rule, in the order of the message."""
    named = set(re.findall(r"\{(\w+)", path))
    for field in message.get("fields", ()):
        rules = field.get("rules", {}).get("string", {})
        if field["name"] in named and "min_len" in rules:
            yield f"{field['name']}:{rules['min_len']}-{rules.get('max_len', '')}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines(Path(sys.argv[1])))
