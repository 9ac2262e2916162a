"""What of configurations is not compliant with OIDC 1.0."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.domain.ids import Nanoseconds
from mockserver.domain.oidc_compliance import AppType, AuthMethod, GrantType, compliance_of
from mockserver.domain.rows.apps import OidcConfiguration

CODE, IMPLICIT = (GrantType.AUTHORIZATION_CODE,), (GrantType.IMPLICIT,)
BOTH = (*CODE, *IMPLICIT)
DEVICE = (GrantType.DEVICE_CODE,)
REFRESH = (GrantType.REFRESH_TOKEN,)
HTTPS, HTTP, LOCAL, CUSTOM = "https://a.example/cb", "http://a.example/cb", "http://localhost:8/cb", "app:/cb"
WEB, AGENT, NATIVE = AppType
NOT_COMPLIANT = "NotCompliant"
PLAIN = OidcConfiguration(
    client_id="1", clock_skew=Nanoseconds(0), grant_types=CODE, redirect_uris=(HTTPS,), auth_method=AuthMethod.NONE
)


def problems(configuration: OidcConfiguration) -> list[str]:
    """The keys of all problems but for what they begin with."""
    return [problem.removeprefix("Application.OIDC.V1.") for problem in compliance_of(configuration).problems]


@pytest.mark.parametrize(
    ("app_type", "grants", "uris", "expected"),
    [
        (WEB, CODE, (HTTPS, HTTP, LOCAL), []),
        (WEB, CODE, (CUSTOM,), ["Code.RedirectUris.CustomOnlyForNative"]),
        (AGENT, CODE, (HTTPS,), []),
        (AGENT, CODE, (LOCAL, CUSTOM), ["Code.RedirectUris.HttpOnlyForWeb", "Code.RedirectUris.CustomOnlyForNative"]),
        (NATIVE, CODE, (LOCAL, CUSTOM, HTTPS), []),
        (NATIVE, CODE, (HTTP,), ["Native.RedirectUris.MustBeHttpLocalhost"]),
        (NATIVE, CODE, ("http://127.0.0.1:1/", "http://[::1]/cb"), []),
        (NATIVE, CODE, ("http://localhost.example/",), ["Native.RedirectUris.MustBeHttpLocalhost"]),
        (WEB, IMPLICIT, (CUSTOM,), ["Implicit.RedirectUris.CustomNotAllowed"]),
        (WEB, IMPLICIT, (LOCAL,), ["Implicit.RedirectUris.HttpNotAllowed"]),
        (NATIVE, IMPLICIT, (LOCAL,), []),
        (
            NATIVE,
            IMPLICIT,
            (HTTP, CUSTOM),
            ["Implicit.RedirectUris.CustomNotAllowed", "Native.RedirectUris.MustBeHttpLocalhost"],
        ),
        (WEB, BOTH, (CUSTOM,), ["Implicit.RedirectUris.CustomNotAllowed"]),
        (AGENT, BOTH, (HTTP,), ["Code.RedirectUris.HttpOnlyForWeb"]),
        (NATIVE, BOTH, (HTTP,), ["Native.RedirectUris.MustBeHttpLocalhost"]),
        (WEB, DEVICE, (CUSTOM, HTTP), []),
        (WEB, CODE, (), ["NoRedirectUris"]),
        (WEB, IMPLICIT, (), ["NoRedirectUris"]),
        (WEB, DEVICE, (), []),
        (WEB, (*DEVICE, *CODE), (), ["NoRedirectUris"]),
        (WEB, (*IMPLICIT, *REFRESH), (), ["NoRedirectUris", "GrantType.Refresh.NoAuthCode"]),
        (WEB, (*CODE, *REFRESH), (HTTPS,), []),
        (WEB, (*DEVICE, *REFRESH), (HTTPS,), []),
    ],
)
def test_redirects_and_grants(
    app_type: AppType, grants: tuple[GrantType, ...], uris: tuple[str, ...], expected: list[str]
) -> None:
    """Which redirects an application may have depends on its type and on its grants."""
    found = problems(replace(PLAIN, app_type=app_type, grant_types=grants, redirect_uris=uris))
    in_front = [NOT_COMPLIANT] * (1 if app_type == WEB else 2) if expected else []
    assert found == in_front + expected


@pytest.mark.parametrize("method", AuthMethod)
@pytest.mark.parametrize(("app_type", "name"), [(NATIVE, "Native"), (AGENT, "UserAgent")])
def test_secrets_that_cannot_be_kept(app_type: AppType, name: str, method: AuthMethod) -> None:
    """Applications on users' machines prove who they are by no secret."""
    found = problems(replace(PLAIN, app_type=app_type, auth_method=method))
    expected = [NOT_COMPLIANT, NOT_COMPLIANT, f"{name}.AuthMethodType.NotNone"]
    assert found == ([] if method == AuthMethod.NONE else expected)
    assert problems(replace(PLAIN, auth_method=method)) == []


@pytest.mark.parametrize(("app_type", "uri"), [(WEB, HTTP), (WEB, LOCAL), (NATIVE, LOCAL), (NATIVE, CUSTOM)])
def test_combination_that_breaks_nothing(app_type: AppType, uri: str) -> None:
    """With both flows a redirect that is not https is told of, and counts as compliant."""
    found = compliance_of(replace(PLAIN, app_type=app_type, grant_types=BOTH, redirect_uris=(uri,)))
    assert found == (False, ("Application.OIDC.V1.NotAllCombinationsAreAllowed",))


@given(
    app_type=st.sampled_from(AppType),
    method=st.sampled_from(AuthMethod),
    grants=st.lists(st.sampled_from(GrantType), unique=True).map(tuple),
    uris=st.lists(st.sampled_from([HTTPS, HTTP, LOCAL, CUSTOM]), unique=True).map(tuple),
)
def test_what_always_holds(
    app_type: AppType, method: AuthMethod, grants: tuple[GrantType, ...], uris: tuple[str, ...]
) -> None:
    """A violation is named, in front of all others; order and repetition of redirects do not matter."""
    configuration = replace(PLAIN, app_type=app_type, auth_method=method, grant_types=grants, redirect_uris=uris)
    found = problems(configuration)
    assert compliance_of(configuration).violated is (found[:1] == [NOT_COMPLIANT])
    assert found.count(NOT_COMPLIANT) in (0, 1 if app_type == WEB else 2)
    turned = replace(configuration, redirect_uris=(*reversed(uris), *uris))
    assert problems(turned) == found
