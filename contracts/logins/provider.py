"""An identity provider on this machine that says yes at once: OpenID Connect and plain OAuth."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt

from ..loopback import bound_to

CLIENT: Final = "external-client"
SECRET: Final = "secret"  # noqa: S105 (of a provider that lives as long as a case)
ACCESS_TOKEN: Final = "external-access-token"  # noqa: S105 (likewise)
REFRESH_TOKEN: Final = "external-refresh-token"  # noqa: S105 (likewise)
_LIFETIME_S: Final = 3600


@dataclass(slots=True)
class Provider:
    """What it answers with.

    Attributes:
        told: `claims` of the ID token, `userinfo` where that differs, `type`, `refuse`, `fail`, as in cases.
    """

    key: jwk.RSAKey
    told: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    nonces: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, query: Mapping[str, str]) -> tuple[int, Any, str]:
        """Status, body and the address that it leads to, of what is asked for."""
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._configuration(), ""
            case "/keys":
                return 200, {"keys": [{**self.key.as_dict(private=False), "use": "sig", "alg": "RS256"}]}, ""
            case "/authorize":
                given = {"state": query["state"], **self._decision(query.get("nonce", ""))}
                return 302, None, f"{query['redirect_uri']}?{urlencode(given)}"
            case "/userinfo":
                return 200, self.told.get("userinfo", self.told["claims"]), ""
        return 404, {}, ""

    def exchange(self, code: str) -> tuple[int, Any]:
        """What a code is worth."""
        if self.told.get("fail"):
            return 400, {"error": "invalid_grant", "error_description": "no such code"}
        answer = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": _LIFETIME_S}
        answer["refresh_token"] = REFRESH_TOKEN
        if self.told.get("type", "oidc") == "oidc":
            now = int(time.time())
            claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + _LIFETIME_S, **self.told["claims"]}
            nonce = self.nonces.get(code)
            header = {"alg": "RS256", "kid": self.key.kid}
            answer["id_token"] = jwt.encode(header, {**claims, **({"nonce": nonce} if nonce else {})}, self.key)
        return 200, answer

    def _decision(self, nonce: str) -> dict[str, str]:
        if self.told.get("refuse"):
            return {"error": "access_denied"}
        code = secrets.token_hex(8)
        self.nonces[code] = nonce
        return {"code": code}

    def _configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }


@contextmanager
def running_provider(host: str = "localhost") -> Iterator[Provider]:
    """A provider on a port of its own, reached by this name; it ends with the context."""
    provider = Provider(jwk.RSAKey.generate_key(2048, {"kid": "k1"}))

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged."""

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            status, body, location = provider.get(url.path, _first(url.query))
            self._answer(status, body, location)

        def do_POST(self) -> None:
            form = _first(self.rfile.read(int(self.headers["content-length"] or 0)).decode())
            self._answer(*provider.exchange(form.get("code", "")))

        def _answer(self, status: int, body: Any, location: str = "") -> None:
            data = json.dumps(body).encode() if body is not None else b""
            self.send_response(status)
            if location:
                self.send_header("location", location)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer((bound_to(host), 0), Handler)
    provider.issuer = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _first(encoded: str) -> dict[str, str]:
    return {name: found[0] for name, found in parse_qs(encoded).items()}
