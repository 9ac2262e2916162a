"""A request of an instance without executions costs no call more for them."""

from __future__ import annotations

from types import FrameType

import pytest

from mockserver.app import App, create_app
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from mockserver.wire.http import HttpRequest, Response
from tests.counting import profiled

_WEB = b"application/grpc-web+proto"


@pytest.fixture(scope="module")
def app() -> App:
    """A server without executions."""
    return create_app(Settings())


@pytest.mark.parametrize(
    ("path", "content_type", "body"),
    [
        ("/management/v1/orgs/me", b"", b""),
        ("/management/v1/actions/_search", b"application/json", b"{}"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", b"application/json", b"{}"),
        ("/zitadel.org.v2.OrganizationService/ListOrganizations", _WEB, bytes(5)),
        ("/zitadel.management.v1.ManagementService/GetMyOrg", _WEB, bytes(5)),
    ],
)
def test_nothing_is_called(app: App, path: str, content_type: bytes, body: bytes) -> None:
    """No function of deliveries, nor of what waits for them, is on the way of a request."""
    request = _request(path, content_type, body)
    _respond(app, request)
    called: list[str] = []

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.append(frame.f_code.co_filename)

    with profiled(see):
        _respond(app, request)

    assert len(called) > 10
    assert [file for file in called if "/mockserver/deliveries/" in file or file.endswith("/wire/waiting.py")] == []


def _request(path: str, content_type: bytes, body: bytes) -> HttpRequest:
    headers = {b"host": b"localhost", b"authorization": f"Bearer {DEFAULT_ADMIN_PAT}".encode()}
    if content_type:
        headers[b"content-type"] = content_type
    return HttpRequest("POST" if content_type else "GET", path, path.encode(), b"", headers, "http", body)


def _respond(app: App, request: HttpRequest) -> None:
    assert isinstance(app.gateway.respond(request, native=False), Response)
