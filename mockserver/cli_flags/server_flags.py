"""Flags of `zitadel-mock serve` that are about the server: addresses, TLS, bounds, what is told."""

from __future__ import annotations

from typing import Final

import click

from mockserver.cli_options import FILE, one_of, option, options
from mockserver.settings import DEFAULT_BUFFERED_BYTES, DEFAULT_JOURNAL_BYTES, LogFormat, TlsMode

LISTENING: Final = options(
    option("--host", envvar="ZITADEL_MOCK_HOST", default="127.0.0.1", help="Address to listen on."),
    option(
        "--port",
        type=click.IntRange(0, 65535),
        envvar="ZITADEL_PORT",
        default=8080,
        help="TCP port; 0 picks a free one.",
    ),
    option("--port-file", type=FILE, envvar="ZITADEL_MOCK_PORT_FILE", help="File that receives the port when ready."),
)
"""Where the server listens."""

ENCRYPTION: Final = options(
    option(
        "--tls",
        type=one_of(TlsMode),
        envvar="ZITADEL_MOCK_TLS",
        default=TlsMode.OFF.value,
        help="self-signed: TLS with a certificate made here.",
    ),
    option("--tls-cert", type=FILE, envvar="ZITADEL_TLS_CERTPATH", help="Certificate chain (PEM) to serve TLS with."),
    option("--tls-key", type=FILE, envvar="ZITADEL_TLS_KEYPATH", help="Private key (PEM) of --tls-cert."),
)
"""Whether the server speaks TLS, and with what."""

BOUNDS: Final = options(
    option(
        "--admin-token",
        envvar="ZITADEL_MOCK_ADMIN_TOKEN",
        default="",
        help="Token that /__admin asks for; without one, only this machine may.",
    ),
    option(
        "--max-journal-entries",
        type=click.IntRange(0),
        envvar="ZITADEL_MOCK_MAX_JOURNAL_ENTRIES",
        default=10_000,
        help="Requests kept by each instance.",
    ),
    option(
        "--journal-bytes",
        type=click.IntRange(0),
        envvar="ZITADEL_MOCK_JOURNAL_BYTES",
        default=DEFAULT_JOURNAL_BYTES,
        help="What the kept requests of all instances may take together.",
    ),
    option(
        "--max-buffered-bytes",
        type=click.IntRange(1),
        envvar="ZITADEL_MOCK_MAX_BUFFERED_BYTES",
        default=DEFAULT_BUFFERED_BYTES,
        help="Most that all connections hold of unfinished requests and unread answers.",
    ),
)
"""Who may look, and how much is kept."""

TELLING: Final = options(
    option(
        "--log",
        type=one_of(LogFormat),
        envvar="ZITADEL_MOCK_LOG",
        default=LogFormat.AUTO.value,
        help="A line a request on stderr; auto: text on a terminal only.",
    ),
    option(
        "--traces",
        is_flag=True,
        envvar="ZITADEL_MOCK_TRACES",
        help="Send a span of OpenTelemetry for each request; OTEL_EXPORTER_OTLP_ENDPOINT says where.",
    ),
    option("--quiet", "-q", is_flag=True, envvar="ZITADEL_MOCK_QUIET", help="Say only where the server listens."),
)
"""What is told of requests."""
