"""What the recordings of services of v2 do not show, and what is ours."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpx
import pytest

from contracts.target import Target
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.wire.connect.compression import decompressed
from mockserver.wire.connect.errors import CODE_NAMES, error_body
from mockserver.wire.connect.timeouts import connect_deadline, grpc_deadline
from tests.protocols.serving import serving
from tests.server import unique
from tests.wire.connect.calls import ADD, JSON, LIST, PROTO, SERVICE, added, added_by_protobuf


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The administrator's calls to a server that says what it ignores."""
    with serving(tmp_path_factory.mktemp("strict"), "--strict", "warn") as started:
        headers = {"authorization": f"Bearer {started.target.admin_pat}"}
        with httpx.Client(base_url=started.target.base_url, headers=headers, trust_env=False) as client:
            yield client


def test_every_code_has_a_name() -> None:
    """Connect's names are those of gRPC in lower case, but for one."""
    assert {code.name.lower() for code in Code} ^ set(CODE_NAMES.values()) == {"cancelled", "canceled"}


def test_html_in_an_error_is_escaped() -> None:
    """Characters that mean something to HTML are written as Go writes them."""
    assert error_body(Problem("", Code.INTERNAL, "<a & b>\u2028")) == (
        b'{"code":"internal","message":"\\u003ca \\u0026 b\\u003e\\u2028"}'
    )


def test_what_gzip_holds_is_limited() -> None:
    """A small body that unpacks to a large one is refused before it is unpacked."""
    with pytest.raises(Refused) as refused:
        decompressed(gzip.compress(bytes(100_000)), 50_000)
    assert refused.value.problem.code is Code.RESOURCE_EXHAUSTED


def test_gzip_in_parts() -> None:
    """Several packed parts are one message, as gzip allows."""
    assert decompressed(gzip.compress(b"a") + gzip.compress(b"b"), 10) == b"ab"


@pytest.mark.parametrize("text", ["x", "1", "1x", "-1S", "S", "123456789S", "1.5S"])
def test_timeouts_of_grpc_that_are_none(text: str) -> None:
    """A timeout that cannot be read is refused with a reason."""
    with pytest.raises(Refused) as refused:
        grpc_deadline(text)
    assert refused.value.problem.key.startswith("protocol error: ")


def test_no_timeout() -> None:
    """Without a timeout there is no deadline."""
    assert connect_deadline("") is None
    assert grpc_deadline("") is None


def test_a_timeout_that_has_run_out(one_host: Target) -> None:
    """No time is left for finding the instance, by gRPC-Web as by Connect."""
    headers = {"content-type": "application/grpc-web", "grpc-timeout": "0m"}
    answer = httpx.post(f"{one_host.base_url}{LIST}", content=bytes(5), headers=headers)
    assert answer.headers["grpc-status"] == "5"
    assert "context%20deadline" not in answer.headers["grpc-message"]
    assert answer.headers["grpc-message"].startswith("unable to set instance using origin")


@pytest.mark.parametrize(
    ("headers", "body", "status", "text"),
    [
        ({"connect-timeout-ms": "x", "connect-protocol-version": "2"}, b"{", 400, "parse timeout"),
        ({"connect-protocol-version": "2", "content-encoding": "br"}, b"{", 400, "Connect-Protocol-Version"),
        ({"content-encoding": "br"}, b"{", 501, "unknown compression"),
        ({"x-zitadel-instance-host": "nonsense.example"}, b"{", 400, "unmarshal message"),
        ({"x-zitadel-instance-host": "nonsense.example"}, b"{}", 404, "unable to set instance"),
        ({"x-zitadel-orgid": "77"}, b"{}", 401, "auth header missing"),
    ],
)
def test_the_order_of_judgement(one_host: Target, headers: dict[str, str], body: bytes, status: int, text: str) -> None:
    """Of two things that are wrong the earlier step's is told."""
    answer = httpx.post(f"{one_host.base_url}{LIST}", content=body, headers=JSON | headers)
    assert answer.status_code == status
    assert answer.json()["message"].startswith(text)


@pytest.mark.parametrize("path", [f"{SERVICE}/", f"{SERVICE}X/ListOrganizations", f"{LIST}/"])
def test_a_path_without_a_method(one_host: Target, path: str) -> None:
    """All that begins with the name of a service is answered by it, whatever the verb."""
    for method in ("GET", "POST", "DELETE"):
        answer = httpx.request(method, f"{one_host.base_url}{path}")
        assert (answer.status_code, answer.text) == (404, "404 page not found\n")


def test_over_http2(server: Target) -> None:
    """Connect speaks HTTP/2 as well, with the same answer."""
    headers = {"authorization": f"Bearer {server.admin_pat}", "accept-encoding": "identity"}
    with httpx.Client(http1=False, http2=True, headers=headers, trust_env=False) as client:
        answer = client.post(f"{server.base_url}{LIST}", json={"queries": [{"idQuery": {"id": "77"}}]})
    assert (answer.http_version, answer.status_code) == ("HTTP/2", 200)
    assert answer.json().keys() == {"details"}


def test_what_is_ignored_is_told(strict: httpx.Client) -> None:
    """Strictness finds unknown fields in JSON and in protobuf."""
    by_json = strict.post(ADD, json={"name": unique("strict"), "nmae": 1})
    by_protobuf = strict.post(ADD, content=b"\x9a\x06\x01x\n\x01" + unique("s")[:1].encode(), headers=PROTO)
    assert by_json.headers["x-mock-warning"] == "unknown field nmae; did you mean name?"
    assert by_protobuf.headers["x-mock-warning"].startswith("unknown field number 99 in zitadel.org.v2.")
    assert "x-mock-warning" not in added(strict, unique("strict")).headers
    assert "x-mock-warning" not in added_by_protobuf(strict, unique("strict")).headers
