"""A Flask application asked in this process, on the event loop's own thread.

What takes its time, an endpoint leaves to a coroutine.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Coroutine
from typing import Any

from flask import Flask
from werkzeug.test import run_wsgi_app

from mockserver.control.problems import ControlProblem
from mockserver.control.server import Target
from mockserver.wire.http import Answer, HttpRequest, Response

KEY = "mockserver.target"
"""Where an environment holds what the request is about."""


LATER = "mockserver.later"
"""Where an environment holds a list, into which an endpoint puts the work that makes its answer, if that is long."""


def ask(app: Flask, request: HttpRequest, about: Target | ControlProblem) -> Answer:
    """Have an application answer a request; its answer is taken whole.

    Args:
        about: the instance that the request is about, or why it was refused already.
    """
    environ = _environ(request, about)
    chunks, status, headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    if environ[LATER]:
        work: Coroutine[Any, Any, Response] = environ[LATER].pop()
        return work
    body = b"".join(chunks)
    fields = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in headers
        if name.lower() != "content-length"
    ]
    return Response(int(status.split(" ", 1)[0]), fields, b"" if request.method == "HEAD" else body)


def _environ(request: HttpRequest, about: Target | ControlProblem) -> dict[str, Any]:
    host = request.text(b"host")
    name, colon, port = host.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": request.query.decode("latin-1"),
        "SERVER_NAME": name if colon else host,
        "SERVER_PORT": port if colon and port.isdigit() else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": request.peer,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": request.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(request.body)),
        KEY: about,
        LATER: [],
    }
    for field, value in request.headers.items():
        key = field.decode("latin-1").upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value.decode("latin-1")
    # The body is here in one piece; werkzeug would take it for empty where a header says that it came in chunks.
    for field_of_framing in ("HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"):
        environ.pop(field_of_framing, None)
    return environ
