"""Secrets replaced by labels, so that traffic can be kept and shown.

The same secret always gets the same label: who called can still be told apart, and recorded traffic can be read again.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

ADMIN_LABEL = "secret-admin"
"""Stands for the token of the administrator, where it is known."""

_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_HEADER_WORDS = re.compile(r"token|secret|api-?key|session|password")
_MEMBERS = frozenset(
    {
        "token", "accesstoken", "refreshtoken", "idtoken", "idtokenhint", "subjecttoken", "actortoken", "logintoken",
        "sessiontoken", "idpintenttoken",
        "password", "oldpassword", "newpassword", "currentpassword", "initialpassword", "bindpassword", "hash",
        "code", "codeverifier", "devicecode", "usercode", "verificationcode", "emailcode", "phonecode", "invitecode",
        "otpcode", "otpemail", "otpsms", "recoverycodes",
        "secret", "clientsecret", "totpsecret", "secretaccesskey", "signingkey", "privatekey", "keydetails",
        "keycontent", "machinekey", "assertion", "clientassertion", "samlresponse",
    }
)  # fmt: skip
"""Names of members and parameters, in lower case and without underscores."""
_OTP_ADDRESS = "otpauth://"
"""An address of this kind is the secret of one-time codes, whatever the member is called."""
_MEMBER_TEXT = re.compile(r'"(?P<name>\w+)"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*)(?="|$)')
_LABEL = re.compile(r"secret-(\d+|admin)")
_MIN_SEARCHED = 8
"""Shorter secrets are not looked for in running text, where they may be any word."""


class Secrets:
    """The secrets that were seen so far, and their labels."""

    def __init__(self, admin_pat: str = "") -> None:
        self._labels = {admin_pat: ADMIN_LABEL} if admin_pat else {}

    @property
    def labels(self) -> frozenset[str]:
        """The labels that were given."""
        return frozenset(self._labels.values())

    def label(self, secret: str) -> str:
        """What stands for a secret; nothing stands for nothing, and a label for itself."""
        if not secret or _LABEL.fullmatch(secret):
            return secret
        return self._labels.setdefault(secret, f"secret-{len(self._labels) + 1}")

    def header(self, name: str, value: str) -> str:
        """A header's value."""
        if name.lower() in _HEADERS:
            scheme, space, secret = value.partition(" ")
            if space and scheme.isalpha():
                return f"{scheme} {self.label(secret)}"
            return self.label(value)
        return self.label(value) if _HEADER_WORDS.search(name.lower()) else self.known(value)

    def target(self, target: str) -> str:
        """Path and query of a request, or a whole URL with its fragment."""
        rest, hash_, fragment = target.partition("#")
        path, mark, query = rest.partition("?")
        return self.known(path) + mark + self.form(query) + hash_ + self.form(fragment)

    def form(self, text: str) -> str:
        """A query, or the body of a form; left as it came where it holds no secret."""
        pairs = parse_qsl(text, keep_blank_values=True)
        covered = [(name, self.member(name, value)) for name, value in pairs]
        return self.known(text) if covered == pairs else urlencode(covered)

    def text(self, text: str) -> str:
        """A body that is JSON, or was meant to be."""
        try:
            value = json.loads(text)
            covered = self._json(value)
        except (ValueError, RecursionError):
            return self.known(_MEMBER_TEXT.sub(self._member_text, text))
        return self.known(text if covered == value else json.dumps(covered))

    def member(self, name: str, value: str) -> str:
        """The value of a member of that name; one that is an address may hold secrets in its parameters."""
        if is_secret(name) or value.startswith(_OTP_ADDRESS):
            return self.label(value)
        return self.target(value) if "://" in value and not any(map(str.isspace, value)) else value

    def known(self, text: str) -> str:
        """A text without the secrets that were seen so far."""
        for secret, label in self._labels.items():
            if len(secret) >= _MIN_SEARCHED:
                text = text.replace(secret, label)
        return text

    def _json(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: self._json(member, key) for key, member in value.items()}
        if isinstance(value, list):
            return [self._json(item, name) for item in value]
        return self.member(name, value) if isinstance(value, str) else value

    def _member_text(self, found: re.Match[str]) -> str:
        name, value = found["name"], found["value"]
        return found[0][: len(found[0]) - len(value)] + self.member(name, value)


def is_secret(name: str) -> bool:
    """Whether a member or parameter of that name holds a secret."""
    return name.replace("_", "").lower() in _MEMBERS
