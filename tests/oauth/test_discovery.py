"""What clients learn before they log in."""

from __future__ import annotations

from joserfc.jwk import RSAKey

from mockserver.wire.oauth import paths
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from tests.oauth.conftest import make_provider
from tests.oauth.provider import Provider, body, header

DISCOVERY = "/.well-known/openid-configuration"


def test_the_issuer_is_the_origin_that_was_asked(provider: Provider) -> None:
    """Host, port and scheme of the request make the issuer, and every endpoint begins with it."""
    provider.host = "mock.example:1234"

    plain = body(provider.call("GET", DISCOVERY))
    forwarded = body(
        provider.call("GET", DISCOVERY, headers={"x-forwarded-proto": "https", "x-forwarded-host": "zitadel.example"})
    )

    assert plain["issuer"] == "http://mock.example:1234"
    assert plain["token_endpoint"] == "http://mock.example:1234/oauth/v2/token"
    assert forwarded["issuer"] == "https://zitadel.example"
    assert forwarded["jwks_uri"] == "https://zitadel.example/oauth/v2/keys"


def test_every_endpoint_that_is_named_is_served(provider: Provider) -> None:
    """No endpoint is promised that has no route; none is kept secret but pages of logins, and providers beside."""
    told = body(provider.call("GET", DISCOVERY))

    named = {
        value.removeprefix(told["issuer"])
        for name, value in told.items()
        if name.endswith("_endpoint") or name == "jwks_uri"
    }

    pages = {*paths.LOGIN_STEPS, paths.LOGIN_V2, paths.DEVICE}
    served = {path for _, path, _ in OAUTH_ROUTES if not path.startswith(("/pretend/", "/saml/"))}
    assert named == served - {DISCOVERY} - pages


def test_only_what_is_served_is_advertised(provider: Provider) -> None:
    """Grants, response types and algorithms are those of the mock, not all of the real server's."""
    told = body(provider.call("GET", DISCOVERY))

    assert told["grant_types_supported"] == [
        "authorization_code",
        "implicit",
        "refresh_token",
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:device_code",
    ]
    assert told["response_types_supported"] == ["code", "id_token", "id_token token"]
    assert told["id_token_signing_alg_values_supported"] == ["RS256"]
    assert told["code_challenge_methods_supported"] == ["S256"]


def test_the_key_stays_the_same_and_is_public(provider: Provider) -> None:
    """One RSA key of 2048 bits is published, always the same, without its private half."""
    response = provider.call("GET", "/oauth/v2/keys")
    (published,) = body(response)["keys"]

    key = RSAKey.import_key(published)

    assert set(published) == {"use", "kty", "kid", "alg", "n", "e"}
    assert published["kid"] == key.thumbprint()
    assert key.raw_value.key_size == 2048
    assert header(response, "cache-control") == "max-age=300, must-revalidate"
    assert body(provider.call("GET", "/oauth/v2/keys"))["keys"] == [published]


def test_instances_have_different_keys(provider: Provider) -> None:
    """The key of one instance is not that of another."""
    other = make_provider("other.localhost:8080")

    assert body(provider.call("GET", "/oauth/v2/keys")) != body(other.call("GET", "/oauth/v2/keys"))
