"""What calls of scripts (`zitadel/http`) come to: answers that were made up for them, hosts that they may reach."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

DENIED_HOSTS = ("localhost", "127.0.0.0/8", "::1", "0.0.0.0", "::")  # noqa: S104 (a list of what is refused)
"""The real server's default; a name that resolves to one of them is denied too, and so is one that does not resolve."""
_MOST_DELAY_MS = 60_000


class Stub(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to calls of a URL, of several the first that fits.

    Attributes:
        url: `*` stands for any text.
        method: empty for any; as the script writes it.
        status: of the answer.
        body: a text as it is, all else as JSON.
        error: why no answer came, such as `connection refused`; the run ends then.
        delay: milliseconds before the answer.
    """

    url: str
    method: str = ""
    status: int = 200
    body: Any = ""
    error: str = ""
    delay: int = 0

    def fits(self, method: str, url: str) -> bool:
        """Whether a call is answered by it."""
        if self.method not in {"", method}:
            return False
        # Nothing but the star has a meaning: question marks stand in URLs.
        pattern = "*".join(part.replace("[", "[[]").replace("?", "[?]") for part in self.url.split("*"))
        return fnmatch.fnmatchcase(url, pattern)


@dataclass(frozen=True, slots=True)
class ScriptHttp:
    """Where calls of scripts go.

    Attributes:
        allow: hosts that may be reached, such as `api.example.com`, `*.example.com:8443` or `*`; none: no host.
        deny: hosts, addresses and networks that may not, whatever is allowed.
        stubs: answers instead, which come first.
    """

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = DENIED_HOSTS
    stubs: tuple[Stub, ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> ScriptHttp:
        """Read `allow=HOST,…`, `deny=HOST,…` and `stub=FILE`, each as often as wanted.

        Raises: ValueError, saying what can be given, or what is wrong with a file.
        """
        allow: list[str] = []
        deny: list[str] | None = None
        stubs: list[Stub] = []
        for text in texts:
            kind, separator, value = text.partition("=")
            if not separator or kind not in {"allow", "deny", "stub"}:
                raise ValueError(f"{text!r} is none of allow=HOST,…, deny=HOST,… and stub=FILE")
            if kind == "stub":
                stubs += stubs_of(Path(value))
            elif kind == "allow":
                allow += _hosts(value)
            else:
                deny = [*(deny or []), *_hosts(value)]
        return cls(tuple(allow), DENIED_HOSTS if deny is None else tuple(deny), tuple(stubs))


def stubs_of(path: Path) -> list[Stub]:
    """The answers in a file of JSON or YAML: a list (docs/script-stubs.schema.json).

    Raises: ValueError, with the file and the field.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix in {".yaml", ".yml"}:
            stubs = msgspec.yaml.decode(text, type=list[Stub])
        else:
            stubs = msgspec.json.decode(text, type=list[Stub])
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise ValueError(f"{path}: {error}") from None
    for index, stub in enumerate(stubs):
        wrong = wrong_with(stub)
        if wrong:
            raise ValueError(f"{path}: $[{index}].{wrong}")
    return stubs


def wrong_with(stub: Stub) -> str:
    """What no answer can be like, as the field and what is wrong; empty where it can."""
    if not stub.url:
        return "url: it is empty"
    if not 100 <= stub.status <= 999:
        return f"status: {stub.status} is no status of HTTP"
    if not 0 <= stub.delay <= _MOST_DELAY_MS:
        return f"delay: {stub.delay} is not from 0 to {_MOST_DELAY_MS} ms"
    return ""


def _hosts(text: str) -> list[str]:
    return [host.strip().lower() for host in text.split(",") if host.strip()]
