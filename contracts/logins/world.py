"""What a case needs before anybody logs in: organisations, an application, a policy, users, actions."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Mapping
from typing import Any, Final

from ..placeholders import Filler
from ..target import Target
from .authenticator import code_of
from .browser import CALLBACK
from .case import DEFAULT, HOME, Case
from .http import Manner, http_client
from .provider import CLIENT, SECRET, Provider

SCOPE: Final = "openid profile email urn:zitadel:iam:org:id:{{home}}"
_ATTEMPTS: Final = 20
_PAUSE_S: Final = 0.5
_POLICY: Final[Mapping[str, Any]] = {
    "allowUsernamePassword": True,
    "allowRegister": True,
    "allowExternalIdp": True,
    "passwordlessType": "PASSWORDLESS_TYPE_NOT_ALLOWED",
    "passwordCheckLifetime": "864000s",
    "externalLoginCheckLifetime": "864000s",
    "mfaInitSkipLifetime": "0s",
    "secondFactorCheckLifetime": "64800s",
    "multiFactorCheckLifetime": "43200s",
}
_CREATED: Final = frozenset({200, 201})


class Known(Filler):
    """What the placeholders of a case stand for, as far as it is known; others stay as they are."""

    def __init__(self, **given: str) -> None:
        self._known = dict(given)

    def learn(self, name: str, value: str) -> str:
        """Let a placeholder stand for a value; returns that."""
        self._known[name] = value
        return value

    def value(self, name: str) -> str:
        return self._known.get(name, f"{{{{{name}}}}}")

    def names(self) -> Mapping[str, str]:
        """Names by what they stand for."""
        return {value: name for name, value in self._known.items()}


class World:
    """The things of one case on a server.

    Attributes:
        organisations: their ids, by the names that the case has for them.
        secrets: of authenticator apps, by user name.
    """

    def __init__(self, target: Target, case: Case, provider: Provider, manner: Manner | None = None) -> None:
        self.case, self.provider, self.manner = case, provider, manner or Manner()
        self.base_url = target.base_url.replace("127.0.0.1", "localhost")
        headers = {"authorization": f"Bearer {target.admin_pat}"}
        self.api = http_client(self.manner, base_url=self.base_url, headers=headers)
        self.known = Known(nonce=secrets.token_hex(4), issuer=self.base_url, idpIssuer=provider.issuer)
        self.organisations: dict[str, str] = {}
        self.secrets: dict[str, str] = {}
        self.client = ""
        self._of_instance = ""

    def call(self, method: str, path: str, body: Any = None, organisation: str = "") -> Any:
        """The answer to a call, whatever it is."""
        headers = {"x-zitadel-orgid": organisation} if organisation else {}
        return self.api.request(method, path, json=self.known.fill(body), headers=headers).json()

    def manage(self, method: str, path: str, body: Any = None, organisation: str = HOME) -> Any:
        """The answer to a call of the management service that must succeed, in an organisation of the case."""
        return self._do(method, f"/management/v1{path}", body, self.organisations[organisation])

    def set_up(self) -> None:
        """Make all that the case has before anybody does something."""
        case = self.case
        owner = case.get("app", HOME)
        for name in (HOME, owner, *case["flows"], *(user.get("org", HOME) for user in case.get("users", ()))):
            self._organisation(name)
        self._application(owner)
        policy = {**_POLICY, **case.get("policy", {})}
        if case.get("idp") is not None:
            policy |= self._identity_provider(case["idp"])
        self.manage("POST", "/policies/login", policy)
        for key, text in case.get("orgMetadata", {}).items():
            self.manage("POST", f"/metadata/{key}", {"value": _base64(text)})
        for user in case.get("users", ()):
            self._user(user)
        for organisation, flows in case["flows"].items():
            for flow, triggers in flows.items():
                for trigger, actions in triggers.items():
                    self._bind(organisation, flow, trigger, actions)
        self._wait_until_bound()

    def tear_down(self) -> None:
        """Take back what other cases would meet."""
        if self._of_instance:
            self.call("DELETE", f"/admin/v1/policies/login/idps/{self._of_instance}")
            self.call("DELETE", f"/admin/v1/idps/templates/{self._of_instance}")
        if DEFAULT in self.organisations:
            for flow in self.case["flows"].get(DEFAULT, {}):
                self.manage("POST", f"/flows/{flow}/_clear", {}, DEFAULT)
            for action in self.manage("POST", "/actions/_search", {}, DEFAULT).get("result", []):
                self.manage("DELETE", f"/actions/{action['id']}", None, DEFAULT)
        self.api.close()

    def _do(self, method: str, path: str, body: Any = None, organisation: str = "") -> Any:
        headers = {"x-zitadel-orgid": organisation} if organisation else {}
        response = self.api.request(method, path, json=self.known.fill(body), headers=headers)
        if response.status_code not in _CREATED:
            raise RuntimeError(f"{method} {path}: {response.status_code} {response.text[:400]}")
        return response.json()

    def _organisation(self, name: str) -> None:
        if name in self.organisations:
            return
        if name == DEFAULT:
            id_ = self._do("GET", "/admin/v1/orgs/default")["org"]["id"]
        else:
            id_ = self._do("POST", "/v2/organizations", {"name": f"{name}-{{{{nonce}}}}"})["organizationId"]
        self.organisations[name] = self.known.learn(name, id_)

    def _application(self, owner: str) -> None:
        settings = {"name": "project", **self.case.get("projectSettings", {})}
        project = self.known.learn("project", self.manage("POST", "/projects", settings, owner)["id"])
        for role in self.case.get("roles", ()):
            self.manage("POST", f"/projects/{project}/roles", {"roleKey": role, "displayName": role}, owner)
        if self.case.get("projectGrant"):
            body = {"grantedOrgId": self.organisations[HOME], "roleKeys": self.case["projectGrant"]}
            grant = self.manage("POST", f"/projects/{project}/grants", body, owner)
            self.known.learn("projectGrant", grant["grantId"])
        app = {
            "name": "web",
            "redirectUris": [CALLBACK],
            "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
            "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
            "appType": "OIDC_APP_TYPE_USER_AGENT",
            "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
            "accessTokenType": "OIDC_TOKEN_TYPE_JWT",
            "devMode": True,
        }
        made = self.manage("POST", f"/projects/{project}/apps/oidc", app, owner)
        self.client = self.known.learn("client", made["clientId"])

    def _identity_provider(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Register the provider; returns what the login policy has to say of it."""
        filled = self.known.fill(dict(told))
        assert isinstance(filled, dict), "an object stays one"
        self.provider.told = filled
        issuer = self.provider.issuer
        common = {"name": "provider", "clientId": CLIENT, "clientSecret": SECRET, "providerOptions": told["options"]}
        common["scopes"] = ["openid", "profile", "email"]
        mapping = told.get("mapping", False)
        if told.get("owner") == "instance":
            made = self._do("POST", "/admin/v1/idps/generic_oidc", {**common, "issuer": issuer})
            self._of_instance = made["id"]
            self._do("POST", "/admin/v1/policies/login/idps", {"idpId": made["id"]})
        elif told.get("type", "oidc") == "oidc":
            body = {**common, "issuer": issuer, "isIdTokenMapping": mapping}
            made = self.manage("POST", "/idps/generic_oidc", body)
        else:
            endpoints = {f"{name}Endpoint": f"{issuer}/{path}" for name, path in _ENDPOINTS.items()}
            made = self.manage("POST", "/idps/oauth", {**common, **endpoints, "idAttribute": "id"})
        self.known.learn("idp", made["id"])
        if told.get("owner") == "instance":
            return {}
        return {"idps": [{"idpId": made["id"], "ownerType": "IDP_OWNER_TYPE_ORG"}]}

    def _user(self, told: Mapping[str, Any]) -> None:
        name, organisation = told["name"], told.get("org", HOME)
        body: dict[str, Any] = {
            "username": name,
            "organization": {"orgId": self.organisations[organisation]},
            "profile": {"givenName": told.get("firstName", "Alice"), "familyName": told.get("lastName", "Before")},
            "email": {"email": told.get("email", f"{name}@example.com"), "isVerified": told.get("verified", True)},
        }
        if told.get("password"):
            body["password"] = {"password": told["password"], "changeRequired": False}
        if told.get("links"):
            body["idpLinks"] = [{"idpId": "{{idp}}", **link} for link in told["links"]]
        id_ = self._do("POST", "/v2/users/human", body)["userId"]
        self.known.learn(f"user:{name.replace('-{{nonce}}', '')}", id_)
        if told.get("totp"):
            secret = self.secrets[self.known.fill_text(name)] = self._do("POST", f"/v2/users/{id_}/totp", {})["secret"]
            self._do("POST", f"/v2/users/{id_}/totp/verify", {"code": code_of(secret)})
        for key, text in told.get("metadata", {}).items():
            self.manage("POST", f"/users/{id_}/metadata/{key}", {"value": _base64(text)}, organisation)

    def _bind(self, organisation: str, flow: str, trigger: str, actions: list[Mapping[str, Any]]) -> None:
        ids = []
        for action in actions:
            fields = {name: action[name] for name in ("name", "script")}
            fields |= {"timeout": action.get("timeout", "10s"), "allowedToFail": action.get("allowedToFail", False)}
            ids.append(self.manage("POST", "/actions", fields, organisation)["id"])
        self.manage("POST", f"/flows/{flow}/trigger/{trigger}", {"actionIds": ids}, organisation)
        for action, id_ in zip(actions, ids, strict=True):
            if action.get("state") == "inactive":
                self.manage("POST", f"/actions/{id_}/_deactivate", {}, organisation)
            if action.get("state") == "removed":
                self.manage("DELETE", f"/actions/{id_}", None, organisation)

    def _wait_until_bound(self) -> None:
        """The real server's reads lag: what was set last must be visible before anybody logs in."""
        for _ in range(_ATTEMPTS):
            flows = [
                (organisation, flow, triggers)
                for organisation, all_ in self.case["flows"].items()
                for flow, triggers in all_.items()
            ]
            if all(self._is_bound(*each) for each in flows):
                return
            time.sleep(_PAUSE_S)

    def _is_bound(self, organisation: str, flow: str, triggers: Mapping[str, list[Mapping[str, Any]]]) -> bool:
        shown = self.manage("GET", f"/flows/{flow}", None, organisation)["flow"].get("triggerActions", [])
        bound = {
            trigger["triggerType"]["id"]: [(action["name"], action["state"]) for action in trigger.get("actions", [])]
            for trigger in shown
        }
        return all(
            bound.get(trigger, [])
            == [
                (action["name"], f"ACTION_STATE_{action.get('state', 'active').upper()}")
                for action in actions
                if action.get("state") != "removed"
            ]
            for trigger, actions in triggers.items()
        )


_ENDPOINTS: Final[Mapping[str, str]] = {"authorization": "authorize", "token": "token", "user": "userinfo"}


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
