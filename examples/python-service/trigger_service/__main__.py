"""The command: `trigger-service bindings.json`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from trigger_service.binding import bind
from trigger_service.zitadel import Zitadel


def main() -> None:
    """Bind what the file says, on the server and with the token of the environment."""
    zitadel = Zitadel(os.environ["ZITADEL_URL"], os.environ["ZITADEL_TOKEN"])
    try:
        changed = bind(zitadel, json.loads(Path(sys.argv[1]).read_text("utf-8")))
    finally:
        zitadel.close()
    print(f"{changed} triggers changed")


if __name__ == "__main__":
    main()
