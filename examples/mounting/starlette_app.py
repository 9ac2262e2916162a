"""A Starlette application with the mock below a path."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from mockserver.app import create_app
from mockserver.settings import Settings


async def hello(_: Request) -> PlainTextResponse:
    """The application's own page."""
    return PlainTextResponse("hello")


def create(settings: Settings) -> Starlette:
    """The whole application."""
    zitadel = create_app(settings).asgi
    return Starlette(routes=[Route("/hello", hello), Mount("/zitadel", zitadel)])
