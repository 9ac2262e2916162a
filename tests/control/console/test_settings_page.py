"""The page of settings, as it is sent."""

from __future__ import annotations

from pathlib import Path

from tests.control.console.pages import page, tags, texts
from tests.control.instances import fresh_instance
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.serving import serving


def test_settings(mock: Mock) -> None:
    """The form is filled in with what holds."""
    mock.done("PATCH", "/settings", json={"strict": "warn", "consistencyLag": "1.5s", "maxJournalEntries": 7})

    html = page(mock, "settings")

    filled = {row.get("name"): row.get("value") for row in tags(html, "input")}
    assert (filled["consistencyLag"], filled["maxJournalEntries"]) == ("1500ms", "7")
    assert [row["value"] for row in tags(html, "option") if "selected" in row][-1] == "warn"


def test_the_clock(mock: Mock) -> None:
    """It shows the instance's time, and whether that stands still or is not the machine's."""
    assert "goes with the machine's" in page(mock, "settings")
    mock.done("POST", "/clock/advance", json={"by": "-1h"})
    assert "goes, 3,600.0 s behind the machine's" in page(mock, "settings")
    mock.done("POST", "/clock/fix", json={"at": "2030-01-31T12:00:00Z"})

    html = page(mock, "settings")

    assert texts(html, "time") == ["2030-01-31T12:00:00Z"]
    assert "stands still" in texts(html, "dd")


def test_what_a_reset_loses(mock: Mock) -> None:
    """The question before a reset counts what there is."""
    mock.api.new_organisation()
    mock.fault(name="x", broken="reset")

    html = page(mock, "settings")

    (asked,) = (text for text in texts(html, "p") if text.startswith("Lost are"))
    assert "organisations (now 2), users (1)" in asked
    assert "the requests in the journal (1); the faults (1)" in asked


def test_the_state(mock: Mock) -> None:
    """The link leads to the state of this instance."""
    (link,) = (row for row in tags(page(mock, "settings"), "a") if "download" in row)

    answer = mock.plain.get(link["href"] or "")

    assert answer.headers["content-type"].startswith("application/yaml")
    assert answer.text == mock.control("GET", "/state").text


def test_instances(tmp_path: Path) -> None:
    """The first and the newest are listed with a link to each, whatever instance the page is for."""
    with serving(tmp_path) as started, fresh_instance(started.target) as other:
        for number in range(100):
            other.plain.post("/management/v1/flows/types/_search", headers={INSTANCE_HOST: f"older-{number}.localhost"})
        other.done("GET", "/health")
        with fresh_instance(started.target) as mock:
            html = page(mock, "settings", org=mock.api.new_organisation().organisation)

    links = {row["href"] for row in tags(html, "a")}
    assert {"/__admin/", f"/__admin/?host={mock.host}", f"/__admin/?host={other.host}"} <= links
    assert "/__admin/?host=older-0.localhost" not in links
    assert f"{INSTANCE_HOST}: {other.host}" in texts(html, "code")
