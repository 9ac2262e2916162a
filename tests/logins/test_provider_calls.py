"""Identity providers are asked over real sockets, and are not believed more than they show."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwk, jwt

from mockserver.domain.rows.identity_providers import IdentityProvider
from mockserver.logins import provider_calls
from mockserver.logins.provider_calls import Exchange, ProviderFailed, Told
from mockserver.logins.provider_users import external_user, go_json, provider_answer

KEY = jwk.RSAKey.generate_key(2048, {"kid": "k"})
OTHER_KEY = jwk.RSAKey.generate_key(2048, {"kid": "k"})
EXCHANGE = Exchange(callback="http://here/callback", state="s", verifier="v" * 43)
Answer = tuple[int, Any]


@dataclass(slots=True)
class Outside:
    """A provider that a test has in its hands.

    Attributes:
        answers: by path, what is answered instead of the usual.
        claims: of the ID token, over good ones.
        seen: path, form and authorization of each request.
    """

    issuer: str = ""
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    key: jwk.RSAKey = field(default_factory=lambda: KEY)
    info: dict[str, Any] = field(default_factory=lambda: {"sub": "eva", "given_name": "Eva"})
    seen: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)

    def answer(self, path: str) -> Answer:
        """What a path answers."""
        changed = self.answers.get(path)
        if changed is not None:
            return changed() if callable(changed) else changed
        usual: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": lambda: {
                "authorization_endpoint": f"{self.issuer}/authorize?tenant=1",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
            },
            "/keys": lambda: {"keys": [KEY.as_dict(private=False)]},
            "/token": lambda: {"access_token": "access", "refresh_token": "refresh", "id_token": self.id_token()},
            "/userinfo": lambda: self.info,
        }
        return 200, usual[path]()

    def id_token(self) -> str:
        """Signed claims."""
        now = int(time.time())
        good = {"iss": self.issuer, "aud": "client", "sub": "eva", "iat": now, "exp": now + 60}
        return jwt.encode({"alg": "RS256", "kid": "k"}, {**good, **self.claims}, self.key)


@contextmanager
def serving(outside: Outside) -> Iterator[None]:
    """Let it answer on a port."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged."""

        def do_GET(self) -> None:
            length = int(self.headers["content-length"] or 0)
            form = parse_qs(self.rfile.read(length).decode())
            path = urlsplit(self.path).path
            outside.seen.append((path, form, self.headers.get("authorization", "")))
            status, body = outside.answer(path)
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    outside.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def outside() -> Iterator[Outside]:
    """A provider on loopback."""
    made = Outside()
    with serving(made):
        yield made


def registered(outside: Outside, **changed: Any) -> IdentityProvider:
    """The provider as it is registered here."""
    row = IdentityProvider(
        id="1",
        owner="2",
        name="Outside",
        type=1,
        client_id="client",
        client_secret="s:e",
        scopes=("openid", "email"),
        issuer=outside.issuer,
    )
    return replace(row, **changed)


def oauth(outside: Outside) -> IdentityProvider:
    """The same as a server of OAuth."""
    return registered(
        outside,
        type=4,
        issuer="",
        authorization_endpoint=f"{outside.issuer}/authorize",
        token_endpoint=f"{outside.issuer}/token",
        user_endpoint=f"{outside.issuer}/userinfo",
        id_attribute="id",
    )


def told(provider: IdentityProvider) -> Told:
    """Who comes with a code."""
    return asyncio.run(provider_calls.user_of_code(provider, EXCHANGE, "code"))


def failure(provider: IdentityProvider) -> str:
    """Why nobody comes with a code."""
    with pytest.raises(ProviderFailed) as failed:
        told(provider)
    return str(failed.value)


def test_the_way_there_is_discovered(outside: Outside) -> None:
    """With all that a provider needs to know; PKCE only where it is asked for."""
    url = asyncio.run(provider_calls.authorization_url(registered(outside), EXCHANGE, "eva"))

    query = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{outside.issuer}/authorize?tenant=1&client_id=client")
    assert query["scope"] == ["openid email"]
    assert (query["state"], query["login_hint"], query["prompt"]) == (["s"], ["eva"], ["select_account"])
    assert "code_challenge" not in query
    pkce = asyncio.run(provider_calls.authorization_url(registered(outside, use_pkce=True), EXCHANGE))
    assert parse_qs(urlsplit(pkce).query)["code_challenge_method"] == ["S256"]


def test_the_way_to_a_server_of_oauth_is_configured() -> None:
    """Nothing is asked for it."""
    url = asyncio.run(provider_calls.authorization_url(oauth(Outside("http://127.0.0.1:1")), EXCHANGE))
    assert url.startswith("http://127.0.0.1:1/authorize?client_id=client&")


def test_who_comes_is_told_by_userinfo(outside: Outside) -> None:
    """The secret goes in a header, encoded; the ID token has the claims."""
    found = told(registered(outside, use_pkce=True))

    assert (found.info["given_name"], found.access_token, found.refresh_token) == ("Eva", "access", "refresh")
    assert found.claims is not None
    assert found.claims["sub"] == "eva"
    (_, form, authorization) = next(each for each in outside.seen if each[0] == "/token")
    assert form["code_verifier"] == [EXCHANGE.verifier]
    assert authorization == "Basic Y2xpZW50OnMlM0Fl"
    assert outside.seen[-1][::2] == ("/userinfo", "Bearer access")


