"""The Connexion application under plain uvicorn, as a process: `python -m ... PROTOCOL PORT_FILE TOKEN SEED`."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import uvicorn

from mockserver.app import create_app
from mockserver.settings import Settings


def main(protocol: str, port_file: str, token: str, seed: str) -> None:
    """Serve until SIGTERM, with uvicorn's own protocol `h11` or `httptools`."""
    app = create_app(Settings(admin_pat=token, seed=int(seed))).asgi
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    Path(port_file).write_text(str(listening.getsockname()[1]), "ascii")
    config = uvicorn.Config(app, http=protocol, log_level="warning", server_header=False, proxy_headers=False)
    uvicorn.Server(config).run([listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
