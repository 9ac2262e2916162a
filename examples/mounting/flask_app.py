"""A Flask application with the mock below a path; a2wsgi lets a WSGI server call what is made for ASGI."""

from a2wsgi import ASGIMiddleware
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from mockserver.app import create_app
from mockserver.settings import Settings


def create(settings: Settings) -> Flask:
    """The whole application."""
    app = Flask(__name__)

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    zitadel = ASGIMiddleware(create_app(settings).asgi)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/zitadel": zitadel})  # type: ignore[method-assign]  # as Flask says
    return app