def test_or_by_the_id_token(outside: Outside) -> None:
    """Where that is configured, userinfo is not asked."""
    outside.claims = {"given_name": "Token"}

    assert told(registered(outside, is_id_token_mapping=True)).info["given_name"] == "Token"
    assert all(path != "/userinfo" for path, _, _ in outside.seen)


def test_a_secret_that_is_refused_in_the_header_is_sent_in_the_form(outside: Outside) -> None:
    """As some providers want it."""
    answers = iter([(401, {"error": "invalid_client"})])
    outside.answers["/token"] = lambda: next(answers, (200, {"access_token": "access", "id_token": outside.id_token()}))

    assert told(registered(outside)).access_token == "access"
    (_, form, authorization) = [each for each in outside.seen if each[0] == "/token"][1]
    assert (form["client_id"], form["client_secret"], authorization) == (["client"], ["s:e"], "")


@pytest.mark.parametrize(
    ("path", "answer", "words"),
    [
        ("/token", (400, {"error": "invalid_grant"}), 'oauth2: "invalid_grant"'),
        (
            "/token",
            (400, {"error": "a", "error_description": "b", "error_uri": "c"}),
            'oauth2: "a" "b" "c"',
        ),
        ("/token", (500, b"oops"), "oauth2: cannot fetch token: 500\nResponse: oops"),
        ("/token", (200, {}), "oauth2: server response missing access_token"),
        ("/token", (200, b"no"), "oauth2: cannot parse json: "),
        ("/userinfo", (403, {}), "/userinfo answered with status 403"),
        ("/userinfo", (200, []), "/userinfo answered no JSON object"),
        ("/userinfo", (200, b"{"), "/userinfo answered no JSON: "),
        ("/userinfo", (200, {"sub": "other"}), "sub from userinfo does not match the sub from the id_token"),
        ("/userinfo", (200, b" " * (provider_calls.MAX_ANSWER_BYTES + 1)), "answered more than 1000000 bytes"),
        ("/.well-known/openid-configuration", (200, {}), "has no token_endpoint"),
        ("/keys", (200, {"keys": []}), "the id_token cannot be verified: "),
        ("/keys", (200, {}), "the id_token cannot be verified: "),
    ],
)
def test_what_a_provider_answers_wrongly_is_told(outside: Outside, path: str, answer: Answer, words: str) -> None:
    """In the words of Go's libraries where the real server shows those."""
    outside.answers[path] = answer

    assert words in failure(registered(outside))


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"iss": "http://evil.example"}, "issuer does not match"),
        ({"aud": "other"}, "audience is not valid"),
        ({"aud": ["other", "another"]}, "audience is not valid"),
        ({"exp": 1}, "token has expired"),
        ({"exp": "soon"}, "token has expired"),
    ],
)
def test_an_id_token_for_somebody_else_is_refused(outside: Outside, claims: dict[str, Any], words: str) -> None:
    """Or one from elsewhere, or of long ago."""
    outside.claims = claims

    assert failure(registered(outside)) == words


def test_an_id_token_that_another_key_signed_is_refused(outside: Outside) -> None:
    """Whatever it calls its key."""
    outside.key = OTHER_KEY

    assert failure(registered(outside)).startswith("the id_token cannot be verified: ")


def test_without_a_code_nothing_is_asked(outside: Outside) -> None:
    """A provider that refuses sends none."""
    with pytest.raises(ProviderFailed, match="no auth code provided"):
        asyncio.run(provider_calls.user_of_code(registered(outside), EXCHANGE, ""))
    assert outside.seen == []


def test_a_provider_that_is_slow_is_given_up(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    """All calls of a step share one limit."""
    monkeypatch.setattr(provider_calls, "TIMEOUT_S", 0.1)
    done = threading.Event()
    outside.answers["/keys"] = lambda: (200, {"keys": []}) if done.wait(10) else (500, {})
    try:
        assert failure(registered(outside)) == "the identity provider did not answer within 0.1 s"
    finally:
        done.set()


def test_a_server_of_oauth_tells_who_it_is_and_nothing_else(outside: Outside) -> None:
    """Ids may be numbers; scripts see the answer as it is."""
    outside.info = {"id": 42, "login": "eva"}
    provider = oauth(outside)

    found = told(provider)
    answer = provider_answer(provider, found)

    assert external_user(provider, found).id == "42"
    assert external_user(provider, found).draft.user_name == ""
    assert answer.info is not None
    assert (answer.info["rawInfo"], answer.info["getID"], answer.id_token, answer.claims_text) == (
        outside.info,
        "42",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ("<&>\u2028ü", '"\\u003c\\u0026\\u003e\\u2028ü"'),
    ],
)
def test_json_is_as_go_writes_it(value: object, text: str) -> None:
    """Keys in order, and some characters escaped."""
    assert go_json(value) == text
