"""What the JSON gateway hands on of a request's headers.

Source: recordings/edges-headers-1.jsonl.
"""

from __future__ import annotations

from mockserver.errors.catalogue import PATH_NOT_PRINTABLE
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import Metadata
from mockserver.wire.http import HttpRequest

_AUTHORIZATION = b"grpc-metadata-authorization"
_ORGANISATION = b"grpc-metadata-x-zitadel-orgid"
_LANGUAGE = b"grpc-metadata-accept-language"
_AUTHORIZATION_NOT_PRINTABLE = Problem(
    "", Code.INTERNAL, PATH_NOT_PRINTABLE.key.replace("zitadel-activity-path", "authorization")
)


def forwarded(request: HttpRequest) -> Metadata:
    """What the headers of a JSON request say to the pipeline.

    `Grpc-Metadata-NAME` is the header NAME. A plain `accept-language` counts for less than one with the prefix; of the
    others the plain one is taken where both come, as the real server promises nothing.
    """
    authorization = request.text(b"authorization")
    organisation = request.text(b"x-zitadel-orgid")
    language = request.text(b"accept-language")
    headers = request.headers
    if _LANGUAGE in headers or _ORGANISATION in headers or _AUTHORIZATION in headers:
        authorization = authorization or request.text(_AUTHORIZATION)
        organisation = organisation or request.text(_ORGANISATION)
        language = request.text(_LANGUAGE) or language
    return Metadata(
        authorization=authorization or None,
        organisation=organisation,
        accept_language=language,
        sent=request,
        by_gateway=True,
    )


def require_printable(path: str, authorization: str | None) -> None:
    """Refuse what a header of gRPC cannot hold; other headers that cannot be handed on are left out by the gateway.

    Raises: INTERNAL without an ID.
    """
    if not (path.isascii() and path.isprintable()):
        raise Refused(PATH_NOT_PRINTABLE)
    if authorization is not None and not (authorization.isascii() and authorization.isprintable()):
        raise Refused(_AUTHORIZATION_NOT_PRINTABLE)
