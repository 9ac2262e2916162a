"""The page of tokens, as it is sent."""

from __future__ import annotations

from contracts.server_process import ADMIN_USER_NAME
from tests.control.console.pages import page, tags, texts
from tests.control.mock import Mock


def test_tokens(mock: Mock) -> None:
    """The newest comes first, with user, organisation, roles and expiry, and can be copied."""
    issued = mock.done("POST", "/tokens", json={"kind": "expired", "roles": ["IAM_OWNER_VIEWER", "ORG_OWNER"]})

    html = page(mock, "tokens")

    first = texts(html, "tr")[1]
    assert first.startswith(f"{issued['userName']} ZITADEL IAM_OWNER_VIEWER, ORG_OWNER {issued['expires']} expired")
    assert issued["token"] in {row.get("data-copy") for row in tags(html, "button")}
    assert any(text.startswith(f"{ADMIN_USER_NAME} ZITADEL") and " never " in text for text in texts(html, "tr"))


def test_many_tokens(mock: Mock) -> None:
    """A page shows a hundred; the rest is on the next ones, or found by the user's name."""
    names = [mock.done("POST", "/tokens")["userName"] for _ in range(101)]

    first, second = page(mock, "tokens"), page(mock, "tokens", page=2)
    found = page(mock, "tokens", text=names[0].upper())

    assert "1 to 100 of 102 tokens" in first
    assert "1 to 100 of 102 tokens" in page(mock, "tokens", page="9" * 5_000), "no page has such a number"
    assert (names[0] in texts(first, "bdi"), names[0] in texts(second, "bdi")) == (False, True)
    assert [name for name in texts(found, "bdi") if name in names] == [names[0]]


def test_none_found(mock: Mock) -> None:
    """What was looked for is shown as text."""
    html = page(mock, "tokens", text="<i>nobody")

    assert "with “<i>nobody”" not in html
    assert texts(html, "q") == ["<i>nobody"]


def test_every_role_can_be_given(mock: Mock) -> None:
    """Each role that the form offers is taken by the control API."""
    roles = [row["value"] for row in tags(page(mock, "tokens"), "input") if row.get("name") == "roles"]

    assert "ORG_OWNER_VIEWER" in roles
    for role in roles:
        assert mock.done("POST", "/tokens", json={"roles": [role]})["roles"] == [role]
