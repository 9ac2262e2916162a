"""State out and in, and starting anew."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.control.mock import Mock

FLOW_TYPES = "/management/v1/flows/types/_search"


def test_a_state_comes_back(mock: Mock) -> None:
    """What was exported can be imported later, and the instance is as it was."""
    action = mock.api.new_action()
    mock.api.set_trigger([action])
    exported = mock.control("GET", "/state")
    mock.api.done("DELETE", f"/management/v1/actions/{action}")

    answer = mock.done("PUT", "/state", content=exported.content)

    assert exported.headers["content-type"].startswith("application/yaml")
    assert answer == {"organisations": 1, "users": 1}
    assert mock.api.bound() == [action]
    assert mock.control("GET", "/state").text == exported.text


def test_a_state_that_cannot_be_used(mock: Mock) -> None:
    """The problem names the line and the field, and nothing changes."""
    before = mock.control("GET", "/state").text

    problem = mock.refused("PUT", "/state", content="organisations:\n- nam: x\n")

    assert re.search(r":2: ", problem["detail"])
    assert "nam" in problem["detail"]
    assert mock.refused("PUT", "/state", content=b"\xff")["status"] == 400
    assert mock.control("GET", "/state").text == before


def test_reset(mock: Mock) -> None:
    """A reset brings back the instance of the start: state, journal, faults, clock and settings."""
    mock.api.new_action()
    mock.fault(name="f", broken="reset", operation="GetFlow")
    mock.done("POST", "/clock/fix", json={"at": "2030-01-31T12:00:00Z"})
    mock.done("PUT", "/settings", json={"strict": "error"})

    assert mock.done("POST", "/reset")["host"] == mock.host

    assert mock.requests() == []
    assert mock.done("GET", "/faults") == {"faults": []}
    assert mock.done("GET", "/clock")["fixed"] is False
    assert mock.done("GET", "/settings")["strict"] == "off"
    assert mock.api.actions() == []


def test_health(mock: Mock) -> None:
    """The server names its instances and what is on with them."""
    mock.http.post(FLOW_TYPES)

    health = mock.done("GET", "/health")

    assert health["status"] == "healthy"
    assert {"host": mock.host, "requests": 1, "faults": 0} in health["instances"]


def test_others_are_served_while_a_state_is_read_and_written(mock: Mock) -> None:
    """An import of many rows, and the export of what came of it, take their time beside other requests."""
    rows = "".join(f"  - {{name: a{number}, script: s}}\n" for number in range(5_000))
    large = f"organisations:\n- name: Acme\n  actions:\n{rows}"

    imported, meanwhile = beside(mock, "PUT", large.encode())
    exported, also = beside(mock, "GET", b"")

    assert imported.json() == {"organisations": 2, "users": 1}
    assert exported.text.count("script: s") == 5_000
    assert meanwhile > 3
    assert also > 3


def beside(mock: Mock, method: str, content: bytes) -> tuple[httpx.Response, int]:
    """A long call's answer, and how many other requests were answered before it."""
    answered = 0
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(mock.control, method, "/state", content=content)
        with httpx.Client(base_url=mock.target.base_url, trust_env=False) as other:
            while not call.done():
                assert other.get("/debug/healthz").status_code == 200
                answered += 1
        return call.result(), answered


def test_an_export_is_of_one_moment(mock: Mock) -> None:
    """What is written while an export is made is in the next one, whole."""
    rows = "".join(f"  - {{name: a{number}, script: s}}\n" for number in range(2_000))
    mock.done("PUT", "/state", content=f"organisations:\n- name: Acme\n  default: true\n  actions:\n{rows}".encode())
    with ThreadPoolExecutor(1) as pool:
        exports = [pool.submit(mock.control, "GET", "/state") for _ in range(3)]
        while not exports[-1].done():
            mock.api.set_trigger([mock.api.new_action()])
    texts = [export.result().text for export in exports]

    for text in [*texts, mock.control("GET", "/state").text]:
        assert mock.control("PUT", "/state", content=text.encode()).status_code == 200
        assert mock.control("GET", "/state").text == text


def test_a_deeply_nested_state(mock: Mock) -> None:
    """It is refused in one sentence."""
    for content in (
        b'{"organisations":' + b"[" * 900 + b"]" * 900 + b"}",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
    ):
        assert mock.refused("PUT", "/state", content=content)["status"] == 400
