"""A Connexion application with a document of its own, and the mock below a path."""

from pathlib import Path

from connexion import AsyncApp
from connexion.resolver import Resolver
from starlette.routing import Mount, Router
from starlette.types import ASGIApp

from mockserver.app import create_app
from mockserver.settings import Settings

_DOCUMENT = Path(__file__).with_name("backend.yaml")


async def get_greeting(name: str) -> dict[str, str]:
    """The backend's own operation."""
    return {"greeting": f"hello {name}"}


def create(settings: Settings) -> AsyncApp:
    """The whole application."""
    zitadel = create_app(settings).asgi

    def mounted(app: ASGIApp) -> Router:
        return Router([Mount("/zitadel", zitadel)], default=app)

    app = AsyncApp(__name__)
    app.add_api(_DOCUMENT, resolver=Resolver({"getGreeting": get_greeting}.__getitem__))
    app.add_middleware(mounted)
    return app


def create_one(settings: Settings) -> AsyncApp:
    """One application for both documents, as the mock is a Connexion application itself."""
    app = create_app(settings).asgi
    app.add_api(_DOCUMENT, base_path="/backend", resolver=Resolver({"getGreeting": get_greeting}.__getitem__))
    return app
