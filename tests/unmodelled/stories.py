"""What is done with things that nobody modelled: eight of them, each made, read, listed, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

MANAGEMENT = "zitadel.management.v1.ManagementService"
ACTIONS = "zitadel.action.v2.ActionService"


class Kept(str):
    """Stands in an expected answer for a value that later steps name in braces."""

    __slots__ = ()


class Step(NamedTuple):
    """A call with what it answers at least; of a refusal the name of its code."""

    method: str
    request: Mapping[str, Any]
    answer: Mapping[str, Any] | str
    service: str = MANAGEMENT


DONE: Mapping[str, Any] = {}
GONE = "NOT_FOUND"

_NEW_PROJECT = Step("AddProject", {"name": "Shop"}, {"id": Kept("project"), "details": {"sequence": "1"}})

STORIES: Mapping[str, Sequence[Step]] = {
    "a project": (
        _NEW_PROJECT,
        Step(
            "GetProjectByID",
            {"id": "{project}"},
            {"project": {"id": "{project}", "name": "Shop", "state": "PROJECT_STATE_ACTIVE"}},
        ),
        Step(
            "ListProjects",
            {"queries": [{"nameQuery": {"name": "Shop"}}]},
            {"details": {"totalResult": "1"}, "result": [{"id": "{project}", "name": "Shop"}]},
        ),
        Step(
            "UpdateProject",
            {"id": "{project}", "name": "Store", "projectRoleAssertion": True},
            {"details": {"sequence": "2"}},
        ),
        Step("GetProjectByID", {"id": "{project}"}, {"project": {"name": "Store", "projectRoleAssertion": True}}),
        Step("DeactivateProject", {"id": "{project}"}, {"details": {"sequence": "3"}}),
        Step("DeactivateProject", {"id": "{project}"}, "FAILED_PRECONDITION"),
        Step("GetProjectByID", {"id": "{project}"}, {"project": {"state": "PROJECT_STATE_INACTIVE"}}),
        Step("ReactivateProject", {"id": "{project}"}, {"details": {"sequence": "4"}}),
        Step("RemoveProject", {"id": "{project}"}, DONE),
        Step("RemoveProject", {"id": "{project}"}, GONE),
        Step("GetProjectByID", {"id": "{project}"}, GONE),
        Step("ListProjects", {"queries": [{"nameQuery": {"name": "Store"}}]}, {"result": []}),
    ),
    "a role": (
        _NEW_PROJECT,
        Step(
            "AddProjectRole",
            {"projectId": "{project}", "roleKey": "admin", "displayName": "Admin"},
            {"details": {"sequence": "1"}},
        ),
        Step("AddProjectRole", {"projectId": "{project}", "roleKey": "admin", "displayName": "A"}, "ALREADY_EXISTS"),
        Step("AddProjectRole", {"projectId": "7", "roleKey": "admin", "displayName": "Admin"}, GONE),
        Step(
            "BulkAddProjectRoles",
            {"projectId": "{project}", "roles": [{"key": "b", "displayName": "B"}, {"key": "c", "displayName": "C"}]},
            DONE,
        ),
        Step(
            "ListProjectRoles",
            {"projectId": "{project}", "query": {"limit": 2}},
            {"details": {"totalResult": "3"}, "result": [{"key": "admin", "displayName": "Admin"}, {"key": "b"}]},
        ),
        Step(
            "ListProjectRoles",
            {"projectId": "{project}", "query": {"offset": 2}},
            {"details": {"totalResult": "3"}, "result": [{"key": "c", "displayName": "C"}]},
        ),
        Step(
            "UpdateProjectRole",
            {"projectId": "{project}", "roleKey": "admin", "displayName": "Chief", "group": "g"},
            {"details": {"sequence": "2"}},
        ),
        Step(
            "ListProjectRoles",
            {"projectId": "{project}", "queries": [{"keyQuery": {"key": "admin"}}]},
            {"result": [{"key": "admin", "displayName": "Chief", "group": "g"}]},
        ),
        Step("RemoveProjectRole", {"projectId": "{project}", "roleKey": "admin"}, DONE),
        Step("RemoveProjectRole", {"projectId": "{project}", "roleKey": "admin"}, GONE),
        Step("RemoveProject", {"id": "{project}"}, DONE),
        Step("ListProjectRoles", {"projectId": "{project}"}, {"result": []}),
    ),
    "an OIDC app": (
        _NEW_PROJECT,
        Step(
            "AddOIDCApp",
            {
                "projectId": "{project}",
                "name": "web",
                "redirectUris": ["http://localhost/callback"],
                "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
                "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
                "appType": "OIDC_APP_TYPE_NATIVE",
                "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
                "devMode": True,
            },
            {"appId": Kept("app"), "clientId": Kept("client"), "details": {"sequence": "1"}},
        ),
        Step(
            "GetAppByID",
            {"projectId": "{project}", "appId": "{app}"},
            {
                "app": {
                    "id": "{app}",
                    "name": "web",
                    "state": "APP_STATE_ACTIVE",
                    "oidcConfig": {
                        "clientId": "{client}",
                        "redirectUris": ["http://localhost/callback"],
                        "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
                        "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
                        "appType": "OIDC_APP_TYPE_NATIVE",
                        "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
                        "devMode": True,
                    },
                }
            },
        ),
        Step(
            "UpdateOIDCAppConfig",
            {"projectId": "{project}", "appId": "{app}", "redirectUris": ["http://localhost/other"]},
            {"details": {"sequence": "2"}},
        ),
        Step("UpdateApp", {"projectId": "{project}", "appId": "{app}", "name": "spa"}, {"details": {"sequence": "3"}}),
        Step(
            "ListApps",
            {"projectId": "{project}"},
            {
                "details": {"totalResult": "1"},
                "result": [
                    {
                        "name": "spa",
                        "oidcConfig": {"clientId": "{client}", "redirectUris": ["http://localhost/other"]},
                    }
                ],
            },
        ),
        Step("RemoveApp", {"projectId": "{project}", "appId": "{app}"}, DONE),
        Step("RemoveApp", {"projectId": "{project}", "appId": "{app}"}, GONE),
        Step("GetAppByID", {"projectId": "{project}", "appId": "{app}"}, GONE),
    ),
    "a human user": (
        Step(
            "AddHumanUser",
            {
                "userName": "minnie",
                "profile": {"firstName": "Minnie", "lastName": "Mouse", "preferredLanguage": "de"},
                "email": {"email": "minnie@example.com", "isEmailVerified": True},
            },
            {"userId": Kept("user"), "details": {"sequence": "1"}},
        ),
        Step(
            "GetUserByID",
            {"id": "{user}"},
            {
                "user": {
                    "id": "{user}",
                    "userName": "minnie",
                    "preferredLoginName": "minnie",
                    "state": "USER_STATE_ACTIVE",
                    "human": {
                        "profile": {"firstName": "Minnie", "lastName": "Mouse", "preferredLanguage": "de"},
                        "email": {"email": "minnie@example.com", "isEmailVerified": True},
                    },
                }
            },
        ),
        Step(
            "ListUsers",
            {"queries": [{"userNameQuery": {"userName": "minnie"}}]},
            {"details": {"totalResult": "1"}, "result": [{"id": "{user}"}]},
        ),
        Step(
            "UpdateHumanProfile",
            {"userId": "{user}", "firstName": "Daisy", "lastName": "Duck", "displayName": "Daisy"},
            {"details": {"sequence": "2"}},
        ),
        Step("UpdateHumanPhone", {"userId": "{user}", "phone": "+41791234567"}, {"details": {"sequence": "3"}}),
        Step("GetHumanProfile", {"userId": "{user}"}, {"profile": {"firstName": "Daisy", "displayName": "Daisy"}}),
        Step(
            "GetUserByID",
            {"id": "{user}"},
            {"user": {"human": {"profile": {"firstName": "Daisy"}, "phone": {"phone": "+41791234567"}}}},
        ),
        Step("LockUser", {"id": "{user}"}, DONE),
        Step("GetUserByID", {"id": "{user}"}, {"user": {"state": "USER_STATE_LOCKED"}}),
        Step("RemoveUser", {"id": "{user}"}, DONE),
        Step("RemoveUser", {"id": "{user}"}, GONE),
        Step("GetUserByID", {"id": "{user}"}, GONE),
    ),
    "a login policy": (
        Step("GetLoginPolicy", {}, {"isDefault": True, "policy": {"isDefault": True}}),
        Step("UpdateCustomLoginPolicy", {"forceMfa": True}, GONE),
        Step(
            "AddCustomLoginPolicy",
            {"allowRegister": True, "passwordlessType": "PASSWORDLESS_TYPE_ALLOWED", "passwordCheckLifetime": "60s"},
            {"details": {"sequence": "1"}},
        ),
        Step("AddCustomLoginPolicy", {"allowRegister": True}, "ALREADY_EXISTS"),
        Step(
            "GetLoginPolicy",
            {},
            {
                "policy": {
                    "allowRegister": True,
                    "passwordlessType": "PASSWORDLESS_TYPE_ALLOWED",
                    "passwordCheckLifetime": "60s",
                }
            },
        ),
        Step("UpdateCustomLoginPolicy", {"forceMfa": True}, {"details": {"sequence": "2"}}),
        Step("GetLoginPolicy", {}, {"policy": {"forceMfa": True}}),
        Step("AddSecondFactorToLoginPolicy", {"type": "SECOND_FACTOR_TYPE_U2F"}, DONE),
        Step("ListLoginPolicySecondFactors", {}, {"result": ["SECOND_FACTOR_TYPE_U2F"]}),
        Step("RemoveSecondFactorFromLoginPolicy", {"type": "SECOND_FACTOR_TYPE_U2F"}, DONE),
        Step("RemoveSecondFactorFromLoginPolicy", {"type": "SECOND_FACTOR_TYPE_U2F"}, GONE),
        Step("ResetLoginPolicyToDefault", {}, DONE),
        Step("GetLoginPolicy", {}, {"isDefault": True}),
        Step("ResetLoginPolicyToDefault", {}, GONE),
    ),
    "an identity provider": (
        Step(
            "AddGoogleProvider",
            {
                "name": "Google",
                "clientId": "client",
                "clientSecret": "secret",
                "scopes": ["openid"],
                "providerOptions": {"isLinkingAllowed": True},
            },
            {"id": Kept("provider"), "details": {"sequence": "1"}},
        ),
        Step(
            "GetProviderByID",
            {"id": "{provider}"},
            {
                "idp": {
                    "id": "{provider}",
                    "name": "Google",
                    "type": "PROVIDER_TYPE_GOOGLE",
                    "owner": "IDP_OWNER_TYPE_ORG",
                    "config": {
                        "options": {"isLinkingAllowed": True},
                        "google": {"clientId": "client", "scopes": ["openid"]},
                    },
                }
            },
        ),
        Step(
            "UpdateGoogleProvider",
            {"id": "{provider}", "name": "Search", "clientId": "other"},
            {"details": {"sequence": "2"}},
        ),
        Step(
            "ListProviders",
            {"queries": [{"idpNameQuery": {"name": "Search"}}]},
            {"result": [{"name": "Search", "config": {"google": {"clientId": "other"}}}]},
        ),
        Step("AddIDPToLoginPolicy", {"idpId": "{provider}", "ownerType": "IDP_OWNER_TYPE_ORG"}, DONE),
        Step("ListLoginPolicyIDPs", {}, {"result": [{"idpId": "{provider}", "idpName": "Search"}]}),
        Step("RemoveIDPFromLoginPolicy", {"idpId": "{provider}"}, DONE),
        Step("RemoveIDPFromLoginPolicy", {"idpId": "{provider}"}, GONE),
        Step("DeleteProvider", {"id": "{provider}"}, DONE),
        Step("DeleteProvider", {"id": "{provider}"}, GONE),
        Step("GetProviderByID", {"id": "{provider}"}, GONE),
    ),
    "a message text": (
        Step("GetCustomInitMessageText", {"language": "de"}, {"customText": {"isDefault": True}}),
        Step(
            "SetCustomInitMessageText",
            {"language": "de", "title": "Hallo", "text": "Willkommen"},
            {"details": {"sequence": "1"}},
        ),
        Step("SetCustomInitMessageText", {"language": "fr", "title": "Salut"}, DONE),
        Step(
            "GetCustomInitMessageText",
            {"language": "de"},
            {"customText": {"title": "Hallo", "text": "Willkommen"}},
        ),
        Step("SetCustomInitMessageText", {"language": "de", "title": "Servus"}, {"details": {"sequence": "2"}}),
        Step("GetCustomInitMessageText", {"language": "de"}, {"customText": {"title": "Servus"}}),
        Step("ResetCustomInitMessageTextToDefault", {"language": "de"}, DONE),
        Step("GetCustomInitMessageText", {"language": "de"}, {"customText": {"isDefault": True}}),
        Step("GetCustomInitMessageText", {"language": "fr"}, {"customText": {"title": "Salut"}}),
    ),
    "a target": (
        Step(
            "CreateTarget",
            {
                "name": "hook",
                "restCall": {"interruptOnError": True},
                "endpoint": "https://example.com",
                "timeout": "10s",
            },
            {"id": Kept("target"), "signingKey": Kept("key")},
            ACTIONS,
        ),
        Step(
            "GetTarget",
            {"id": "{target}"},
            {
                "target": {
                    "id": "{target}",
                    "name": "hook",
                    "restCall": {"interruptOnError": True},
                    "endpoint": "https://example.com",
                    "timeout": "10s",
                    "signingKey": "{key}",
                }
            },
            ACTIONS,
        ),
        Step("UpdateTarget", {"id": "{target}", "name": "call"}, DONE, ACTIONS),
        Step(
            "ListTargets",
            {"filters": [{"targetNameFilter": {"targetName": "call"}}]},
            {"pagination": {"totalResult": "1"}, "targets": [{"id": "{target}", "endpoint": "https://example.com"}]},
            ACTIONS,
        ),
        Step("DeleteTarget", {"id": "{target}"}, DONE, ACTIONS),
        Step("GetTarget", {"id": "{target}"}, GONE, ACTIONS),
    ),
}
