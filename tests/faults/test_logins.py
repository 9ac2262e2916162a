"""Logins that fail on purpose."""

from __future__ import annotations

import httpx
import pytest

from mockserver.testing import ZitadelMock

FORM = {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y", "scope": "openid"}


def _token(mock: ZitadelMock, **more: str) -> httpx.Response:
    return httpx.post(f"{mock.url}/oauth/v2/token", data={**FORM, **more})


def test_the_token_endpoint_is_away(zitadel_mock: ZitadelMock) -> None:
    """As OAuth tells it, for whom a rule is; then the truth again."""
    error = {"code": "UNAVAILABLE", "message": "later"}
    zitadel_mock.fault(operation="oauth.token", body={"client_id": "x"}, times=1, error=error, retryAfter=3)
    assert _token(zitadel_mock, client_id="z").status_code == 400
    refused = _token(zitadel_mock)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "3")
    assert refused.json() == {"error": "temporarily_unavailable", "error_description": "later"}
    assert _token(zitadel_mock).status_code == 400
    assert [request.injected for request in zitadel_mock.requests()] == ["", "fault-1", ""]


def test_the_token_endpoint_is_cut(zitadel_mock: ZitadelMock) -> None:
    """A connection breaks under a login as under any call."""
    zitadel_mock.fault(operation="oauth.*", broken="reset", times=1)
    with pytest.raises(httpx.TransportError):
        _token(zitadel_mock)
    zitadel_mock.fault(operation="oauth.keys", delay={"type": "fixed", "milliseconds": 50}, times=1)
    assert httpx.get(f"{zitadel_mock.url}/oauth/v2/keys").elapsed.total_seconds() >= 0.05


def test_a_rule_for_all_operations_is_for_no_login(zitadel_mock: ZitadelMock) -> None:
    """Who says nothing of logins means none of them, and who names all of them no operation."""
    zitadel_mock.fault(error={"code": "UNAVAILABLE"})
    assert _token(zitadel_mock).status_code == 400
    zitadel_mock.clear_faults()
    zitadel_mock.fault(operation="oauth.*", error={"code": "UNAVAILABLE"})
    assert httpx.get(f"{zitadel_mock.url}/.well-known/openid-configuration").status_code == 503
    assert httpx.get(f"{zitadel_mock.url}/management/v1/flows/1", headers=zitadel_mock.headers).status_code == 200
