"""What somebody does in a case, one step after the other, and where each step ends."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from .authenticator import code_of
from .browser import CALLBACK, Browser
from .case import HOME
from .world import SCOPE, World

_PASSWORD: Final = "Password1!"  # noqa: S105 (of people who live as long as a case)
_FIELDS: Final[Mapping[str, str]] = {"firstName": "firstname", "lastName": "lastname", "nickName": "nickname"}
"""By name in a case: the name of the form's field, where it is another one."""
_MOST_IN_BETWEEN: Final = 3


class Person:
    """Somebody with a browser, for whom an application asks for a login.

    Attributes:
        verifier: of PKCE, for the last request.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.browser = Browser(world.base_url, world.manner)
        self.verifier = ""

    def ask(self, scope: str = "", *, fresh: bool = True, **more: str) -> None:
        """Send the browser with an authorization request; a fresh one unless it is to be known again."""
        if fresh:
            self.browser.close()
            self.browser = Browser(self.world.base_url, self.world.manner)
        self.verifier = secrets.token_urlsafe(40)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = {
            "client_id": self.world.client,
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": self.world.known.fill_text(scope or self.world.case.get("scope", SCOPE)),
            "state": "s",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
            "code_challenge_method": "S256",
            **{name: self.world.known.fill_text(value) for name, value in more.items()},
        }
        self.browser.go(f"{self.world.base_url}/oauth/v2/authorize?{urlencode(query)}")

    def do(self, step: Mapping[str, Any]) -> dict[str, Any]:
        """Take one step; returns where it ended. The first name of `_STEPS` that it has says which."""
        filled = self.world.known.fill(dict(step))
        assert isinstance(filled, dict), "an object stays one"
        take = next(take for name, take in _STEPS.items() if name in filled)
        told = take(self, filled)
        if told is None:
            self._pass_by()
            told = self.browser.result()
        return told

    def _pass_by(self) -> None:
        """Past pages that ask nothing that matters here: setting up a second factor, that somebody is linked."""
        for _ in range(_MOST_IN_BETWEEN):
            if self.browser.at("mfa prompt"):
                self.browser.submit(skip="true")
            elif self.browser.at("linked") and "error" not in self.browser.result():
                self.browser.submit()
            else:
                return

    def be_another(self) -> None:
        """On a page with users that the browser remembers: be none of them."""
        if self.browser.at("select user"):
            self.browser.submit(userID="0")

    def name_and_password(self, name: str, password: str | None) -> None:
        """Enter a login name, and a password where one is asked for."""
        self.be_another()
        self.browser.submit(loginName=name)
        if password is not None and self.browser.at("password"):
            self.browser.submit(password=password)


def _new(person: Person, step: Mapping[str, Any]) -> None:
    person.ask(**step["new"])


def _api(person: Person, step: Mapping[str, Any]) -> dict[str, Any]:
    method, path, body = step["api"]
    return {"api": "code" not in person.world.call(method, path, body, person.world.organisations[HOME])}


def _login(person: Person, step: Mapping[str, Any]) -> None:
    person.name_and_password(step["login"], step.get("password"))


def _register(person: Person, step: Mapping[str, Any]) -> None:
    told, browser = step["register"], person.browser
    if browser.at("login name"):
        browser.submit(register="true")
    if browser.at("register option"):
        browser.submit(usernamepassword="true")
    password = told.get("password", _PASSWORD)
    named = {_FIELDS.get(name, name): told.get(name) for name in ("firstName", "lastName", "email", "username")}
    passwords = {"register-password": password, "register-password-confirmation": told.get("confirm", password)}
    browser.submit(**named, **passwords, language=told.get("language"))


def _external(person: Person, step: Mapping[str, Any]) -> None:
    person.world.provider.told |= {name: step[name] for name in ("claims", "userinfo") if name in step}
    person.be_another()
    person.browser.follow("/externalidp")


def _create(person: Person, step: Mapping[str, Any]) -> None:
    changed = {_FIELDS.get(name, name): value for name, value in step["create"].items()}
    person.browser.submit(autoregisterbutton="true", **changed)


def _link(person: Person, step: Mapping[str, Any]) -> None:
    person.browser.submit(linkbutton="true")
    person.name_and_password(step["link"], step.get("password"))


def _otp(person: Person, step: Mapping[str, Any]) -> None:
    code = code_of(person.world.secrets[step["of"]]) if step["otp"] == "right" else step["otp"]
    person.browser.submit(code=code)


def _password(person: Person, step: Mapping[str, Any]) -> None:
    person.browser.submit(password=step["password"])


_STEPS: Final[Mapping[str, Callable[[Person, Mapping[str, Any]], dict[str, Any] | None]]] = {
    "new": _new,
    "api": _api,
    "login": _login,
    "register": _register,
    "external": _external,
    "create": _create,
    "link": _link,
    "otp": _otp,
    "password": _password,
}
