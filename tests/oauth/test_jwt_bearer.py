"""Machine users that log in with a service account key."""

from __future__ import annotations

import base64
import hmac
import json
import logging
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import RSAKey

from mockserver.domain import users
from mockserver.domain.ids import Instant, KeyId
from tests.oauth.conftest import make_provider
from tests.oauth.provider import API, ISSUER, JWT_BEARER, OTHER_KEY, ROBOT_KEY, Provider, Robot, body, refusal

BROKEN = (500, "server_error", "Errors.Internal")
KEY_NOT_FOUND = (404, "invalid_request", "Errors.AuthNKey.NotFound")


def exchange(provider: Provider, assertion: str, scope: str = API) -> Any:
    """Ask for a token, whatever is answered."""
    return provider.token(grant_type=JWT_BEARER, assertion=assertion, scope=scope)


def base64url(data: bytes) -> str:
    """Bytes as a JWT writes them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_an_assertion_gives_a_token_of_its_user(provider: Provider, robot: Robot) -> None:
    """The API takes the token for its user, until it expires by the instance's clock."""
    token = body(exchange(provider, provider.assertion(robot)))["access_token"]

    assert provider.reaches_api(token) == robot.id
    provider.clock.pass_seconds(43199)
    assert provider.reaches_api(token) == robot.id
    provider.clock.pass_seconds(1)
    provider.refused_by_api(token)


def test_the_api_refuses_tokens_that_were_not_asked_for_it(provider: Provider, robot: Robot) -> None:
    """Without the scope of ZITADEL's own project the token is good for userinfo and introspection only."""
    token = body(exchange(provider, provider.assertion(robot), "openid profile"))["access_token"]

    provider.refused_by_api(token)
    told = body(provider.call("GET", "/oidc/v1/userinfo", headers={"authorization": f"Bearer {token}"}))
    assert told["sub"] == robot.id
    assert provider.is_active(robot, token)


def test_an_assertion_is_needed(provider: Provider) -> None:
    """The grant is nothing without it."""
    assert refusal(provider.token(grant_type=JWT_BEARER)) == (400, "invalid_request", "assertion missing")


@pytest.mark.parametrize("audience", [ISSUER, [ISSUER], ["https://elsewhere.example", ISSUER]])
def test_audiences_that_are_good(provider: Provider, robot: Robot, audience: object) -> None:
    """The issuer may stand alone or in a list."""
    assert exchange(provider, provider.assertion(robot, aud=audience)).status == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://elsewhere.example"},
        {"aud": ["https://elsewhere.example"]},
        {"aud": "http://localhost:8080/"},
        {"aud": None},
        {"aud": {"http://localhost:8080": 1}},
        {"iss": "somebody"},
        {"iss": None, "sub": None},
        {"sub": None},
        {"exp": None},
        {"exp": "soon"},
        {"exp": True},
        {"exp": float("nan")},
        {"iat": None},
        {"iat": float("nan")},
    ],
)
def test_claims_that_break_an_assertion(provider: Provider, robot: Robot, claims: dict[str, Any]) -> None:
    """Wrong or missing claims are the real server's internal error."""
    assert refusal(exchange(provider, provider.assertion(robot, **claims))) == BROKEN


@pytest.mark.parametrize(
    ("issued", "expires", "status"),
    [
        (0, 3600, 200),
        (-3600, 3600, 200),
        (-3601, 3600, 500),
        (1, 3600, 200),
        (3, 3600, 500),
        (-60, 3, 200),
        (-60, 1, 500),
        (-60, 0, 500),
        (-7200, -3600, 500),
    ],
)
def test_the_time_of_an_assertion(provider: Provider, robot: Robot, issued: int, expires: int, status: int) -> None:
    """It is at most an hour old, not from the future, and still valid for more than a second; instants in seconds."""
    provider.clock.at = Instant(provider.now_s * 1_000_000)
    now = provider.now_s

    assertion = provider.assertion(robot, iat=now + issued, exp=now + expires)

    assert exchange(provider, assertion).status == status


def test_a_signature_of_another_key(provider: Provider, robot: Robot) -> None:
    """Only the private half of the key that is named can sign."""
    assert refusal(exchange(provider, provider.assertion(robot, OTHER_KEY))) == BROKEN


