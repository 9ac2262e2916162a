"""What clients learn before they log in: where the endpoints are, and with which key tokens are signed."""

from __future__ import annotations

from mockserver.access.oauth import pkce
from mockserver.access.oauth.authorization import RESPONSE_MODES, RESPONSE_TYPES
from mockserver.access.oauth.scopes import SUPPORTED
from mockserver.access.oauth.signing import ALGORITHM
from mockserver.errors.languages import SUPPORTED_LANGUAGES
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import answer, public_answer
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.token import GRANTS

_KEYS_MAX_AGE_S = 300
_CLIENT_METHODS = ("none", "client_secret_basic", "client_secret_post", "private_key_jwt")
_CLAIMS = (
    *("sub", "aud", "exp", "iat", "iss", "auth_time", "nonce", "amr", "at_hash", "client_id", "azp"),
    *("preferred_username", "name", "given_name", "family_name", "nickname", "gender", "locale", "updated_at"),
    *("email", "email_verified", "phone_number", "phone_number_verified"),
)


def discovery(call: Call) -> Response:
    """`GET /.well-known/openid-configuration`: the issuer is the origin that was asked.

    Members are the real server's, in its order; their values name only what the mock serves.
    """
    issuer = call.issuer
    return answer(
        {
            "issuer": issuer,
            "authorization_endpoint": issuer + paths.AUTHORIZE,
            "token_endpoint": issuer + paths.TOKEN,
            "introspection_endpoint": issuer + paths.INTROSPECT,
            "userinfo_endpoint": issuer + paths.USERINFO,
            "revocation_endpoint": issuer + paths.REVOKE,
            "end_session_endpoint": issuer + paths.END_SESSION,
            "device_authorization_endpoint": issuer + paths.DEVICE_AUTHORIZATION,
            "jwks_uri": issuer + paths.KEYS,
            "scopes_supported": SUPPORTED,
            "response_types_supported": RESPONSE_TYPES,
            "response_modes_supported": RESPONSE_MODES,
            "grant_types_supported": ["authorization_code", "implicit", *list(GRANTS)[1:]],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": _CLIENT_METHODS,
            "token_endpoint_auth_signing_alg_values_supported": [ALGORITHM],
            "revocation_endpoint_auth_methods_supported": _CLIENT_METHODS,
            "revocation_endpoint_auth_signing_alg_values_supported": [ALGORITHM],
            "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
            "introspection_endpoint_auth_signing_alg_values_supported": [ALGORITHM],
            "claims_supported": _CLAIMS,
            "code_challenge_methods_supported": [pkce.METHOD],
            "ui_locales_supported": sorted(SUPPORTED_LANGUAGES),
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
        }
    )


def keys(call: Call) -> Response:
    """`GET /oauth/v2/keys`: the public half of the instance's signing key as a JSON Web Key Set."""
    return public_answer({"keys": [call.oauth.signing_key.public_jwk()]}, _KEYS_MAX_AGE_S)
