"""The page of faults, as it is sent."""

from __future__ import annotations

import pytest

from mockserver.control.console.fault_presets import PRESETS, Preset
from tests.control.console.pages import page, tags, texts
from tests.control.mock import Mock


def test_nothing_goes_wrong(mock: Mock) -> None:
    """Without a rule it says so; the form offers what a rule can name."""
    html = page(mock, "faults")

    assert "nothing goes wrong on purpose" in html
    offered = {row["value"] for row in tags(html, "option") if "value" in row}
    errors = {row["id"] for row in mock.done("GET", "/errors")["errors"]}
    assert offered >= errors | {"UNAVAILABLE", "grpc-web", "stall", "lognormal"}
    assert "SetTriggerActions" in texts(html, "option")


def test_rules(mock: Mock) -> None:
    """Each rule is told in words, with how often it struck, and whether it is on."""
    organisation = mock.api.new_organisation().organisation
    mock.fault(name="busy", operation="GetFlow", times=2, error={"code": "UNAVAILABLE", "message": "<b>later</b>"})
    mock.fault(
        name="torn",
        transport="grpc",
        organisation=organisation,
        probability=0.25,
        delay={"type": "uniform", "lower": 1, "upper": 9},
        broken="half",
    )
    mock.done("PATCH", "/faults/torn", json={"enabled": False})
    mock.http.get("/management/v1/flows/1")

    html = page(mock, "faults")

    rows = [text for text in texts(html, "tr") if "Remove" in text]
    assert rows[0] == "busy busy is on GetFlow UNAVAILABLE (503): <b>later</b> 100 % 1 of 2 Remove"
    assert rows[1].startswith("torn torn is on all operations, by gRPC, in ")
    assert rows[1].endswith("1 to 9 ms later, then the answer ends in the middle of its body 25 % 0 Remove")
    assert "<b>later" not in html
    switches = {row["id"]: row["aria-checked"] for row in tags(html, "button") if row.get("role") == "switch"}
    assert (switches["switch-busy"], switches["switch-torn"]) == ("true", "false")


def test_a_spent_rule(mock: Mock) -> None:
    """It stays in the list, and is marked."""
    mock.fault(name="once", times=1, delay={"type": "lognormal", "median": 1, "sigma": 0.1})
    mock.http.get("/management/v1/flows/1")

    (row,) = (text for text in texts(page(mock, "faults"), "tr") if text.startswith("once"))
    assert "mostly about 1 ms later (sigma 0.1) 100 % 1 of 1 spent" in row


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
@pytest.mark.parametrize("operation", ["", "SetTriggerActions"])
def test_presets(mock: Mock, preset: Preset, operation: str) -> None:
    """The control API takes each, under the name that the page's script gives it."""
    operation = "" if "delivery" in preset.rule else operation
    name = f"{preset.name}.{operation}" if operation else preset.name

    assert mock.fault(name=name, operation=operation, **preset.rule)["name"] == name


def test_every_field_of_a_rule(mock: Mock) -> None:
    """Whatever the control API's description has of a rule can be filled in, and the list tells it."""
    described = mock.plain.get("/__admin/openapi.json").json()["components"]["schemas"]
    html = page(mock, "faults")

    named = {row["name"] for tag in ("input", "select", "textarea") for row in tags(html, tag) if row.get("name")}
    of_parts = {
        f"{part}.{name}"
        for part, schema in (("delay", "FaultDelay"), ("error", "FaultError"), ("delivery", "FaultDelivery"))
        for name in described[schema]["properties"]
    }
    wanted = set(described["Fault"]["properties"]) - {"enabled", "struck", "rate", "delay", "error", "delivery"}
    assert named >= wanted | of_parts | {"rate.allow", "rate.per"}
    mock.fault(
        name="all",
        headers={"user-agent": "c*"},
        body={"a": 1},
        rate={"allow": 1, "per": "2s"},
        lasts="1h",
        error={"code": "ABORTED"},
        retryAfter=7,
    )
    (row,) = (text for text in texts(page(mock, "faults"), "tr") if text.startswith("all"))
    assert 'all operations for 1 h, with user-agent: c*, with body {"a": 1}, beyond 1 in 2 s ABORTED' in row
    assert "(409): ABORTED was asked for, Retry-After: 7" in row
    mock.fault(name="hook", delivery={"condition": "function/*"}, signature="old")
    (row,) = (text for text in texts(page(mock, "faults"), "tr") if text.startswith("hook"))
    assert "calls of targets of condition function/* signed an hour ago" in row
