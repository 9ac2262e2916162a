"""Metrics, as Prometheus reads them."""

from __future__ import annotations

import httpx
from prometheus_client.parser import text_string_to_metric_families

from mockserver.settings import LogFormat, Settings
from mockserver.testing import ZitadelMock


def _scraped(mock: ZitadelMock) -> dict[tuple[str, str], float]:
    """Values by name and labels."""
    answer = httpx.get(f"{mock.url}/__admin/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def _call(mock: ZitadelMock, times: int) -> None:
    for _ in range(times):
        httpx.get(f"{mock.url}/management/v1/flows/1", headers=mock.headers)


REQUESTS = ("zitadel_mock_requests_total", "operation=GetFlow,status=200,transport=json")


def test_each_request_is_counted_once(zitadel_mock: ZitadelMock) -> None:
    """However often metrics are asked for, and whatever becomes of the journal and the instance."""
    _call(zitadel_mock, 2)
    assert _scraped(zitadel_mock)[REQUESTS] == 2
    _call(zitadel_mock, 1)
    assert _scraped(zitadel_mock)[REQUESTS] == 3
    httpx.delete(f"{zitadel_mock.url}/__admin/requests")
    zitadel_mock.reset()
    _call(zitadel_mock, 1)
    found = _scraped(zitadel_mock)
    assert found[REQUESTS] == 4
    assert found["zitadel_mock_request_duration_seconds_count", "transport=json"] == 4
    assert found["zitadel_mock_request_duration_seconds_bucket", "le=+Inf,transport=json"] == 4
    assert found["zitadel_mock_instances", ""] == 1


def test_what_was_let_go_of_is_told() -> None:
    """A journal that was too small between two times makes a gap that can be seen."""
    with ZitadelMock(settings=Settings(port=0, log=LogFormat.OFF, max_journal_entries=2)) as small:
        _call(small, 5)
        found = _scraped(small)
        assert found[REQUESTS] == 2
        assert found["zitadel_mock_requests_missed_total", ""] == 3


def test_faults_and_failures(zitadel_mock: ZitadelMock) -> None:
    """What a fault struck is counted by its name, under the status that it answered."""
    zitadel_mock.fail_next("GetFlow", code="UNAVAILABLE")
    _call(zitadel_mock, 1)
    found = _scraped(zitadel_mock)
    assert found["zitadel_mock_injected_total", "fault=fault-1"] == 1
    assert found["zitadel_mock_requests_total", "operation=GetFlow,status=503,transport=json"] == 1


def test_open_metrics(zitadel_mock: ZitadelMock) -> None:
    """Where it is asked for."""
    accept = {"accept": "application/openmetrics-text; version=1.0.0"}
    answer = httpx.get(f"{zitadel_mock.url}/__admin/metrics", headers=accept)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")
