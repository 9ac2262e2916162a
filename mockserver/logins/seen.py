"""What scripts of logins see of the request of the client and of that of the browser."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from mockserver.access.oauth import applications
from mockserver.access.oauth.admission import requested_organisation
from mockserver.access.oauth.scopes import ORGANISATION_PREFIX, after
from mockserver.domain.ids import Instant
from mockserver.domain.state import InstanceState
from mockserver.logins.attempts import Attempt
from mockserver.logins.drafts import external_told
from mockserver.logins.scripting import instant_told
from mockserver.scripts.model import NEVER

_PROMPTS = ("unspecified", "none", "login", "consent", "select_account", "create")
_NANOS = 1_000_000_000


class Browser(NamedTuple):
    """The browser's request, as far as scripts see it.

    Attributes:
        url: path and query below the login's root.
        form: fields of form and query; `post_form` those of the form alone.
        headers: by names as Go writes them.
    """

    method: str
    url: str
    protocol: str
    length: int
    host: str
    form: dict[str, list[str]]
    post_form: dict[str, list[str]]
    address: str
    headers: dict[str, list[str]]

    def header(self, name: str) -> str:
        """A header's text; empty where it did not come."""
        return next(iter(self.headers.get(name, ())), "")


def encoded(value: object) -> str:
    """JSON of what a script sees."""
    return msgspec.json.encode(value).decode()


def login_told(state: InstanceState, attempt: Attempt, browser: Browser) -> dict[str, str]:
    """What all scripts of logins see, by the names of `tables.Member.given`."""
    return {
        "authRequest": encoded(_auth_request(state, attempt, browser)),
        "httpRequest": encoded(_http_request(browser)),
    }


def _auth_request(state: InstanceState, attempt: Attempt, browser: Browser) -> dict[str, Any]:
    """The object `authRequest`: the state before the step that runs the script.

    Source: recordings/logins.jsonl; the numbers of prompts are the real server's source.
    """
    request = attempt.request
    requested = requested_organisation(state, request)
    app = applications.registered(state, request.client)
    clients = [client for client in request.audience if client == request.client]
    return {
        "id": request.id,
        "agentId": attempt.agent,
        "creationDate": instant_told(request.created),
        "changeDate": instant_told(attempt.changed),
        "browserInfo": {
            "userAgent": browser.header("User-Agent"),
            "acceptLanguage": browser.header("Accept-Language"),
            "remoteIp": [],
        },
        "applicationId": request.client,
        "callbackUri": request.redirect_uri,
        "transferState": request.state,
        "prompt": [_PROMPTS.index(prompt) for prompt in request.prompts if prompt in _PROMPTS],
        "uiLocales": list(request.ui_locales),
        "loginHint": request.login_hint,
        "maxAuthAge": request.max_age * _NANOS if request.max_age is not None else None,
        "instanceId": state.id,
        "request": {"oidc": {"scopes": list(request.scopes)}},
        "userId": attempt.user,
        "userName": attempt.user_name,
        "loginName": attempt.login_name,
        "displayName": "",
        "resourceOwner": attempt.organisation,
        "requestedOrgId": requested.id if requested is not None else "",
        "requestedOrgName": requested.name if requested is not None else "",
        "requestedPrimaryDomain": requested.primary_domain if requested is not None else "",
        "requestedOrgDomain": requested is not None and not after(ORGANISATION_PREFIX, request.scopes),
        "applicationResourceOwner": app.organisation if app is not None else "",
        "privateLabelingSetting": 0,
        "selectedIdpConfigId": attempt.provider,
        "linkingUsers": [external_told(user) for user in attempt.linking],
        "passwordVerified": attempt.password_verified,
        "mfasVerified": list(attempt.factors),
        "audience": list(dict.fromkeys([*clients, *request.audience])),
        "authTime": instant_told(attempt.authenticated) if attempt.authenticated != Instant(0) else NEVER,
    }


def _http_request(browser: Browser) -> dict[str, Any]:
    return {
        "method": browser.method,
        "url": browser.url,
        "proto": browser.protocol,
        "contentLength": browser.length,
        "host": browser.host,
        "form": browser.form,
        "postForm": browser.post_form,
        "remoteAddr": browser.address,
        "headers": browser.headers,
    }
