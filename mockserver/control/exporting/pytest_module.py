"""Entries of a journal as a test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mockserver.control.exporting.calls import Call, calls_of
from mockserver.control.exporting.literals import literal
from mockserver.control.server import Target
from mockserver.traffic.secrets import ADMIN_LABEL, Secrets

_VALUE = re.compile(r"(?<![0-9])[0-9]{15,20}(?![0-9])|secret-(?:[0-9]+|admin)(?![0-9])")
"""What a server makes up and a later request may name: ids, and labels of secrets."""
_INSTANCE_HOST = "x-zitadel-instance-host"


def pytest_module(asked: Target) -> str:
    """The entries that are asked for, oldest first, as a test that sends them again and expects the same statuses.

    What an answer gave and a later request names is taken out of the answer, so that the test holds with other ids.
    Secrets that no answer gave are read from the environment.
    """
    secrets = Secrets(asked.server.settings.admin_pat)
    calls = [call for call in calls_of(asked, secrets) if not call.left_out]
    names = {
        ADMIN_LABEL: "zitadel_mock.admin_pat",
        asked.instance.state.default_organisation: "zitadel_mock.organisation_id()",
    }
    last_needed = {value: index for index, call in enumerate(calls) for value in _needed(call)}
    blocks = []
    for index, call in enumerate(calls):
        lines = list(_request_lines(call, names, secrets.labels))
        for value, path in _found(call.answer, "answer.json()"):
            if value not in names and last_needed.get(value, -1) > index:
                names[value] = f"{'secret' if value.startswith('secret') else 'id'}_{len(names) - 1}"
                lines.append(f"{names[value]} = {path}")
        blocks.append("\n".join(f"        {line}" for line in lines))
    body = "\n\n".join(blocks) or "        assert client"
    uses_environment = "os.environ[" in body
    return (
        f'"""{len(calls)} requests out of the journal of a zitadel-mock. Needs zitadel-mock[pytest] and httpx."""\n\n'
        f"{'import os' + chr(10) + chr(10) if uses_environment else ''}import httpx\n\n\n"
        "def test_journal(zitadel_mock):\n"
        '    """The same requests are answered in the same way."""\n'
        "    with httpx.Client(base_url=zitadel_mock.url) as client:\n"
        f"{body}\n"
    )


def _request_lines(call: Call, names: Mapping[str, str], labels: frozenset[str]) -> Iterator[str]:
    known = {**{label: f'os.environ["{label.upper().replace("-", "_")}"]' for label in labels}, **names}
    title = call.title if call.title.isprintable() else ascii(call.title)
    yield f"# {call.number} {title}"
    headers = {name: value for name, value in call.headers.items() if name != _INSTANCE_HOST}
    if call.is_json:
        # Set by httpx; curl says of JSON, too, that it is a form.
        headers.pop("content-type", "")
    yield "answer = client.request("
    yield f"    {literal(call.method, known)},"
    yield f"    {literal(call.target, known)},"
    if headers:
        yield f"    headers={literal(headers, known)},"
    if call.body is not None:
        yield f"    {'json' if call.is_json else 'content'}={literal(call.body, known)},"
    yield ")"
    yield f"assert answer.status_code == {call.status}, answer.text"
    if call.error_id and call.answer is not None:
        yield f"assert {literal(call.error_id, {})} in answer.text"


def _needed(call: Call) -> Iterator[str]:
    for text in (call.target, *call.headers.values(), *_texts(call.body)):
        yield from _VALUE.findall(text)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)


def _found(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Values that an answer gives, and the expressions that read them."""
    match value:
        case str() if _VALUE.fullmatch(value):
            yield value, path
        case dict():
            for name, item in value.items():
                yield from _found(item, f"{path}[{literal(name, {})}]")
        case list():
            for index, item in enumerate(value):
                yield from _found(item, f"{path}[{index}]")
