"""Applications that are registered, judged as their registration says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from mockserver.domain.rows.apps import APPS
from mockserver.domain.rows.projects import PROJECTS
from mockserver.settings import Settings, Strictness
from mockserver.wire.http import Response
from tests.oauth.provider import API, ASSERTION_TYPE, SECRET, Provider, Robot, body, header, refusal, sent_to
from tests.oauth.registered import (
    APP_KEY,
    APP_SECRET,
    BASIC,
    CALLBACK,
    NATIVE,
    PASSWORD,
    POST,
    PRIVATE_KEY,
    PROJECT,
    USER_AGENT,
    WEB,
    add_api,
    add_app,
    add_app_key,
    add_person,
    add_project,
    change,
    grant_roles,
    open_login,
)

NOT_REGISTERED = "The requested redirect_uri is missing in the client configuration."
CUSTOM = "This client's redirect_uri is using a custom schema and is not allowed."
HTTP = "This client's redirect_uri is http and is not allowed."
GOOD = ""


def code_for(provider: Provider, client: str, **query: str) -> str:
    """A code for Alice, whom `add_person` made."""
    page = open_login(provider, client, **query)
    return sent_to(page.submit(provider, loginName="alice", password=PASSWORD).response)[1]["code"]


def exchange(provider: Provider, code: str, **form: str) -> Response:
    """Exchange a code, whatever is answered."""
    return provider.token(grant_type="authorization_code", redirect_uri=CALLBACK, code=code, **form)


@pytest.mark.parametrize(
    ("app", "uri", "problem"),
    [
        ({}, CALLBACK, GOOD),
        ({}, f"{CALLBACK}/", NOT_REGISTERED),
        ({}, "https://web.example/CALLBACK", NOT_REGISTERED),
        ({"redirect_uris": ("http://web.example/",)}, "http://web.example/", HTTP),
        ({"redirect_uris": ("http://web.example/",), "auth_method": BASIC}, "http://web.example/", GOOD),
        ({"redirect_uris": ("http://web.example/",), "auth_method": PRIVATE_KEY}, "http://web.example/", HTTP),
        (
            {"redirect_uris": ("http://a.example/",), "app_type": USER_AGENT, "dev_mode": True},
            "http://a.example/",
            GOOD,
        ),
        ({"redirect_uris": ("app:/cb",)}, "app:/cb", CUSTOM),
        ({"redirect_uris": ("app:/cb",), "app_type": NATIVE}, "app:/cb", GOOD),
        ({"redirect_uris": ("app:/cb",), "app_type": NATIVE}, "app:/other", NOT_REGISTERED),
        ({"redirect_uris": ("http://localhost/cb",), "app_type": NATIVE}, "http://127.0.0.1:4711/cb", GOOD),
        (
            {"redirect_uris": ("http://localhost/cb",), "app_type": NATIVE},
            "http://localhost:4711/other",
            NOT_REGISTERED,
        ),
        ({"redirect_uris": ("http://localhost/cb",), "app_type": WEB}, "http://localhost:4711/cb", NOT_REGISTERED),
        ({"redirect_uris": ("http://a.example/",), "app_type": NATIVE}, "http://a.example/", HTTP),
        ({"redirect_uris": ("https://*.example/cb",), "dev_mode": True}, "https://one.example/cb", GOOD),
        ({"redirect_uris": ("https://*.example/cb",), "dev_mode": True}, "https://one.example/a/cb", NOT_REGISTERED),
        ({"redirect_uris": ("https://*.example/cb",)}, "https://one.example/cb", NOT_REGISTERED),
    ],
)
def test_redirect_uris(provider: Provider, app: dict[str, Any], uri: str, problem: str) -> None:
    """Equal to a registered one, by the schemes of the type; on this machine any port, in dev mode patterns."""
    add_project(provider)
    client = add_app(provider, **app).client_id

    answer = provider.authorize(client_id=client, redirect_uri=uri, response_type="code", scope="openid")

    if problem == GOOD:
        assert answer.status == 302
    else:
        advice = "If you have any questions, you may contact the administrator of the application."
        assert refusal(answer) == (400, "invalid_request", f"{problem} {advice}")


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"response_type": "id_token"}, "unauthorized_client"),
        ({"response_type": "token"}, "unauthorized_client"),
        ({"response_type": ""}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
    ],
)
def test_requests_of_an_application_are_refused_here(provider: Provider, query: dict[str, str], error: str) -> None:
    """The browser is not sent back with what is wrong; it is told."""
    add_project(provider)
    asked = {"client_id": add_app(provider).client_id, "redirect_uri": CALLBACK, "response_type": "code"}

    assert refusal(provider.authorize(**{**asked, "scope": "openid", **query}))[:2] == (400, error)


@pytest.mark.parametrize("off", ["app", "project", "removed"])
def test_what_is_switched_off_is_not_known(provider: Provider, off: str) -> None:
    """An application that is inactive, of an inactive project, or removed is no open client either."""
    project = add_project(provider)
    app = add_app(provider)
    if off == "app":
        change(provider, "project.application.deactivated", APPS, replace(app, active=False))
    elif off == "project":
        change(provider, "project.deactivated", PROJECTS, replace(project, active=False))
    else:
        provider.instance.state.apps.drop(app.id)
        provider.instance.state.apps.removed[app.id] = app
    asked = {"client_id": app.client_id, "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid"}

    assert refusal(provider.authorize(**asked)) == (400, "invalid_request", "Errors.App.NotFound")
    assert refusal(exchange(provider, "code", client_id=app.client_id))[1:] == (
        "invalid_client",
        "no active client not found",
    )


@pytest.mark.parametrize("method", [BASIC, POST])
def test_secrets(provider: Provider, method: int) -> None:
    """By Basic or in the form, whichever is registered; a verifier that nobody asked for does not matter."""
    add_project(provider)
    add_person(provider)
    client = add_app(provider, auth_method=method, client_secret=APP_SECRET).client_id
    code = code_for(provider, client)

    assert refusal(exchange(provider, code, client_id=client))[1:] == ("invalid_client", "empty client secret")
    assert refusal(exchange(provider, code, client_id=client, client_secret="x"))[1:] == (
        "invalid_client",
        "invalid secret",
    )
    form = {"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code": code, "code_verifier": "v" * 43}
    assert provider.call("POST", "/oauth/v2/token", basic=(client, APP_SECRET), form=form).status == 200
    assert exchange(provider, code_for(provider, client), client_id=client, client_secret=APP_SECRET).status == 200


def test_a_public_client_gives_no_verifier_unasked(provider: Provider) -> None:
    """Without a challenge a verifier is refused."""
    add_project(provider)
    add_person(provider)
    client = add_app(provider).client_id

    answer = exchange(provider, code_for(provider, client), client_id=client, code_verifier="v" * 43)

    assert refusal(answer)[2] == "code_verifier unexpectedly provided"


def assertion(provider: Provider, client: str, key: str, **changed: Any) -> dict[str, str]:
    """What a client sends that proves by APP_KEY who it is."""
    claims = {"iss": client, "sub": client, "aud": "http://localhost:8080", "iat": provider.now_s}
    claims |= {"exp": provider.now_s + 60, **changed}
    text = jwt.encode({"alg": "RS256", "kid": key}, claims, RSAKey.import_key(APP_KEY.private))
    return {"client_assertion": text, "client_assertion_type": ASSERTION_TYPE}


def test_keys(provider: Provider) -> None:
    """An application with a key signs an assertion, for its codes as for introspection."""
    add_project(provider)
    add_person(provider)
    app = add_app(provider, auth_method=PRIVATE_KEY)
    key = add_app_key(provider, app)
    code = code_for(provider, app.client_id)

    assert refusal(exchange(provider, code, client_id=app.client_id))[2] == "empty client assertion"
    assert refusal(exchange(provider, code, **assertion(provider, app.client_id, "other")))[2] == "invalid assertion"
    assert (
        refusal(exchange(provider, code, **assertion(provider, app.client_id, key, aud="x")))[2] == "invalid assertion"
    )
    tokens = body(exchange(provider, code, **assertion(provider, app.client_id, key)))
    proof = assertion(provider, app.client_id, key)
    told = provider.call("POST", "/oauth/v2/introspect", form={"token": tokens["access_token"], **proof})
    assert body(told)["active"]


def test_grants_must_be_registered(provider: Provider) -> None:
    """An application may do what it registered, and is given refresh tokens only if that was among it."""
    add_project(provider)
    add_person(provider)
    client = add_app(provider, grant_types=(0,)).client_id

    refused = provider.token(grant_type="refresh_token", client_id=client, refresh_token="x")
    code = code_for(provider, client, scope="openid offline_access")

    assert refusal(refused) == (400, "unauthorized_client", 'grant_type "refresh_token" not allowed')
    assert "refresh_token" not in body(exchange(provider, code, client_id=client))


@pytest.mark.parametrize("jwt_tokens", [False, True])
def test_the_application_decides_on_tokens(provider: Provider, jwt_tokens: bool) -> None:
    """Opaque or a JWT; an ID token tells of the profile if the application wants it; all are for the whole project."""
    add_project(provider)
    alice = add_person(provider, language="de")
    client = add_app(provider, access_token_type=int(jwt_tokens), id_token_userinfo_assertion=True).client_id
    other = add_api(provider).client_id

    tokens = body(exchange(provider, code_for(provider, client), client_id=client))

    claims = provider.id_token(tokens["id_token"])
    assert (claims["name"], claims["locale"], claims["email"]) == ("Alice Tester", "de", "alice@example.com")
    assert sorted(claims["aud"]) == sorted([client, other, PROJECT])
    assert (tokens["access_token"].count(".") == 2) is jwt_tokens
    if jwt_tokens:
        access = provider.id_token(tokens["access_token"])
        assert (access["sub"], access["client_id"]) == (alice.id, client)
        assert "name" not in access


def test_roles_where_they_are_asserted(provider: Provider) -> None:
    """In tokens if the application asserts them, in userinfo and introspection always; those that were asked for."""
    add_project(provider)
    grant_roles(provider, add_person(provider), "admin", "reader")
    client = add_app(provider, access_token_type=1, access_token_role_assertion=True).client_id
    api = add_api(provider).client_id
    organisation = provider.instance.state.organisations[provider.instance.state.default_organisation]
    given = {organisation.id: organisation.primary_domain}
    scope = "openid urn:zitadel:iam:org:project:role:admin urn:zitadel:iam:org:project:role:unknown"

    tokens = body(exchange(provider, code_for(provider, client, scope=scope), client_id=client))

    roles = {"admin": given}
    access = provider.id_token(tokens["access_token"])
    assert access["urn:zitadel:iam:org:project:roles"] == roles
    assert access[f"urn:zitadel:iam:org:project:{PROJECT}:roles"] == roles
    assert "urn:zitadel:iam:org:project:roles" not in provider.id_token(tokens["id_token"])
    bearer = {"authorization": f"Bearer {tokens['access_token']}"}
    told = body(provider.call("GET", "/oidc/v1/userinfo", headers=bearer))
    assert told["urn:zitadel:iam:org:project:roles"] == roles
    form = {"token": tokens["access_token"]}
    introspected = body(provider.call("POST", "/oauth/v2/introspect", basic=(api, APP_SECRET), form=form))
    assert introspected["urn:zitadel:iam:org:project:roles"] == roles
    assert introspected["scope"] == "openid urn:zitadel:iam:org:project:role:admin"


def test_tokens_of_others_are_not_told_of(provider: Provider, robot: Robot) -> None:
    """An application learns of tokens for its project; of a personal access token it is the audience."""
    add_project(provider)
    api = add_api(provider).client_id
    token = provider.token_of(robot, API)
    admin = next(iter(provider.instance.state.tokens)).secret

    def ask(secret: str) -> dict[str, Any]:
        return body(provider.call("POST", "/oauth/v2/introspect", basic=(api, APP_SECRET), form={"token": secret}))

    assert ask(token) == {"active": False}
    assert ask(admin)["aud"] == [api, PROJECT]
    refused = provider.call("POST", "/oauth/v2/introspect", basic=(api, "wrong"), form={"token": token})
    assert refusal(refused) == (400, "unauthorized_client", "")


def test_logout_goes_where_it_is_registered(provider: Provider) -> None:
    """Of a registered application only its own addresses are good."""
    add_project(provider)
    client = add_app(provider).client_id

    def ask(uri: str) -> Response:
        query = {"client_id": client, "post_logout_redirect_uri": uri, "state": "s"}
        return provider.call("GET", "/oidc/v1/end_session", query=query)

    assert header(ask("https://web.example/bye"), "location") == "https://web.example/bye?state=s"
    assert refusal(ask("https://web.example/"))[2] == "post_logout_redirect_uri invalid"


def test_closed_clients(provider: Provider) -> None:
    """Without open clients nobody is let in that has no application."""
    provider.settings = Settings(open_clients=False)
    asked = {"client_id": "app", "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid"}

    assert refusal(provider.authorize(**asked)) == (400, "invalid_request", "Errors.App.NotFound")
    assert refusal(exchange(provider, "code", client_id="app"))[2] == "no active client not found"


@pytest.mark.parametrize(("client", "good"), [("app", True), ("312345678901234567", True), ("1", False)])
def test_open_clients(provider: Provider, client: str, good: bool) -> None:
    """Any client id is good that a server may have made up or a person thought of; a short number is neither."""
    asked = {"client_id": client, "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid"}

    assert provider.authorize(**asked).status == (200 if good else 400)


def test_strictly_an_open_client_is_told_of(provider: Provider, robot: Robot) -> None:
    """A warning names the client, an error refuses it; a machine user that is its own client is none."""
    provider.instance.strict = Strictness.WARN
    asked = {"client_id": "app", "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid"}

    warned = provider.authorize(**asked)
    provider.instance.strict = Strictness.ERROR
    refused = provider.authorize(**asked)
    own = provider.token(grant_type="client_credentials", client_id=robot.name, client_secret=SECRET, scope="openid")

    assert header(warned, "x-mock-warning").startswith("no application has the client id app")
    assert warned.status == 200
    assert refusal(refused)[2].startswith("refused by --strict=error: no application has the client id app")
    assert own.status == 200
