"""A call of a service of v2 as the journal tells other programs to make it over Connect."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from tests.control.console.browser import Console
from tests.control.mock import Mock
from tests.server import unique
from tests.wire.connect.calls import added, added_by_protobuf

WAYS = {
    "REST": lambda mock, name: mock.http.post("/v2/organizations", json={"name": name}),
    "Connect": lambda mock, name: added(mock.http, name),
    "protobuf": lambda mock, name: added_by_protobuf(mock.http, name),
}


@pytest.mark.parametrize("tab", ["curl", "Connect"])
@pytest.mark.parametrize("way", WAYS)
def test_it_can_be_run(desk: Console, mock: Mock, way: str, tab: str) -> None:
    """Whatever the call came by, what is shown makes it again: the name is taken by now."""
    WAYS[way](mock, unique("it's a"))
    page = desk.open(f"journal/{mock.requests()[0]['id']}")
    page.get_by_role("tab", name=tab, exact=True).click()
    shown = page.locator("#snippet").text_content() or ""

    done = subprocess.run(
        ["sh", "-c", shown], env={"PATH": os.environ["PATH"]}, capture_output=True, check=True, timeout=30
    )

    by_rest = way == "REST" and tab == "curl"
    assert json.loads(done.stdout)["code"] == (6 if by_rest else "already_exists")


def test_v1_has_none(desk: Console, mock: Mock) -> None:
    """Of a call of v1 it is said that there is no such call."""
    mock.api.done("POST", "/management/v1/flows/types/_search")
    page = desk.open(f"journal/{mock.requests()[0]['id']}")
    page.get_by_role("tab", name="Connect", exact=True).click()
    assert "services of v2" in (page.locator("#snippet").text_content() or "")
