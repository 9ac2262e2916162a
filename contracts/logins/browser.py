"""A browser that follows redirects and fills in forms. What it knows of pages is here and nowhere else.

It knows the real server's pages by their addresses, and any others by attributes: `data-page` names the page, and
`data-error` with `data-error-id` tells of an error.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx

from .http import Manner, http_client

CALLBACK: Final = "http://localhost:9999/cb"
"""Where the application is, at which nobody listens."""
_MOST_REDIRECTS: Final = 15
_ROOT: Final = "/ui/login"
_PAGES: Final = {
    "/loginname": "login name",
    "/password": "password",
    "/register": "register",
    "/register/option": "register option",
    "/mfa/prompt": "mfa prompt",
    "/mfa/verify": "mfa verify",
    "/mfa/otp/verify": "otp verify",
    "/externaluser/option": "create or link",
    "/login": "linked",
    "/mail/verification": "verify email",
    "/user/init": "initialise user",
    "/userselection": "select user",
    "/password/change": "change password",
    "/password/init": "initialise password",
}
_CHOICES: Final = frozenset({"radio", "checkbox"})
_ERROR_CLASS: Final = "lgn-error"


class Page(HTMLParser):
    """What a page of HTML has for somebody who logs in: marks, links, the first form with its fields, an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.marks: dict[str, str] = {}
        self.action = ""
        self.fields: dict[str, str] = {}
        self.links: list[str] = []
        self._error_id, self._error, self._title = "", "", ""
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.marks |= {name: value for name, value in given.items() if name.startswith("data-")}
        classes = given.get("class", "")
        if tag == "form" and not self.action:
            self.action = given.get("action", "")
        elif tag == "input" and given.get("name") and given.get("type") not in _CHOICES:
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        if classes.startswith(_ERROR_CLASS) and given.get("title"):
            self._error_id = given["title"]
        if classes == f"{_ERROR_CLASS}-message" or tag == "h1":
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "h1":
            self._title += data
        elif self._inside:
            self._error += data

    @property
    def name(self) -> str:
        """What the page is; `error` where it has no form that is known."""
        marked = self.marks.get("data-page")
        return marked if marked is not None else _PAGES.get(urlsplit(self.action).path.removeprefix(_ROOT), "error")

    def error(self) -> dict[str, str] | None:
        """ID and text of the error that the page shows."""
        if "data-page" in self.marks:
            if "data-error" not in self.marks:
                return None
            return {"id": self.marks.get("data-error-id", ""), "text": self.marks["data-error"]}
        text = " ".join(self._error.split())
        if text and self.name == "error" and text.endswith(")") and "(" in text:
            before, _, id_ = text[:-1].rpartition(" (")
            return {"id": id_, "text": before}
        if text:
            return {"id": self._error_id, "text": text}
        return {"id": "", "text": " ".join(self._title.split())} if self.name == "error" else None


class Browser:
    """One person's browser.

    Attributes:
        page: where it is; None behind a login, or where the server closed the connection.
        back: the parameters with which it was sent back to the application; None before that.
    """

    def __init__(self, base_url: str, manner: Manner) -> None:
        self._client = http_client(manner)
        self._cookies: dict[str, str] = {}
        self._headers = {"accept-language": "en", "user-agent": "logins"}
        self.url = base_url
        self.page: Page | None = None
        self.back: dict[str, str] | None = None
        self._lost = False

    def close(self) -> None:
        """Let go of its connections."""
        self._client.close()

    def go(self, url: str, form: dict[str, str] | None = None) -> None:
        """Open an address, or send a form there, and follow where that leads."""
        self.back, self._lost, self.page = None, False, None
        try:
            for _ in range(_MOST_REDIRECTS):
                if url.startswith(CALLBACK):
                    self.url, self.back = url, {name: found[0] for name, found in _query(url).items()}
                    return
                response = self._send(url, form)
                form = None
                if not response.is_redirect:
                    self.url, self.page = url, Page(response.text)
                    return
                url = urljoin(url, response.headers["location"])
        except httpx.RemoteProtocolError:
            # The real server does so where a script leaves what it cannot write.
            self._lost = True
            return
        raise RuntimeError(f"too many redirects, the last of them to {url}")

    def submit(self, **fields: str | None) -> None:
        """Send the page's form with its own values, but for these; None leaves one as it is."""
        page = self._here()
        entered = {name: value for name, value in fields.items() if value is not None}
        self.go(urljoin(self.url, page.action), page.fields | entered)

    def follow(self, part: str) -> None:
        """Follow the first link whose address holds a text."""
        self.go(urljoin(self.url, next(link for link in self._here().links if part in link)))

    def at(self, name: str) -> bool:
        """Whether the browser is on a page of this name."""
        return self.page is not None and self.page.name == name

    def result(self) -> dict[str, Any]:
        """Where the browser is, as cases tell it."""
        if self._lost:
            return {"disconnected": True}
        if self.back is not None:
            told = {name: value for name, value in self.back.items() if name != "state"}
            return {"code": True} if "code" in told else {"redirect": told}
        page = self._here()
        error = page.error()
        return {"page": page.name, **({"error": error} if error is not None else {})}

    def _here(self) -> Page:
        if self.page is None:
            raise RuntimeError("the browser is on no page")
        return self.page

    def _send(self, url: str, form: dict[str, str] | None) -> httpx.Response:
        """Send a request with the cookies, which are kept by hand as the real server's are those of its domain."""
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {**self._headers, **({"cookie": cookies} if cookies else {})}
        response = self._client.request("GET" if form is None else "POST", url, headers=headers, data=form)
        for cookie in response.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return response


def _query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)
