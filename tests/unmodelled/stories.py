"""What is done with things that nobody modelled: six of them, each made, read, listed, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

ADMIN = "zitadel.admin.v1.AdminService"
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

STORIES: Mapping[str, Sequence[Step]] = {
    "an organisation's OIDC provider": (
        Step(
            "AddOrgOIDCIDP",
            {
                "name": "Corp",
                "clientId": "one",
                "clientSecret": "s",
                "issuer": "https://a.example",
                "scopes": ["openid"],
            },
            {"idpId": Kept("provider"), "details": {"sequence": "1"}},
        ),
        Step(
            "GetOrgIDPByID",
            {"id": "{provider}"},
            {
                "idp": {
                    "id": "{provider}",
                    "name": "Corp",
                    "state": "IDP_STATE_ACTIVE",
                    "oidcConfig": {"clientId": "one", "issuer": "https://a.example", "scopes": ["openid"]},
                }
            },
        ),
        Step("UpdateOrgIDP", {"idpId": "{provider}", "name": "Firm"}, {"details": {"sequence": "2"}}),
        Step(
            "UpdateOrgIDPOIDCConfig",
            {"idpId": "{provider}", "clientId": "two", "issuer": "https://b.example"},
            {"details": {"sequence": "3"}},
        ),
        Step(
            "ListOrgIDPs",
            {"queries": [{"idpNameQuery": {"name": "Firm"}}]},
            {
                "details": {"totalResult": "1"},
                "result": [{"name": "Firm", "oidcConfig": {"clientId": "two", "issuer": "https://b.example"}}],
            },
        ),
        Step("DeactivateOrgIDP", {"idpId": "{provider}"}, {"details": {"sequence": "4"}}),
        Step("DeactivateOrgIDP", {"idpId": "{provider}"}, "FAILED_PRECONDITION"),
        Step("GetOrgIDPByID", {"id": "{provider}"}, {"idp": {"state": "IDP_STATE_INACTIVE"}}),
        Step("ReactivateOrgIDP", {"idpId": "{provider}"}, {"details": {"sequence": "5"}}),
        Step("RemoveOrgIDP", {"idpId": "{provider}"}, DONE),
        Step("RemoveOrgIDP", {"idpId": "{provider}"}, GONE),
        Step("GetOrgIDPByID", {"id": "{provider}"}, GONE),
        Step("ListOrgIDPs", {"queries": [{"idpNameQuery": {"name": "Firm"}}]}, {"result": []}),
    ),
    "a way to send mail": (
        Step(
            "AddSMTPConfig",
            {"senderAddress": "a@example.com", "senderName": "Shop", "host": "mail.example:25", "user": "shop"},
            {"id": Kept("mail"), "details": {"sequence": "1"}},
            ADMIN,
        ),
        Step(
            "GetSMTPConfigById",
            {"id": "{mail}"},
            {
                "smtpConfig": {
                    "id": "{mail}",
                    "senderAddress": "a@example.com",
                    "host": "mail.example:25",
                    "user": "shop",
                }
            },
            ADMIN,
        ),
        Step(
            "UpdateSMTPConfig",
            {"id": "{mail}", "senderAddress": "b@example.com", "senderName": "Store", "host": "mail.example:25"},
            {"details": {"sequence": "2"}},
            ADMIN,
        ),
        Step("DeactivateSMTPConfig", {"id": "{mail}"}, {"details": {"sequence": "3"}}, ADMIN),
        Step("DeactivateSMTPConfig", {"id": "{mail}"}, "FAILED_PRECONDITION", ADMIN),
        Step(
            "GetSMTPConfigById",
            {"id": "{mail}"},
            {"smtpConfig": {"senderAddress": "b@example.com", "senderName": "Store", "state": "SMTP_CONFIG_INACTIVE"}},
            ADMIN,
        ),
        Step("ActivateSMTPConfig", {"id": "{mail}"}, {"details": {"sequence": "4"}}, ADMIN),
        Step("RemoveSMTPConfig", {"id": "{mail}"}, DONE, ADMIN),
        Step("RemoveSMTPConfig", {"id": "{mail}"}, GONE, ADMIN),
        Step("GetSMTPConfigById", {"id": "{mail}"}, GONE, ADMIN),
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
