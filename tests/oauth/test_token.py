"""The token endpoint, whatever the grant."""

from __future__ import annotations

import pytest

from tests.oauth.provider import JWT_BEARER, Provider, Robot, body, header, refusal

TOKEN = "/oauth/v2/token"


def test_a_grant_type_is_needed(provider: Provider) -> None:
    """Nothing is granted without a grant type."""
    assert refusal(provider.token()) == (400, "invalid_request", "grant_type missing")


@pytest.mark.parametrize("grant", ["password", "implicit", "urn:example:other"])
def test_other_grants_are_refused(provider: Provider, grant: str) -> None:
    """Grants that are not served are called by name."""
    assert refusal(provider.token(grant_type=grant)) == (400, "unsupported_grant_type", f"{grant} not supported")


def test_answers_must_not_be_cached(provider: Provider, robot: Robot) -> None:
    """Neither tokens nor refusals are for caches."""
    granted = provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="openid")

    for response in (granted, provider.token()):
        assert header(response, "cache-control") == "no-store"
        assert header(response, "pragma") == "no-cache"
        assert header(response, "content-type") == "application/json"


def test_the_form_comes_before_the_query(provider: Provider) -> None:
    """Parameters may stand in the query; those of the form win, and of two alike the first."""
    asked = provider.call("POST", TOKEN, query={"grant_type": "a"})
    both = provider.call("POST", TOKEN, query={"grant_type": "a"}, form={"grant_type": "b"})
    twice = provider.call("POST", TOKEN, form=[("grant_type", "c"), ("grant_type", "d")])

    assert [refusal(response)[2] for response in (asked, both, twice)] == [
        "a not supported",
        "b not supported",
        "c not supported",
    ]


@pytest.mark.parametrize("text", [b"grant_type=%zz", b"grant_type=a;b=c", b"a=&" * 1001])
def test_a_form_that_cannot_be_read(provider: Provider, text: bytes) -> None:
    """Broken escapes, semicolons and a flood of fields are refused."""
    response = provider.call(
        "POST", TOKEN, body=text, headers={"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    )

    assert refusal(response) == (400, "invalid_request", "error parsing form")


def test_only_forms_are_read(provider: Provider) -> None:
    """A body of another type is not looked at."""
    response = provider.call("POST", TOKEN, body=b"grant_type=password", headers={"content-type": "application/json"})

    assert refusal(response)[2] == "grant_type missing"


def test_text_that_is_not_latin_arrives(provider: Provider) -> None:
    """Parameters are UTF-8."""
    assert refusal(provider.token(grant_type="Grüße 世界"))[2] == "Grüße 世界 not supported"


def test_the_answer_has_nothing_that_was_not_asked_for(provider: Provider, robot: Robot) -> None:
    """Without the scopes openid and offline_access there are neither id_token nor refresh_token."""
    answer = body(provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="profile"))

    assert len(answer.pop("access_token")) == 71
    assert answer == {"token_type": "Bearer", "expires_in": 43199}
