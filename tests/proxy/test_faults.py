"""A real server that is disturbed on its way."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from mockserver.cli import cli
from mockserver.proxy.disturbance import UnusableFaults, load
from mockserver.testing import ZitadelMock
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.document import resolved_document
from tests.proxy.running import proxy

RULES = """
- {operation: GetFlow, times: 1, error: {code: UNAVAILABLE}, retryAfter: 2}
- {operation: ListActions, success: missing-result, times: 1}
- {operation: ListOrganizations, error: {code: UNAVAILABLE}}
- {operation: oauth.token, error: {code: UNAVAILABLE}}
"""


def test_rules_strike_on_the_way(zitadel_mock: ZitadelMock, tmp_path: Path) -> None:
    """As each protocol has it; what an error answers does not reach upstream, and all else passes."""
    rules = tmp_path / "faults.yaml"
    rules.write_text(RULES, "utf-8")
    with proxy(zitadel_mock.url, "--faults", str(rules)) as running:
        with httpx.Client(base_url=running.url, headers=zitadel_mock.headers) as http:
            refused = http.get("/management/v1/flows/1")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
            assert refused.json()["code"] == 14
            assert http.get("/management/v1/flows/1").status_code == 200
            assert http.post("/management/v1/actions/_search", json={}).headers["x-mock-injected"] == "fault-2"
            connect = http.post("/zitadel.org.v2.OrganizationService/ListOrganizations", json={})
            assert connect.json()["code"] == "unavailable"
            assert http.post("/oauth/v2/token", data={"grant_type": "x"}).json()["error"] == "temporarily_unavailable"
        running.end()
    assert [request.operation for request in zitadel_mock.requests()] == ["GetFlow", "ListActions"]
    assert running.exit_code == 0


@pytest.fixture(scope="module")
def api() -> DescribedApi:
    """What rules may name."""
    return DescribedApi(resolved_document())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[{operation: GetFlo, error: {code: UNAVAILABLE}}]", "[0]: operation: 'GetFlo' cannot be used"),
        ("[{operatio: GetFlow}]", "unknown field `operatio`"),
        ("[{operation: GetFlow, broken: reset}, {}]", "[1]: the rule does nothing"),
        ("[{name: a, broken: reset}, {name: a, broken: half}]", "[1]: name: 'a' is that of a rule above"),
        ("{", "while parsing"),
    ],
)
def test_rules_that_are_wrong(api: DescribedApi, tmp_path: Path, text: str, told: str) -> None:
    """It is said in a line where and what is wrong with them."""
    rules = tmp_path / "faults.yaml"
    rules.write_text(text, "utf-8")
    with pytest.raises(UnusableFaults) as raised:
        load(rules, api)
    assert str(raised.value).startswith(f"{rules}: ")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(api: DescribedApi, tmp_path: Path) -> None:
    """That is said too; and with recorded traffic there is nothing to disturb."""
    with pytest.raises(UnusableFaults, match="cannot read"):
        load(tmp_path / "none.yaml", api)
    result = CliRunner().invoke(cli, ["proxy", "--drift", "a.har", "--faults", "b.yaml"])
    assert "--faults belongs to --upstream" in result.output + result.stderr
