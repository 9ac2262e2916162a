"""Where the examples are."""

from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
PYTHON_SERVICE = EXAMPLES / "python-service"
BOOTSTRAP = EXAMPLES / "bootstrap"
FRONTEND = EXAMPLES / "frontend"
MOUNTING = EXAMPLES / "mounting"
OWN_API = EXAMPLES / "own-api"
