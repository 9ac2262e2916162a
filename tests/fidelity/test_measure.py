"""Which exchanges count as what, and that the committed figures count those of the committed recordings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from contracts.comparison import Difference
from contracts.exchange import Exchange, JsonContent, Request, Response
from contracts.fidelity.figures import UNEXPLAINED, Judged, Verdict, from_document, tallied
from contracts.fidelity.traces import judged, lines_of, reasons_of
from contracts.pending import Entry, read_pending
from contracts.reading import read_trace
from contracts.replayer import Deviation
from contracts.test_recordings import RECORDINGS, TRACES
from contracts.verify.about import transport_by
from contracts.verify.spec import Spec, read_spec
from mockserver.spec.description import description_file
from tests.fidelity import cases, rpc
from tests.fidelity.files import FIGURES

ANSWER = Response(200, {}, JsonContent({"id": "1"}))


@pytest.fixture(scope="module")
def spec() -> Spec:
    """The document, read once."""
    return read_spec(description_file())


def deviation(line: int, where: str = "status") -> Deviation:
    """A difference in a line of a.jsonl."""
    return Deviation("a.jsonl", line, "GET /", Difference(where, "1", "2"))


def every_exchange(spec: Spec) -> Iterator[Judged]:
    """All recordings, as if nothing differed but what is pending."""
    for trace in TRACES:
        lines = {line: entry.reason for entry in read_pending() if trace.match(entry.file) for line in entry.lines}
        yield from judged(spec, read_trace(trace), lines, lines)
    yield from cases.judged((), ())
    yield from rpc.judged(spec, {path.name: set() for path in RECORDINGS.glob("grpc*.jsonl")})


def test_figures_are_of_these_recordings(spec: Spec) -> None:
    """Every recorded exchange counts once, where it belongs, and no reason is told that no longer stands.

    That each of them agrees, or is pending, is for the contract itself to say.
    """
    committed = from_document(json.loads(FIGURES.read_text("utf-8")))
    expected = tallied(every_exchange(spec))

    assert [(row.version, row.transport, row.operation, row.exchanges) for row in committed] == [
        (row.version, row.transport, row.operation, row.exchanges) for row in expected
    ]
    for row, likely in zip(committed, expected, strict=True):
        assert set(row.reasons) <= {*likely.reasons, UNEXPLAINED}
        assert bool(row.reasons) == bool(row.differing)


@pytest.mark.parametrize(
    ("path", "content_type", "transport"),
    [
        ("/management/v1/orgs/me", "application/json", "json"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", "application/json", "connect"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", "application/proto", "connect-proto"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", "application/grpc+json", "grpc"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", "application/grpc-web-text", "grpc-web"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", "", "connect"),
    ],
)
def test_transport(path: str, content_type: str, transport: str) -> None:
    """The path tells REST from the rest, the content type the others."""
    assert transport_by(path, {"content-type": content_type}) == transport


@pytest.mark.parametrize(
    ("request_", "body", "verdict"),
    [
        (Request("GET", "/", {}, None), {"id": "1"}, Verdict.AGREED),
        (Request("GET", "/", {}, None), {"id": "{{org1}}"}, Verdict.AGREED),
        (Request("GET", "/", {}, None), {"id": ["{{text}}"]}, Verdict.FREE),
        (Request("GET", "/", {}, None, ignored=("details",)), {}, Verdict.FREE),
        (Request("GET", "/", {}, None, unordered="result.id"), {}, Verdict.FREE),
    ],
)
def test_free(spec: Spec, request_: Request, body: dict[str, str], verdict: Verdict) -> None:
    """What a recording leaves open is told apart from what is wholly compared."""
    exchange = Exchange("a.jsonl", 1, request_, Response(200, {}, JsonContent(body)))
    (one,) = judged(spec, [exchange], (), {})
    assert (one.verdict, one.reason) == (verdict, "")


def test_what_nobody_explained_is_told(spec: Spec) -> None:
    """A line counts as pending only where all its differences are."""
    exchanges = [Exchange("a.jsonl", line, Request("GET", "/", {}, None), ANSWER) for line in (1, 2, 3)]
    seen = [deviation(1), deviation(1, "body"), deviation(2)]
    entries = [Entry("a.jsonl", "known", where="status")]

    found = list(judged(spec, exchanges, lines_of(exchanges, seen), reasons_of(entries, seen)))

    assert Counter(one.verdict for one in found) == {Verdict.DIFFERING: 2, Verdict.AGREED: 1}
    assert [one.reason for one in found] == [UNEXPLAINED, "known", ""]


def test_what_was_never_reached_does_not_agree() -> None:
    """A lost connection ends a replay; nothing behind it was compared."""
    exchanges = [Exchange("a.jsonl", line, Request("GET", "/", {}, None), ANSWER) for line in (1, 2, 3)]
    assert lines_of(exchanges, [deviation(2, "connection")]) == {2, 3}
