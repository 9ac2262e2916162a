"""Forms: which operation they mean, and what it reads (recordings/edges-headers-1.jsonl)."""

from __future__ import annotations

import httpx
import pytest

from tests.server import Api

FORM = {"content-type": "application/x-www-form-urlencoded"}
BY_DOMAIN = "/management/v1/global/orgs/_by_domain"
ACTION = "/management/v1/actions/77"


def send(api: Api, path: str, form: str, override: str = "", method: str = "POST") -> httpx.Response:
    """Send a form."""
    headers = FORM | {"x-zitadel-orgid": api.organisation} | ({"x-http-method-override": override} if override else {})
    return api.http.request(method, path, content=form, headers=headers)


def domain_of(api: Api) -> str:
    """The primary domain of the caller's organisation."""
    return str(api.done("GET", "/management/v1/orgs/me")["org"]["primaryDomain"])


def test_a_form_is_the_get_of_its_path(api: Api) -> None:
    """Where a path has no POST its GET is meant, with the form's fields as those of the query."""
    domain = domain_of(api)

    assert send(api, BY_DOMAIN, f"domain={domain}").json()["org"]["id"] == api.organisation
    assert send(api, f"{BY_DOMAIN}?domain={domain}", "").json()["org"]["id"] == api.organisation
    assert send(api, f"{BY_DOMAIN}?domain=b", "domain=a").json() == {
        "code": 3, "message": 'too many values for field "domain": a, b',
    }  # fmt: skip
    assert send(api, "/management/v1/text/message/init/de", "").status_code == 501, "not modelled, but known"


@pytest.mark.parametrize(
    ("override", "status", "message"),
    [
        ("DELETE", 404, "Action not found (COMMAND-Dgh4h)"),
        ("delete", 404, "Action not found (COMMAND-Dgh4h)"),
        ("GET", 404, "Action not found (QUERY-GEfnb)"),
        ("PUT", 400, "invalid UpdateActionRequest.Name: value length must be between 1 and 200 runes, inclusive"),
        ("POST", 404, "Action not found (QUERY-GEfnb)"),
        ("PATCH", 405, "Method Not Allowed"),
    ],
)
def test_a_form_may_ask_for_another_method(api: Api, override: str, status: int, message: str) -> None:
    """Any method can be asked for; what it reads of the body is nothing."""
    response = send(api, ACTION, '{"name": "n", "script": "s"}', override)

    assert (response.status_code, response.json()["message"]) == (status, message)


def test_only_a_form_by_post_does(api: Api) -> None:
    """Without the form's content type, and with another method, the header means nothing."""
    headers = {"x-http-method-override": "DELETE"}

    assert api.http.post(ACTION, headers=headers, content="").status_code == 405
    assert send(api, "/management/v1/orgs/me", "{}", "GET", method="PUT").json()["message"].startswith("invalid Update")
    assert send(api, "/management/v1/actions", "name=x").json()["code"] == 3, "a path with POST reads JSON"
