"""The page that asks who logs in."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from tests.oauth.flows import ASKED, redeem
from tests.oauth.provider import Provider, body, header, sent_to

HOSTILE = "\"><script>alert('x')</script>&amp;"


class Links(HTMLParser):
    """Collects the links of a page with their texts, and the names of all elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.targets: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag == "a":
            self.targets.append(dict(attrs)["href"] or "")
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data


def shown(provider: Provider, **query: str) -> Links:
    """What a browser makes of the page."""
    response = provider.authorize(**(ASKED | query))
    assert response.status == 200
    return Links(response.body.decode())


def follow(provider: Provider, target: str) -> dict[str, str]:
    """Follow a link of the page; returns the answer to the client."""
    link = urlsplit(target)
    assert link.path == "/oauth/v2/authorize"
    return sent_to(provider.authorize(**dict(parse_qsl(link.query))))[1]


def test_every_user_is_a_link(provider: Provider) -> None:
    """Following a user's link logs that user in, with all that the client asked for."""
    robot = provider.add_robot("robot")
    links = shown(provider, state="s & t", nonce="n")

    answer = follow(provider, links.targets[1])
    tokens = body(redeem(provider, answer["code"]))

    assert links.texts[0].startswith("Admin zitadel-admin-sa, ZITADEL")
    assert answer["state"] == "s & t"
    assert provider.reaches_api(tokens["access_token"]) == robot.id
    assert provider.id_token(tokens["id_token"])["nonce"] == "n"


def test_a_hint_puts_a_user_first(provider: Provider) -> None:
    """The user that the client expects is on top, once; a hint at nobody changes nothing."""
    provider.add_robot("first")
    robot = provider.add_robot("second")

    hinted, other = shown(provider, login_hint="SECOND"), shown(provider, login_hint="nobody")

    assert f"mock_user={robot.id}" in hinted.targets[0]
    assert len(hinted.targets) == len(other.targets) == 3
    assert f"mock_user={robot.id}" in other.targets[2]


def test_foreign_text_is_escaped(provider: Provider) -> None:
    """Names of users, clients and parameters are text, whatever they hold."""
    provider.add_robot(HOSTILE)
    links = shown(provider, client_id=HOSTILE, state=HOSTILE, redirect_uri="https://app.example/<script>")

    assert "script" not in links.elements
    assert HOSTILE in links.texts[1]
    assert follow(provider, links.targets[1])["state"] == HOSTILE


def test_the_page_runs_and_loads_nothing(provider: Provider) -> None:
    """The policy allows the page's one style sheet and its form, and nothing else."""
    response = provider.authorize(**ASKED)
    (style,) = re.findall("<style>(.*?)</style>", response.body.decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert header(response, "content-security-policy") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert header(response, "cache-control") == "no-store"
    assert "color-scheme: light dark" in style


def test_a_long_list_is_cut(provider: Provider) -> None:
    """Two hundred users are listed, and the page says how many are not; a hint still reaches the last one."""
    for number in range(201):
        robot = provider.add_robot(f"robot-{number}")

    links = shown(provider, login_hint="robot-200")

    assert len(links.targets) == 200
    assert f"mock_user={robot.id}" in links.targets[0]
    assert "2 more users" in "".join(links.texts)
