"""Userinfo and introspection: whose a token is, and whether it is alive."""

from __future__ import annotations

import pytest

from mockserver.domain import users
from mockserver.domain.ids import TokenId
from mockserver.domain.rows.users import Token
from mockserver.settings import DEFAULT_ADMIN_PAT
from tests.oauth.provider import API, ASSERTION_TYPE, SECRET, Provider, Robot, body, refusal

USERINFO = "/oidc/v1/userinfo"
INTROSPECT = "/oauth/v2/introspect"


def bearer(token: str) -> dict[str, str]:
    """The header that brings a token."""
    return {"authorization": f"Bearer {token}"}


def test_userinfo_says_what_the_scopes_allow(provider: Provider, robot: Robot) -> None:
    """Nothing but the id without the scope profile; a machine user has neither address nor phone number."""
    bare = body(provider.call("GET", USERINFO, headers=bearer(provider.token_of(robot, "openid email phone"))))
    full = body(provider.call("GET", USERINFO, headers=bearer(provider.token_of(robot, "openid profile"))))

    assert bare == {"sub": robot.id}
    assert full["updated_at"] <= provider.now_s
    assert full == {
        "sub": robot.id,
        "name": "Robot",
        "preferred_username": "robot",
        "updated_at": full["updated_at"],
    }


@pytest.mark.parametrize("scope", ["urn:zitadel:iam:user:resourceowner", "urn:zitadel:iam:org:id:77"])
def test_userinfo_names_the_organisation(provider: Provider, robot: Robot, scope: str) -> None:
    """Two scopes ask for the user's organisation, one of them with an id that is given back."""
    state = provider.instance.state
    told = body(provider.call("GET", USERINFO, headers=bearer(provider.token_of(robot, scope))))

    assert told.pop("urn:zitadel:iam:org:id", None) == ("77" if scope.endswith("77") else None)
    assert told == {
        "sub": robot.id,
        "urn:zitadel:iam:user:resourceowner:id": state.default_organisation,
        "urn:zitadel:iam:user:resourceowner:name": "ZITADEL",
        "urn:zitadel:iam:user:resourceowner:primary_domain": "zitadel.localhost",
    }


def test_a_token_may_be_posted(provider: Provider, robot: Robot) -> None:
    """Userinfo takes the token from a form as well."""
    token = provider.token_of(robot, "openid")

    assert body(provider.call("POST", USERINFO, form={"access_token": token})) == {"sub": robot.id}


def test_userinfo_refuses(provider: Provider, robot: Robot) -> None:
    """No token, an unknown one, and one that has expired."""
    token = provider.token_of(robot, "openid")
    provider.clock.pass_seconds(43200)
    invalid = (401, "access_denied", "access token invalid")

    assert refusal(provider.call("GET", USERINFO)) == (401, "invalid_request", "access token missing")
    assert refusal(provider.call("GET", USERINFO, headers={"authorization": f"bearer {token}"}))[0] == 401
    assert refusal(provider.call("GET", USERINFO, headers=bearer("unknown"))) == invalid
    assert refusal(provider.call("GET", USERINFO, headers=bearer(token))) == invalid


def test_personal_access_tokens_have_owners_too(provider: Provider, robot: Robot) -> None:
    """They were issued to no client, and say of their user what the scope profile allows."""
    token = Token(id=TokenId("77"), secret="pat", user=robot.id, expires=users.NEVER)
    provider.instance.append(users.token_added(token))
    told = body(provider.call("GET", USERINFO, headers=bearer("pat")))
    seen = body(provider.call("POST", INTROSPECT, basic=(robot.name, SECRET), form={"token": "pat"}))

    assert told["preferred_username"] == "robot"
    assert (seen["active"], seen["username"], seen["exp"]) == (True, "robot", 253402300799)
    assert "client_id" not in seen


def test_the_token_of_the_settings_has_one(provider: Provider, robot: Robot) -> None:
    """It was made with the instance, without the scopes of those that the API makes."""
    told = body(provider.call("GET", USERINFO, headers=bearer(DEFAULT_ADMIN_PAT)))
    seen = body(provider.call("POST", INTROSPECT, basic=(robot.name, SECRET), form={"token": DEFAULT_ADMIN_PAT}))

    assert told.keys() == {"sub"}
    assert (seen["active"], seen["sub"]) == (True, told["sub"])


def test_introspection_of_a_live_token(provider: Provider, robot: Robot) -> None:
    """Everything that is known of the token, and the claims of its user."""
    token = provider.token_of(robot, f"openid {API}")
    stored = provider.instance.state.tokens[token]

    response = provider.call("POST", INTROSPECT, basic=(robot.name, SECRET), form={"token": token})

    assert body(response) == {
        "active": True,
        "scope": f"openid {API}",
        "client_id": robot.name,
        "token_type": "Bearer",
        "exp": provider.now_s + 43200,
        "iat": provider.now_s,
        "auth_time": provider.now_s,
        "nbf": provider.now_s,
        "sub": robot.id,
        "aud": [provider.instance.state.id],
        "iss": "http://localhost:8080",
        "jti": stored.id,
    }


def test_tokens_that_are_not_alive(provider: Provider, robot: Robot) -> None:
    """An unknown or expired token is an answer, not an error."""
    token = provider.token_of(robot, "openid")
    provider.clock.pass_seconds(43200)

    for secret in (token, "unknown"):
        response = provider.call("POST", INTROSPECT, basic=(robot.name, SECRET), form={"token": secret})
        assert body(response) == {"active": False}


def test_a_client_may_introspect_with_an_assertion(provider: Provider, robot: Robot) -> None:
    """A machine user's key is as good as its secret."""
    form = {"token": "unknown", "client_assertion_type": ASSERTION_TYPE}

    good = provider.call("POST", INTROSPECT, form={**form, "client_assertion": provider.assertion(robot)})
    late = provider.assertion(robot, exp=provider.now_s)
    bad = provider.call("POST", INTROSPECT, form={**form, "client_assertion": late})

    assert body(good) == {"active": False}
    assert refusal(bad) == (400, "unauthorized_client", "")


def test_introspection_refuses(provider: Provider, robot: Robot) -> None:
    """Only clients that prove who they are may ask, and they must ask something."""
    form = {"token": "unknown"}
    known = {"client_id": robot.name}

    assert refusal(provider.call("POST", INTROSPECT, form=form))[2] == "client_id or client_assertion must be provided"
    assert refusal(provider.call("POST", INTROSPECT, form=form | known)) == (
        400,
        "invalid_client",
        "client must be authenticated",
    )
    for name, secret in ((robot.name, "wrong"), ("nobody", SECRET), ("zitadel-admin-sa", SECRET)):
        response = provider.call("POST", INTROSPECT, basic=(name, secret), form=form)
        assert refusal(response) == (400, "unauthorized_client", "")
    assert refusal(provider.call("POST", INTROSPECT, basic=(robot.name, SECRET))) == (
        400,
        "invalid_request",
        "token missing",
    )
