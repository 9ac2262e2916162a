"""Entries of a journal as a script of curl commands."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator

from mockserver.control.exporting.calls import Call, calls_of
from mockserver.control.server import Target
from mockserver.traffic.secrets import ADMIN_LABEL, Secrets

_SPECIAL = re.compile(r'[\\"$`]')


def curl_script(asked: Target) -> str:
    """The entries that are asked for, oldest first. Secrets are variables that whoever runs it has to set."""
    secrets = Secrets(asked.server.settings.admin_pat)
    calls = list(calls_of(asked, secrets))
    origin = asked.found[-1].request.origin if asked.found else asked.request.origin
    labels = re.compile("|".join(sorted(map(re.escape, secrets.labels), key=len, reverse=True)) or "$^")
    blocks = ["\n".join(_lines(call, labels)) for call in calls]
    used = sorted({label for block in blocks for label in secrets.labels if f"${{{_variable(label)}}}" in block})
    head = [
        "#!/bin/sh",
        f"# {len(calls)} requests out of the journal of a zitadel-mock, oldest first. Ids are those of that run.",
        "set -eu",
        f"URL=${{URL:-{shlex.quote(origin)}}}",
        *(f': "${{{_variable(label)}:?{_meaning(label)}}}"' for label in used),
    ]
    return "\n\n".join(["\n".join(head), *blocks]) + "\n"


def _lines(call: Call, labels: re.Pattern[str]) -> Iterator[str]:
    # A title may hold a path, which holds what a client sent.
    title = call.title if call.title.isprintable() else ascii(call.title)
    if call.left_out:
        yield f"# {call.number} {title} is left out: {call.left_out}"
        return
    yield f"# {call.number} {title} -> {call.status}{f' {call.error_id}' if call.error_id else ''}"
    method = "--head" if call.method == "HEAD" else f"-X {shlex.quote(call.method)}"
    parts = [f'curl -gsS {method} "$URL"{_quoted(call.target, labels)}']
    parts += [f"-H {_quoted(f'{name}: {value}', labels)}" for name, value in call.headers.items()]
    if call.body is not None:
        body = json.dumps(call.body, ensure_ascii=False) if call.is_json else call.body
        parts.append(f"--data-raw {_quoted(body, labels)}")
    yield " \\\n  ".join(parts)
    yield "echo"


def _quoted(text: str, labels: re.Pattern[str]) -> str:
    """A word of the shell, in which labels are variables."""
    if not labels.search(text):
        return shlex.quote(text)
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return f'"{labels.sub(lambda found: f"${{{_variable(found[0])}}}", escaped)}"'


def _variable(label: str) -> str:
    return label.upper().replace("-", "_")


def _meaning(label: str) -> str:
    return "the token of the administrator" if label == ADMIN_LABEL else "a secret that the journal held"
