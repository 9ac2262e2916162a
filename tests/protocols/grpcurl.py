"""grpcurl, another program that speaks gRPC."""

from __future__ import annotations

import subprocess

from contracts.target import Target
from tests.clients.go import program
from tests.server import authority

TIMEOUT_S = 10


def grpcurl(server: Target, *arguments: str, headers: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run grpcurl; it learns of the messages by reflection."""
    options = [option for header in headers for option in ("-H", header)]
    # Flags, then the address, then what to do; a flag for a message stands before the address too.
    flags = [argument for argument in arguments if argument.startswith("-")]
    rest = [argument for argument in arguments if not argument.startswith("-")]
    address = "{}:{}".format(*authority(server))
    command = [str(program("grpcurl")), "-plaintext", *options, *flags, address, *rest]
    return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
