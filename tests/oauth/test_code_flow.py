"""Applications that let a person log in."""

from __future__ import annotations

import pytest

from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.organisations import add_organisation_v2, remove_organisation
from mockserver.domain.users import add_machine
from tests.oauth.conftest import make_provider
from tests.oauth.flows import ASKED, CALLBACK, VERIFIER, choose, code_of, redeem
from tests.oauth.provider import ASSERTION_TYPE, Provider, Robot, body, header, refusal, sent_to


def test_a_code_is_exchanged_for_tokens(provider: Provider, robot: Robot) -> None:
    """The chosen user's token reaches the API; the client gets its state back with the code, and its nonce."""
    address, answer = sent_to(choose(provider, robot, state="a b&c", nonce="n-1"))
    tokens = body(redeem(provider, answer["code"]))

    assert (address, answer["state"]) == (CALLBACK, "a b&c")
    assert "state" not in tokens
    assert provider.reaches_api(tokens["access_token"]) == robot.id
    assert provider.id_token(tokens["id_token"])["nonce"] == "n-1"
    assert tokens["refresh_token"]


def test_auto_login_asks_nobody() -> None:
    """The user that the setting names logs in at once, whatever `prompt` says."""
    provider = make_provider(auto_login="ROBOT")
    robot = provider.add_robot("robot")

    for prompt in ("none", "login", ""):
        _, answer = sent_to(provider.authorize(**ASKED, prompt=prompt))
        token = body(redeem(provider, answer["code"]))["access_token"]
        assert provider.reaches_api(token) == robot.id


def test_auto_login_of_nobody() -> None:
    """A name that no user has is told to the client."""
    _, answer = sent_to(make_provider(auto_login="ghost").authorize(**ASKED))

    assert answer == {"error": "access_denied", "error_description": "auto_login: no user is named ghost"}


def test_a_silent_login_needs_somebody(provider: Provider) -> None:
    """With `prompt=none` there is no page."""
    _, answer = sent_to(provider.authorize(**ASKED, prompt="none", state="s"))

    assert (answer["error"], answer["state"]) == ("login_required", "s")


def test_a_chosen_user_that_does_not_exist(provider: Provider) -> None:
    """The page's answer is checked like any other input."""
    _, answer = sent_to(provider.authorize(**ASKED, mock_user="1"))

    assert answer["error"] == "access_denied"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": ""}, "invalid_request"),
        ({"response_type": "token", "response_mode": "query"}, "unsupported_response_type"),
        ({"scope": ""}, "invalid_request"),
        ({"request": "e30.e30."}, "request_not_supported"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "dance"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
    ],
)
def test_requests_that_the_client_is_told_about(
    provider: Provider, robot: Robot, changed: dict[str, str], error: str
) -> None:
    """The client learns what is wrong with its request, with its state."""
    address, answer = sent_to(choose(provider, robot, **changed, state="s"))

    assert (address, answer["error"], answer["state"]) == (CALLBACK, error, "s")
    assert answer["error_description"]
    assert "code" not in answer


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": ""},
        {"redirect_uri": "/callback"},
        {"redirect_uri": "//app.example"},
        {"redirect_uri": "http:///callback"},
        {"redirect_uri": "https://app.example/#here"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "JavaScript:alert(1)"},
        {"redirect_uri": "data:text/html,x"},
        {"redirect_uri": "https://app.example/a b"},
        {"redirect_uri": "https://app.example/\r\nx: y"},
        {"redirect_uri": "https://äpp.example/"},
        {"redirect_uri": "http://[::1/"},
        {"response_mode": "web_message"},
    ],
)
def test_requests_that_are_sent_nowhere(provider: Provider, robot: Robot, changed: dict[str, str]) -> None:
    """Where the client or its address is no good, the browser stays here."""
    status, error, description = refusal(choose(provider, robot, **changed))

    assert (status, error) == (400, "invalid_request")
    assert description


def test_no_address_at_all(provider: Provider, robot: Robot) -> None:
    """Without a redirect URI the fault is called the server's, as on the real one."""
    assert refusal(choose(provider, robot, redirect_uri="")) == (
        500,
        "server_error",
        "auth request is missing redirect_uri",
    )


@pytest.mark.parametrize(
    ("redirect_uri", "begin"),
    [
        ("http://127.0.0.1:5000/cb", "http://127.0.0.1:5000/cb?code="),
        ("com.example.app:/cb", "com.example.app:/cb?code="),
        ("myapp://login", "myapp://login?code="),
        ("https://app.example/cb?tenant=a%26b", "https://app.example/cb?tenant=a%26b&code="),
        ("http://localhost", "http://localhost?code="),
    ],
)
def test_redirect_uris_that_are_good(provider: Provider, robot: Robot, redirect_uri: str, begin: str) -> None:
    """Web addresses and schemes of apps; a query that is there already is kept."""
    response = choose(provider, robot, redirect_uri=redirect_uri)

    assert header(response, "location").startswith(begin)
    code = header(response, "location").removeprefix(begin)
    assert redeem(provider, code, redirect_uri=redirect_uri).status == 200


def test_the_answer_may_stand_in_the_fragment(provider: Provider, robot: Robot) -> None:
    """`response_mode=fragment` keeps the code from the app's server."""
    response = choose(provider, robot, response_mode="fragment", state="s")

    assert header(response, "location").startswith(f"{CALLBACK}#code=")
    assert header(response, "location").endswith("&state=s")


