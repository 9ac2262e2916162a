"""What tests say to the OAuth endpoints of one instance, without a server in between."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from mockserver.access import keys
from mockserver.access.caller import authenticate
from mockserver.domain import machines, users
from mockserver.domain.ids import Instant, KeyId, OrganisationId, UserId
from mockserver.errors.catalogue import TOKEN_INVALID
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from tests.domain.refusals import refuses

API = "urn:zitadel:iam:org:project:id:zitadel:aud"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ISSUER = "http://localhost:8080"
SECRET = "s" * 64
ROBOT_KEY = keys.new_key_pair()
OTHER_KEY = keys.new_key_pair()

_HANDLERS = {(method, path): handler for method, path, handler in OAUTH_ROUTES}


@dataclass(frozen=True, slots=True)
class Robot:
    """A machine user with a secret and a key."""

    id: UserId
    name: str
    key_id: KeyId


@dataclass(slots=True)
class SettableClock:
    """Stands still until it is moved."""

    at: Instant

    def now(self) -> Instant:
        return self.at

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass."""
        self.at = Instant(self.at + int(seconds * 1_000_000))


@dataclass(slots=True)
class Provider:
    """One instance under one host."""

    instance: Instance
    clock: SettableClock
    settings: Settings = field(default_factory=Settings)
    host: str = "localhost:8080"

    @property
    def now_s(self) -> int:
        """The instance's present, in whole seconds."""
        return self.clock.at // 1_000_000

    def call(self, method: str, path: str, **options: Any) -> Response:
        """Any request; options as in `asked`."""
        return asyncio.run(self.asked(method, path, **options))

    async def asked(self, method: str, path: str, **options: Any) -> Response:
        """The answer to any request.

        Args:
            options: `query` and `form` as mappings, `body`, `headers` by name, `basic` as a pair.
        """
        headers = {b"host": self.host.encode()}
        body = options.get("body", b"")
        if "form" in options:
            body = urlencode(options["form"]).encode()
            headers[b"content-type"] = b"application/x-www-form-urlencoded"
        if "basic" in options:
            pair = ":".join(quote_plus(part) for part in options["basic"])
            headers[b"authorization"] = b"Basic " + base64.b64encode(pair.encode())
        headers |= {name.encode(): value.encode() for name, value in options.get("headers", {}).items()}
        request = HttpRequest(
            method=method,
            path=path,
            raw_path=path.encode(),
            query=urlencode(options.get("query", {})).encode(),
            headers=headers,
            scheme="http",
            body=body,
        )
        return await _HANDLERS[method, path](request, self.instance, self.settings)

    def token(self, **form: str) -> Response:
        """Ask the token endpoint, whatever is answered."""
        return self.call("POST", "/oauth/v2/token", form=form)

    def authorize(self, **query: str) -> Response:
        """Ask the authorization endpoint, whatever is answered."""
        return self.call("GET", "/oauth/v2/authorize", query=query)

    def add_robot(self, name: str, *, jwt: bool = False) -> Robot:
        """Add a machine user with SECRET and ROBOT_KEY, of the default organisation.

        Args:
            jwt: whether its access tokens are JWTs.
        """
        state = self.instance.state
        user = UserId(self.instance.ids.next())
        organisation: OrganisationId = state.default_organisation
        self.instance.append(
            users.add_machine(
                state, organisation, user, user_name=name, name=name.title(), description="", access_token_type=int(jwt)
            )
        )
        key = KeyId(self.instance.ids.next())
        self.instance.append(users.add_machine_key(user, key, public_key=ROBOT_KEY.public, expires=users.NEVER))
        self.instance.append(machines.set_machine_secret(state, organisation, user, SECRET))
        return Robot(user, name, key)

    def assertion(self, robot: Robot, key: keys.KeyPair = ROBOT_KEY, kid: str | None = None, **claims: Any) -> str:
        """A signed assertion of a robot; claims replace or, where None, remove those of a good one."""
        good = {
            "iss": robot.id,
            "sub": robot.id,
            "aud": f"http://{self.host}",
            "iat": self.now_s,
            "exp": self.now_s + 3600,
        }
        given = {name: value for name, value in (good | claims).items() if value is not None}
        header = {"alg": "RS256", "kid": robot.key_id if kid is None else kid}
        return jwt.encode(header, given, RSAKey.import_key(key.private))

    def token_of(self, robot: Robot, scope: str) -> str:
        """An access token of a robot, by its assertion."""
        return str(
            body(self.token(grant_type=JWT_BEARER, assertion=self.assertion(robot), scope=scope))["access_token"]
        )

    def id_token(self, text: str) -> dict[str, Any]:
        """The claims of an id_token, verified with the published keys."""
        published = body(self.call("GET", "/oauth/v2/keys"))["keys"]
        keys_of_issuer = KeySet([RSAKey.import_key(key) for key in published])
        return dict(jwt.decode(text, keys_of_issuer, ["RS256"]).claims)

    def reaches_api(self, access_token: str) -> UserId:
        """Assert that the API takes a token; returns whose it is."""
        return authenticate(self.instance.state, f"Bearer {access_token}", self.clock.at).id

    def refused_by_api(self, access_token: str) -> None:
        """Assert that the API refuses a token with AUTH-7fs1e."""
        with refuses(TOKEN_INVALID):
            self.reaches_api(access_token)

    def is_active(self, robot: Robot, token: str) -> bool:
        """What introspection says of a token."""
        response = self.call("POST", "/oauth/v2/introspect", basic=(robot.name, SECRET), form={"token": token})
        return bool(body(response)["active"])


def body(response: Response) -> dict[str, Any]:
    """The JSON of a success that nobody may refuse."""
    assert response.status == 200, response.body
    parsed: dict[str, Any] = json.loads(response.body)
    return parsed


def refusal(response: Response) -> tuple[int, str, str]:
    """Status, error and description of a refusal."""
    parsed = json.loads(response.body)
    assert set(parsed) <= {"error", "error_description"}
    return response.status, parsed["error"], parsed.get("error_description", "")


def header(response: Response, name: str) -> str:
    """A header of an answer, which must be there once."""
    (value,) = (value for known, value in response.headers if known == name.encode())
    return value.decode()


def sent_to(response: Response) -> tuple[str, dict[str, str]]:
    """Where a browser is sent: the address without its query, and the query."""
    assert response.status == 302, response.body
    location = urlsplit(header(response, "location"))
    return location._replace(query="").geturl(), dict(parse_qsl(location.query, keep_blank_values=True))
