"""A FastAPI service that fastapi-zitadel-auth guards, and calls of it: with the token of a service account that logs in
with its key file, with a forged one, one for another project, an opaque one, and none.

Argument: {url, project, key, opaque} in JSON. Prints the status and the JSON of each answer, by the name of the call.
"""

import asyncio
import json
import logging
import sys
import time
from pathlib import Path
from typing import Annotated

import httpx
import jwt
from fastapi import FastAPI, Security
from fastapi_zitadel_auth import ZitadelAuth
from fastapi_zitadel_auth.user import DefaultZitadelUser

asked = json.loads(sys.argv[1])
url, project = asked["url"], asked["project"]
logging.disable()

guard = ZitadelAuth(url, project, app_client_id="some-app", allowed_scopes={"openid": "OpenID", "profile": "Profile"})
app = FastAPI()


@app.get("/me")
async def me(user: Annotated[DefaultZitadelUser, Security(guard)]) -> dict[str, object]:
    """Who calls, and in which roles."""
    return {"sub": user.claims.sub, "client": user.claims.client_id, "roles": user.claims.project_roles}


def token_for(audience: str) -> str:
    """A token of the service account (JWT profile), good for a project."""
    key, now = json.loads(Path(asked["key"]).read_text("utf-8")), int(time.time())
    claims = {"iss": key["userId"], "sub": key["userId"], "aud": url, "iat": now, "exp": now + 60}
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "assertion": jwt.encode(claims, key["key"], algorithm="RS256", headers={"kid": key["keyId"]}),
        "scope": f"openid profile urn:zitadel:iam:org:project:id:{audience}:aud urn:zitadel:iam:org:projects:roles",
    }
    return httpx.post(f"{url}/oauth/v2/token", data=form, trust_env=False).json()["access_token"]


async def main() -> None:
    """Make the calls."""
    own = token_for(project)
    tokens = {
        "own": own,
        "forged": own[:-8] + "AAAAAAAA",
        "other project": token_for("4711"),
        "opaque": asked["opaque"],
    }
    calls = {name: {"authorization": f"Bearer {token}"} for name, token in tokens.items()} | {"nobody": {}}
    answers = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service") as http:
        for name, headers in calls.items():
            response = await http.get("/me", headers=headers)
            answers[name] = [response.status_code, response.json()]
    print(json.dumps(answers))


asyncio.run(main())
