"""The same request given to our own server, and its answer compared with upstream's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mockserver.proxy.shape import shape_differences
from mockserver.proxy.translation import Translation
from mockserver.proxy.violation import Kind, Violation
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.reading import Reading, read
from mockserver.wire.http import Response, Service


class Shadow:
    """Our own server, which gets every request of the API after upstream has answered it."""

    def __init__(self, service: Service, api: DescribedApi) -> None:
        self._service = service
        self._api = api
        self._translation = Translation()

    async def violations(self, upstream: Reading) -> list[Violation]:
        """Where our own server answers otherwise; nothing where the path is none of the API's."""
        if not upstream.within:
            return []
        request = self._translation.request(upstream)
        answer = self._service.respond(request, native=False)
        response = answer if isinstance(answer, Response) else await answer
        own = read(
            self._api,
            replace(
                upstream.exchange,
                status=response.status,
                response_headers=[
                    (name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers
                ],
                # The answer to HEAD is sent without its body.
                response_body=b"" if request.method == "HEAD" else response.body,
            ),
        )
        if upstream.succeeded and own.succeeded:
            self._translation.learn(upstream.answer, own.answer)
        return list(_compared(upstream, own))


def _compared(upstream: Reading, own: Reading) -> Iterator[Violation]:
    if upstream.status != own.status:
        yield Violation(Kind.SHADOW_STATUS, "status", f"upstream answered {upstream.status}, the mock {own.status}")
    if upstream.error_id != own.error_id:
        text = f"upstream answered {upstream.error_id[:40] or 'none'}, the mock {own.error_id or 'none'}"
        yield Violation(Kind.SHADOW_ERROR_ID, "error ID", text)
    if upstream.status == own.status:
        for where, text in shape_differences(upstream.answer, own.answer):
            yield Violation(Kind.SHADOW_SHAPE, where, text)
