"""ZITADEL's npm package, as the clients of these tests have installed it."""

import json
from pathlib import Path

from tests.clients.npm import installed_packages


def package() -> Path:
    """The folder of the package; the test ends where it was not prepared."""
    return installed_packages() / "node_modules" / "@zitadel" / "proto"


def kept_version() -> str:
    """What the version of that package is called among those at hand."""
    return f"proto-{json.loads((package() / 'package.json').read_text())['version']}"
