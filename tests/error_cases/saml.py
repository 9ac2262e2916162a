"""How error IDs of SAML come about, none of which a recording shows."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from mockserver.access.saml import names
from tests.error_cases.projects import APPLICATION_SERVICE, new_app, new_project
from tests.error_cases.sending import NOBODY, PROJECTS, Provoke, get, post
from tests.saml.service_provider import key_pair
from tests.server import Api, unique

SHORT = "0.000001s"
"""A lifetime that is over before the next request comes."""
NO_METADATA: Mapping[str, Mapping[str, str]] = {
    "SAML-podix9": {"metadataXml": ""},
    "SAML-wmqlo1": {"metadataUrl": "ftp://nobody.example"},
    "SAML-bquso": {"metadataXml": base64.b64encode(b"<a/>").decode()},
}
"""What metadata is refused as at a creation."""
NEW_METADATA: Mapping[str, Mapping[str, str]] = {
    "SAML-J3kg3": NO_METADATA["SAML-wmqlo1"],
    "SAML-3fk2b": NO_METADATA["SAML-bquso"],
}
"""And at a change."""


def metadata_of(entity: str) -> str:
    """What a service provider tells of itself, as messages have it."""
    certificate = "".join(key_pair()[1].splitlines()[1:-1])
    xml = (
        f'<EntityDescriptor xmlns="{names.METADATA}" entityID="{entity}">'
        f'<SPSSODescriptor protocolSupportEnumeration="{names.PROTOCOL}"><KeyDescriptor>'
        f'<KeyInfo xmlns="{names.SIGNATURE}"><X509Data><X509Certificate>{certificate}</X509Certificate></X509Data>'
        f'</KeyInfo></KeyDescriptor><AssertionConsumerService Binding="{names.REDIRECT}" '
        'Location="https://portal.example/acs" index="1"/></SPSSODescriptor></EntityDescriptor>'
    )
    return base64.b64encode(xml.encode()).decode()


def registered(api: Api, project: str, entity: str = "") -> str:
    """The id of the application of a service provider."""
    body = {"name": unique("saml"), "metadataXml": metadata_of(entity or unique("entity"))}
    return str(api.done("POST", f"{PROJECTS}/{project}/apps/saml", body)["appId"])


def _adding(body: Mapping[str, Any], *, name: str = "x") -> Provoke:
    return lambda api: api.call("POST", f"{PROJECTS}/{new_project(api)}/apps/saml", json={"name": name, **body})


def _creating(body: Mapping[str, Any]) -> Provoke:
    def provoke(api: Api) -> httpx.Response:
        asked = {"projectId": new_project(api), "name": "x", "samlConfiguration": body}
        return api.call("POST", f"{APPLICATION_SERVICE}/CreateApplication", json=asked)

    return provoke


def _configuring(
    body: Mapping[str, Any], app_of: Callable[[Api, str], str] = registered, *, v2: bool = False
) -> Provoke:
    """Configure an application for SAML, by v1 or v2."""

    def provoke(api: Api) -> httpx.Response:
        project = new_project(api)
        app = app_of(api, project)
        if v2:
            asked = {"projectId": project, "applicationId": app, "samlConfiguration": body}
            return api.call("POST", f"{APPLICATION_SERVICE}/UpdateApplication", json=asked)
        return api.call("PUT", f"{PROJECTS}/{project}/apps/{app}/saml_config", json=body)

    return provoke


def _taken(api: Api) -> httpx.Response:
    project, entity = new_project(api), unique("entity")
    registered(api, project, entity)
    body = {"name": "again", "metadataXml": metadata_of(entity)}
    return api.call("POST", f"{PROJECTS}/{project}/apps/saml", json=body)


def _configured(api: Api, *, anew: bool) -> httpx.Response:
    """Give an application the metadata that it has, or that another one has."""
    project, entity = new_project(api), unique("entity")
    app = registered(api, project, entity)
    other = app if not anew else registered(api, project)
    body = {"metadataXml": metadata_of(entity)}
    return api.call("PUT", f"{PROJECTS}/{project}/apps/{other}/saml_config", json=body)


def _of_another_project(method: str, path: str) -> Provoke:
    """Call for a project by somebody who may do so for another one."""

    def provoke(api: Api) -> httpx.Response:
        project, user = new_project(api), api.new_user()
        own = {"userId": user, "roles": ["PROJECT_OWNER"]}
        api.done("POST", f"{PROJECTS}/{new_project(api)}/members", own)
        caller = Api(api.http, api.organisation, api.new_token(user))
        body = {**NO_METADATA["SAML-bquso"], **({"name": "x"} if method == "POST" else {})}
        return caller.call(method, f"{PROJECTS}/{project}/apps/{path}", json=body)

    return provoke


def _request(api: Api, login_client: str, **project: Any) -> str:
    """The id of a service provider's request."""
    made, entity = api.done("POST", PROJECTS, {"name": unique("project"), **project}), unique("entity")
    registered(api, str(made["id"]), entity)
    xml = (
        f'<AuthnRequest xmlns="{names.PROTOCOL}" ID="_1" Version="2.0">'
        f'<Issuer xmlns="{names.ASSERTION}">{entity}</Issuer></AuthnRequest>'
    )
    asked = {"SAMLRequest": base64.b64encode(xml.encode()).decode(), "SigAlg": names.RSA_SHA256}
    key = serialization.load_pem_private_key(key_pair()[0].encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    signature = key.sign(urlencode(asked).encode(), padding.PKCS1v15(), hashes.SHA256())
    address = f"{names.SSO_PATH}?{urlencode({**asked, 'Signature': base64.b64encode(signature).decode()})}"
    page = api.http.get(address, headers={"x-zitadel-login-client": login_client})
    return dict(parse_qsl(urlsplit(page.headers["location"]).query))["samlRequest"]


def _answering(
    *,
    session: Mapping[str, Any] | None = None,
    error: bool = False,
    before: bool = False,
    ends: str = "",
    **project: Any,
) -> Provoke:
    """Answer a request by its login client, with a session or an error.

    Args:
        before: whether it was answered with an error before.
        ends: a lifetime of the session; `delete` ends it.
    """

    def provoke(api: Api) -> httpx.Response:
        user = api.new_user()
        caller = Api(api.http, api.organisation, api.new_token(user))
        path = f"/v2/saml/saml_requests/{_request(api, user, **project)}"
        if before:
            caller.done("POST", path, {"error": {}})
        made: dict[str, Any] = {"checks": {"user": {"userId": user}}}
        if ends not in {"", "delete"}:
            made["lifetime"] = ends
        begun = api.done("POST", "/v2/sessions", made)
        if ends == "delete":
            api.done("DELETE", f"/v2/sessions/{begun['sessionId']}", {})
        elif ends:
            time.sleep(0.01)
        given = {"sessionId": begun["sessionId"], "sessionToken": begun["sessionToken"], **(session or {})}
        return caller.call("POST", path, json={"error": {}} if error else {"session": given})

    return provoke


def _answered_by_another(api: Api) -> httpx.Response:
    """An administrator is not enough for that (recordings/runs-login.jsonl, of requests of clients)."""
    return api.call("POST", f"/v2/saml/saml_requests/{_request(api, NOBODY)}", json={"error": {}})


_ALIEN = {"session": {"sessionId": "1", "sessionToken": "x"}}
CASES: Mapping[tuple[str, str], Provoke] = {
    ("AddSAMLApp", "COMMAND-EbFMN"): post(f"{PROJECTS}/{NOBODY}/apps/saml", {"name": "x", **NO_METADATA["SAML-bquso"]}),
    ("AddSAMLApp", "V3-DKcYh"): _taken,
    ("AddSAMLApp", "AUTH-3jknH"): _of_another_project("POST", "saml"),
    **{("AddSAMLApp", wanted): _adding(body) for wanted, body in NO_METADATA.items()},
    **{("CreateApplication", wanted): _creating(body) for wanted, body in NO_METADATA.items()},
    ("UpdateSAMLAppConfig", "COMMAND-2n8uU"): _configuring(NO_METADATA["SAML-bquso"], lambda *_: NOBODY),
    ("UpdateSAMLAppConfig", "COMMAND-GBr35"): _configuring(NO_METADATA["SAML-bquso"], new_app),
    ("UpdateSAMLAppConfig", "V3-DKcYh"): lambda api: _configured(api, anew=True),
    ("UpdateSAMLAppConfig", "COMMAND-1m88i"): lambda api: _configured(api, anew=False),
    ("UpdateSAMLAppConfig", "AUTH-3jknH"): _of_another_project("PUT", f"{NOBODY}/saml_config"),
    **{("UpdateSAMLAppConfig", wanted): _configuring(body) for wanted, body in NEW_METADATA.items()},
    ("UpdateApplication", "COMMAND-GBr35"): _configuring({"loginVersion": {}}, new_app, v2=True),
    **{("UpdateApplication", wanted): _configuring(body, v2=True) for wanted, body in NEW_METADATA.items()},
    ("GetSAMLRequest", "QUERY-Thee9"): get(f"/v2/saml/saml_requests/{NOBODY}"),
    ("CreateResponse", "COMMAND-GH3PVLSfXC"): post(f"/v2/saml/saml_requests/{NOBODY}", _ALIEN),
    ("CreateResponse", "AUTH-AWfge"): _answered_by_another,
    ("CreateResponse", "COMMAND-ttPKNdAIFT"): _answering(before=True),
    ("CreateResponse", "COMMAND-32lGj1Fhjt"): _answering(before=True, error=True),
    ("CreateResponse", "COMMAND-Flk38"): _answering(session={"sessionId": NOBODY}),
    ("CreateResponse", "COMMAND-hi6Ph"): _answering(session={"sessionToken": "x"}),
    ("CreateResponse", "COMMAND-Hewfq"): _answering(ends="delete"),
    ("CreateResponse", "COMMAND-Hkl3d"): _answering(ends=SHORT),
    ("CreateResponse", "SAML-foSyH49RvL"): _answering(projectRoleCheck=True),
}
BY_HTTP = frozenset(case for case in CASES if case[0] == "CreateResponse" and case[1] != "COMMAND-GH3PVLSfXC")
"""Cases that ask an endpoint of SAML too, which only HTTP reaches."""
