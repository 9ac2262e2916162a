"""Modules that are imported late."""

import subprocess
import sys

LATE = (
    "langcodes",
    "joserfc",
    "trustme",
    "cryptography",
    "connexion",
    "flask",
    "grpclib",
    "google.protobuf",
    "httpx",
    "mockserver.cli_run_shown",
    "mockserver.deliveries.event_payloads",
    "mockserver.deliveries.go_json",
    "mockserver.deliveries.messages",
    "mockserver.deliveries.proto_json",
    "mockserver.deliveries.shown",
    "mockserver.deliveries.signing",
    "mockserver.logins.executing",
    "mockserver.own_api.api",
    "mockserver.spec.completing",
    "mockserver.spec.description",
    "mockserver.unmodelled.surface",
    "mockserver.wire.own_apis",
)


def test_help_and_start_import_no_more_than_they_use() -> None:
    """Neither the command line nor the wired server imports what only some runs need."""
    script = (
        "import sys, mockserver.cli, mockserver.app as app\n"
        "from mockserver.settings import Settings\n"
        "app.create_app(Settings())\n"  # fills the cache of the spec where it is empty
        "print(*sys.modules)"
    )
    again = [sys.executable, "-c", script]
    subprocess.run(again, check=True, capture_output=True, timeout=60)
    imported = subprocess.run(again, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert [name for name in LATE if name in imported] == []
