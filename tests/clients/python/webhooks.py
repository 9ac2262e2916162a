"""The official SDK for Python: makes targets and executions for a webhook of its own, and logs somebody in.

Argument: {url, token, client, callback, loginClient, name, password} in JSON. Prints what the webhook was asked,
whether what it was sent was signed, and the claims of the tokens and of userinfo, in JSON.
"""

import base64
import hashlib
import hmac
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx
from zitadel_client import Zitadel, models

FUNCTIONS = ("preuserinfo", "preaccesstoken")
asked = json.loads(sys.argv[1])
keys, calls = {}, []


class Webhook(BaseHTTPRequestHandler):
    """Adds a claim that says for whom, in each function."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        told = json.loads(body)
        name = told["function"].removeprefix("function/")
        seconds, mac = (part.partition("=")[2] for part in self.headers["zitadel-signature"].split(","))
        wanted = hmac.new(keys[name].encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
        calls.append([name, hmac.compare_digest(wanted, mac)])
        claim = {"key": name, "value": f"{name} of {told['user']['username']}"}
        answer = json.dumps({"append_claims": [claim]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Quietly."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
threading.Thread(target=server.serve_forever, daemon=True).start()
zitadel = Zitadel.with_access_token(asked["url"], asked["token"])
for name in FUNCTIONS:
    wanted = models.ActionServiceCreateTargetRequest(
        name=f"python {name}",
        endpoint=f"http://127.0.0.1:{server.server_port}/{name}",
        timeout="10s",
        restCall=models.ActionServiceRESTCall(interruptOnError=True),
    )
    made = zitadel.actions.create_target(wanted)
    keys[name] = made.signing_key
    condition = models.ActionServiceCondition(function=models.ActionServiceFunctionExecution(name=name))
    setting = models.ActionServiceSetExecutionRequest(condition=condition, targets=[made.id])
    zitadel.actions.set_execution(setting)

verifier = "v" * 43
digest = hashlib.sha256(verifier.encode()).digest()
query = {
    "client_id": asked["client"],
    "redirect_uri": asked["callback"],
    "response_type": "code",
    "scope": "openid profile",
    "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
    "code_challenge_method": "S256",
}
browser = httpx.Client(base_url=asked["url"], trust_env=False)
begun = browser.get("/oauth/v2/authorize", params=query, headers={"x-zitadel-login-client": asked["loginClient"]})
request = parse_qs(urlsplit(begun.headers["location"]).query)["authRequest"][0]
checks = models.SessionServiceChecks(
    user=models.SessionServiceCheckUser(loginName=asked["name"]),
    password=models.SessionServiceCheckPassword(password=asked["password"]),
)
session = zitadel.sessions.create_session(models.SessionServiceCreateSessionRequest(checks=checks))
answered = zitadel.oidc.create_callback(
    models.OIDCServiceCreateCallbackRequest(
        authRequestId=request,
        session=models.OIDCServiceSession(sessionId=session.session_id, sessionToken=session.session_token),
    )
)
code = parse_qs(urlsplit(answered.callback_url).query)["code"][0]
form = {"grant_type": "authorization_code", "code": code, "redirect_uri": asked["callback"]}
tokens = browser.post("/oauth/v2/token", data={**form, "client_id": asked["client"], "code_verifier": verifier}).json()
bearer = {"authorization": f"Bearer {tokens['access_token']}"}


def claims(token):
    """Those of a JWT."""
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def own(found):
    """The claims that the webhook added."""
    return {name: found[name] for name in FUNCTIONS if name in found}


seen = {
    "id_token": own(claims(tokens["id_token"])),
    "access_token": own(claims(tokens["access_token"])),
    "userinfo": own(browser.get("/oidc/v1/userinfo", headers=bearer).json()),
    "calls": calls,
}
print(json.dumps(seen))