def test_an_altered_payload(provider: Provider, robot: Robot) -> None:
    """A signature is good for its own payload only."""
    admin = next(iter(provider.instance.state.instance_members)).user
    head, _, signature = provider.assertion(robot).split(".")
    _, payload, _ = provider.assertion(Robot(admin, "", robot.key_id)).split(".")
    _, later, _ = provider.assertion(robot, exp=provider.now_s + 3599).split(".")

    assert refusal(exchange(provider, f"{head}.{later}.{signature}")) == BROKEN
    assert refusal(exchange(provider, f"{head}.{payload}.{signature}")) == KEY_NOT_FOUND


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_other_algorithms(provider: Provider, robot: Robot, algorithm: str) -> None:
    """No signature, and one that the public key's text makes, are both worth nothing."""
    payload = provider.assertion(robot).split(".")[1]
    head = base64url(json.dumps({"alg": algorithm, "kid": robot.key_id}).encode())
    signature = hmac.digest(ROBOT_KEY.public, f"{head}.{payload}".encode(), "sha256") if algorithm == "HS256" else b""

    assert refusal(exchange(provider, f"{head}.{payload}.{base64url(signature)}")) == BROKEN


@pytest.mark.parametrize(
    "text", ["x", "a.b.c", "....", "é", "e30.e30.e30", "x" * 200_000, "e30." + "W" * 100_000 + ".e30"]
)
def test_texts_that_are_no_assertion(provider: Provider, text: str) -> None:
    """What is no JWT is the real server's internal error too."""
    assert refusal(exchange(provider, text)) == BROKEN


@pytest.mark.parametrize("payload", [b"[]", b"null", b"{", b"\xff", b"[" * 50_000])
def test_signed_payloads_that_are_no_claims(provider: Provider, robot: Robot, payload: bytes) -> None:
    """A good signature does not make claims of what is no JSON object."""
    header = {"alg": "RS256", "kid": robot.key_id}
    text = jws.serialize_compact(header, payload, RSAKey.import_key(ROBOT_KEY.private))

    assert refusal(exchange(provider, text)) == BROKEN


def test_unknown_users_and_keys(provider: Provider, robot: Robot) -> None:
    """A key must be one of the very user; the key of another one does not count."""
    other = provider.add_robot("other")
    nobody = Robot(robot.id, "", KeyId("1"))
    stranger = Robot(type(robot.id)("1"), "", robot.key_id)

    for who in (nobody, stranger, Robot(robot.id, "", other.key_id)):
        assert refusal(exchange(provider, provider.assertion(who))) == KEY_NOT_FOUND
    assert refusal(exchange(provider, provider.assertion(robot, kid=""))) == KEY_NOT_FOUND


def test_an_expired_key(provider: Provider, robot: Robot) -> None:
    """A key is good until it expires."""
    expires = Instant(provider.clock.at + 60_000_000)
    key = KeyId("short")
    provider.instance.append(users.add_machine_key(robot.id, key, public_key=ROBOT_KEY.public, expires=expires))
    brief = Robot(robot.id, robot.name, key)

    assert exchange(provider, provider.assertion(brief)).status == 200
    provider.clock.pass_seconds(61)
    assert refusal(exchange(provider, provider.assertion(brief))) == KEY_NOT_FOUND


def test_the_log_tells_what_the_answer_hides(
    provider: Provider, robot: Robot, caplog: pytest.LogCaptureFixture
) -> None:
    """Why an assertion was refused is in the server's log."""
    with caplog.at_level(logging.INFO):
        exchange(provider, provider.assertion(robot, aud="https://elsewhere.example"))

    assert "aud 'https://elsewhere.example' does not contain 'http://localhost:8080'" in caplog.text


def test_an_assertion_is_for_one_instance(provider: Provider, robot: Robot) -> None:
    """Another instance knows neither the user nor the tokens of this one."""
    other = make_provider("other.localhost:8080")
    token = provider.token_of(robot, API)

    assert refusal(exchange(other, provider.assertion(robot))) == BROKEN
    assert refusal(exchange(other, other.assertion(robot))) == KEY_NOT_FOUND
    other.refused_by_api(token)
