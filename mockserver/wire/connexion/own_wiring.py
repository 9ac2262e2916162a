"""Where documents of the user's own become what is served."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from connexion.exceptions import InvalidSpecification
from connexion.spec import Specification
from jsonschema import ValidationError
from starlette.types import ASGIApp

from mockserver.own_api.api import OwnApi
from mockserver.own_api.operation import METHODS
from mockserver.own_api.prefix import prefix_of
from mockserver.own_api.reading import read_document
from mockserver.own_api.unusable import UnusableDocument
from mockserver.pipeline import ServedOperation
from mockserver.settings import OwnSpec, Settings
from mockserver.unmodelled.paths import known_methods
from mockserver.wire.api import Route
from mockserver.wire.connexion.own import own_application
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from mockserver.wire.own_apis import OwnApis
from mockserver.wire.routes import Routes

_LONGEST = 300
_FURTHER = frozenset({"__admin", "debug", "healthz", "ui", "assets", "idps", "saml", "scim"})
"""First segments of paths that no operation has: this server's own, and those of ZITADEL's pages and protocols (assumed
from its documentation)."""


def own_apis(settings: Settings, routes: Routes[Route]) -> OwnApis:
    """The documents of the settings, read, checked, and put together.

    Raises: UnusableDocument.
    """
    names = {served.spec.id for served in routes if isinstance(served, ServedOperation)}
    taken = _taken()
    made: list[OwnApi] = []
    for spec in settings.specs:
        api = _own_api(spec, taken, names)
        for other in made:
            if other.prefix == api.prefix:
                advice = f"give another with --spec /PREFIX={spec.file}"
                raise UnusableDocument(f"{spec.file}: the prefix {api.prefix} is that of {other.file}; {advice}")
        names.update(operation.name for operation in api.operations)
        made.append(api)
    with _quietly():
        return OwnApis([(api, _application(api)) for api in made], settings)


def _own_api(spec: OwnSpec, taken: Collection[str], names: Collection[str]) -> OwnApi:
    document = read_document(spec.file)
    _require_valid(spec, document)
    return OwnApi(spec.file, prefix_of(spec, document, taken), document, names)


def _require_valid(spec: OwnSpec, document: dict[str, Any]) -> None:
    """Have Connexion judge a document, and put together what it consists of. Raises: UnusableDocument."""
    try:
        Specification.from_dict(document)  # type: ignore[no-untyped-call]  # (Connexion's)
    except InvalidSpecification as error:
        inmost = _inmost(error)
        where = ".".join(map(str, inmost.absolute_path))
        text = inmost.message if len(inmost.message) <= _LONGEST else f"{inmost.message[:_LONGEST]}…"
        raise UnusableDocument(f"{spec.file}: is no valid OpenAPI: {where or 'the document'}: {text}") from error
    schemes = document.get("components", {}).get("securitySchemes", {})
    for name in _asked_for(document):
        if name not in schemes:
            fix = f"it stands in no components.securitySchemes: {', '.join(schemes) or 'there are none'}"
            raise UnusableDocument(f"{spec.file}: security asks for {name!r}, but {fix}")


def _inmost(error: ValidationError) -> ValidationError:
    """What an error consists of in the end; that none of several schemas fits tells nothing.

    Nearly everything in OpenAPI may be a reference instead, which is never what was meant where it does not fit.
    """
    while error.context:
        error = max(error.context, key=lambda each: (len(each.absolute_path), "$ref" not in each.message))
    return error


def _asked_for(document: dict[str, Any]) -> Iterator[str]:
    """Names of the security schemes that are asked for."""
    operations = (row for item in document["paths"].values() for method, row in item.items() if method in METHODS)
    for holder in (document, *operations):
        for requirement in holder.get("security", ()):
            yield from requirement


def _application(api: OwnApi) -> ASGIApp:
    """Raises: UnusableDocument, whatever it is that Connexion cannot make an operation of."""
    try:
        return own_application(api)
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise UnusableDocument(f"{api.file}: Connexion cannot serve it: {told[:_LONGEST]}") from error


def _taken() -> frozenset[str]:
    """First segments of the paths that are ZITADEL's, or this server's own."""
    paths = [*(binding.path for _, binding in known_methods().paths()), *(path for _, path, _ in OAUTH_ROUTES)]
    return _FURTHER | {path.split("/")[1] for path in paths}


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep Connexion from telling of errors that are raised as well."""
    logger = logging.getLogger("connexion")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
