"""A bare ASGI application that reads JSON with the standard module and answers it: what ours is held against."""

from __future__ import annotations

import json

import uvicorn
from starlette.types import Receive, Scope, Send

from benchmarks.peers.port import port_argument


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    """Answer one request with what it brought."""
    body = b""
    more = True
    while more:
        event = await receive()
        body += event.get("body", b"")
        more = event.get("more_body", False)
    answer = json.dumps(json.loads(body)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


def main() -> None:
    """Serve."""
    uvicorn.run(
        echo,
        port=port_argument(),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