def test_a_request_may_be_posted(provider: Provider, robot: Robot) -> None:
    """The endpoint takes forms too, as OpenID Connect asks."""
    response = provider.call("POST", "/oauth/v2/authorize", form={**ASKED, "mock_user": robot.id})

    assert "code" in sent_to(response)[1]


def test_a_code_is_for_a_single_use(provider: Provider, robot: Robot) -> None:
    """A second exchange is refused; the tokens of the first stay valid, as on the real server."""
    code = code_of(provider, robot)
    token = body(redeem(provider, code))["access_token"]

    assert refusal(redeem(provider, code)) == (400, "invalid_request", "Errors.AuthRequest.NoCode")
    assert provider.reaches_api(token) == robot.id


def test_a_code_expires(provider: Provider, robot: Robot) -> None:
    """After ten minutes a code is worth nothing; later it is forgotten."""
    early, late = code_of(provider, robot), code_of(provider, robot)

    provider.clock.pass_seconds(599)
    assert redeem(provider, early).status == 200
    provider.clock.pass_seconds(1)
    assert refusal(redeem(provider, late)) == (400, "invalid_request", "Errors.AuthRequest.NoCode")
    code_of(provider, robot)
    assert refusal(redeem(provider, late)) == (400, "invalid_request", "Errors.User.Code.Invalid")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"code": ""}, ("invalid_request", "code missing")),
        ({"redirect_uri": ""}, ("invalid_request", "redirect_uri missing")),
        ({"client_id": ""}, ("invalid_request", "client_id or client_assertion must be provided")),
        ({"code": "unknown"}, ("invalid_request", "Errors.User.Code.Invalid")),
        ({"client_id": "other"}, ("invalid_grant", "")),
        ({"redirect_uri": CALLBACK + "/"}, ("invalid_grant", "redirect_uri does not correspond")),
        ({"code_verifier": ""}, ("invalid_request", "code_verifier required")),
        ({"code_verifier": "w" * 43}, ("invalid_grant", "invalid code_verifier")),
        ({"code_verifier": "ß"}, ("invalid_grant", "invalid code_verifier")),
    ],
)
def test_exchanges_that_are_refused(
    provider: Provider, robot: Robot, changed: dict[str, str], expected: tuple[str, str]
) -> None:
    """Whoever does not know what the client knows gets no token, and does not use up the code."""
    code = code_of(provider, robot)

    assert refusal(redeem(provider, code, **changed)) == (400, *expected)
    assert redeem(provider, code).status == 200


def test_a_code_without_pkce(provider: Provider, robot: Robot) -> None:
    """A client that sent no challenge must not send a verifier."""
    code = code_of(provider, robot, code_challenge="", code_challenge_method="")

    assert refusal(redeem(provider, code)) == (400, "invalid_request", "code_verifier unexpectedly provided")
    assert redeem(provider, code, code_verifier="").status == 200


def test_the_example_of_the_standard(provider: Provider, robot: Robot) -> None:
    """Challenge and verifier of RFC 7636, appendix B."""
    code = code_of(provider, robot, code_challenge="E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")

    assert redeem(provider, code, code_verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").status == 200


def test_a_client_may_prove_who_it_is(provider: Provider, robot: Robot) -> None:
    """A machine user can be a client with an assertion, which is checked."""
    code = code_of(provider, robot, client_id=robot.id)
    proof = {"client_id": "", "client_assertion_type": ASSERTION_TYPE}

    wrong = redeem(provider, code, **proof, client_assertion=provider.assertion(robot, aud="x"))
    other_type = redeem(
        provider, code, **(proof | {"client_assertion_type": "x"}), client_assertion=provider.assertion(robot)
    )
    good = redeem(provider, code, **proof, client_assertion=provider.assertion(robot))

    assert refusal(wrong)[1] == refusal(other_type)[1] == "invalid_client"
    assert good.status == 200


def test_a_user_that_is_gone(provider: Provider) -> None:
    """A code or refresh token of a user that was removed meanwhile is worth nothing."""
    state, instance = provider.instance.state, provider.instance
    organisation = OrganisationId("gone")
    instance.append_all(add_organisation_v2(state, organisation, "Gone"))
    user = Robot(UserId("gone"), "gone", provider.add_robot("r").key_id)
    instance.append(
        add_machine(state, organisation, user.id, user_name="gone", name="Gone", description="", access_token_type=0)
    )
    code = code_of(provider, user)
    tokens = body(redeem(provider, code_of(provider, user)))
    instance.append(remove_organisation(state, organisation))

    refreshed = provider.token(
        grant_type="refresh_token", client_id="app", refresh_token=tokens["refresh_token"], code_verifier=VERIFIER
    )

    assert refusal(redeem(provider, code)) == (404, "invalid_request", "Errors.User.NotFound")
    assert refusal(refreshed) == (400, "invalid_request", "Errors.User.RefreshToken.Invalid")


def test_codes_are_for_one_instance(provider: Provider, robot: Robot) -> None:
    """Another instance does not know the codes of this one."""
    other = make_provider("other.localhost:8080")

    assert refusal(redeem(other, code_of(provider, robot)))[2] == "Errors.User.Code.Invalid"
