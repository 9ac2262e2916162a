"""Runs a scenario against a server and makes a recording of what it answers."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpx

from .answer import KEPT_HEADERS
from .canonical import canonical
from .exchange import Json, JsonContent, Request, TextContent
from .naming import Names
from .placeholders import ANY_TEXT, REFERENCE
from .scenario import Step

_LANGUAGE = "accept-language"
_KEY = re.compile(r"[A-Z][A-Za-z]*(\.[A-Za-z]+)+")
_WITH_ID = re.compile(r"(.+) \(([^()]+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One exchange as it was recorded, its texts still as they came."""

    request: Request
    status: int
    headers: Mapping[str, str]
    body: Json
    raw: str | None
    """The body's text, where it is no JSON."""


def run(steps: Iterable[Step], client: httpx.Client, tokens: Mapping[str, str]) -> tuple[list[Line], Names]:
    """Send the requests of a scenario, in order, under a nonce of its own. Raises: httpx.HTTPError."""
    steps = list(steps)
    names = Names(tokens, secrets.token_hex(4))
    names.reserved = {name for step in steps for name in step.names.values()}
    return [_line(step, client, names) for step in steps], names


def _line(step: Step, client: httpx.Client, names: Names) -> Line:
    request = step.request
    response = client.request(
        request.method,
        _filled_text(request.path, names),
        headers=[(name.encode(), _filled_text(value, names).encode()) for name, value in request.headers.items()],
        content=_content(request, names),
    )
    headers = {name: names.covered(response.headers[name]) for name in KEPT_HEADERS if name in response.headers}
    try:
        body: Json = json.loads(response.content)
    except ValueError:
        text = names.covered(response.content.decode("utf-8", "backslashreplace"))
        return Line(request, response.status_code, headers, None, text)
    body = names.templated(canonical(request, body), step.names)
    return Line(request, response.status_code, headers, body, None)


def _content(request: Request, names: Names) -> bytes | None:
    match request.content:
        case JsonContent(value):
            return json.dumps(_filled(value, names)).encode()
        case TextContent(text):
            return _filled_text(text, names).encode()
    return None


def _filled(value: Json, names: Names) -> Json:
    match value:
        case dict():
            return {name: _filled(member, names) for name, member in value.items()}
        case list():
            return [_filled(item, names) for item in value]
        case str():
            return _filled_text(value, names)
        case _:
            return value


def _filled_text(text: str, names: Names) -> str:
    return REFERENCE.sub(lambda found: names.value(found[1]), text)


def english_texts(lines: Iterable[Line]) -> set[str]:
    """The texts of answers to requests that asked for no language."""
    found: set[str] = set()
    for line in lines:
        if _LANGUAGE not in map(str.lower, line.request.headers):
            found |= {text for _, text in _texts(line.body, "")}
    return found


def rendered(line: Line, english: set[str]) -> str:
    """An exchange as one line of a recording; translations, which are each server's own, are left open."""
    body = line.body
    if _LANGUAGE in line.request.headers:
        body = _without_translations(body, "", english)
    request: dict[str, Json] = {
        "method": line.request.method,
        "path": line.request.path,
        "headers": dict(line.request.headers),
    }
    match line.request.content:
        case JsonContent(value):
            request["body"] = value
        case TextContent(text):
            request["raw"] = text
    response: dict[str, Json] = {"status": line.status, "headers": dict(line.headers)}
    response |= {"body": body} if line.raw is None else {"raw": line.raw}
    return json.dumps({"request": request, "response": response}, ensure_ascii=False)


def _texts(value: Json, member: str) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, "")
    elif isinstance(value, str) and member in ("localizedMessage", "message"):
        yield member, value


def _without_translations(value: Json, member: str, english: set[str]) -> Json:
    if isinstance(value, dict):
        return {name: _without_translations(item, name, english) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_translations(item, "", english) for item in value]
    if not isinstance(value, str) or member not in ("localizedMessage", "message") or value in english:
        return value
    with_id = _WITH_ID.fullmatch(value)
    text = with_id[1] if with_id else value
    if text in english or _KEY.fullmatch(text):
        return value
    return f"{{{{{ANY_TEXT}}}}} ({with_id[2]})" if with_id else f"{{{{{ANY_TEXT}}}}}"
