"""An HTTP exchange, whichever version of HTTP carries it."""

from __future__ import annotations

from dataclasses import dataclass, field

Header = tuple[bytes, bytes]
Headers = list[Header]


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request with all of its body.

    Attributes:
        method: as it came, upper case by custom.
        path: decoded path.
        raw_path: path as it came, without the query.
        query: query as it came, without the question mark.
        headers: by lower-case name; of a header that came twice the first, as in gRPC metadata.
        scheme: `http` or `https`.
        body: all of it.
    """

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: dict[bytes, bytes]
    scheme: str
    body: bytes

    @property
    def host(self) -> str:
        """The host that chooses the instance, with its port if there is one.

        Source: the facts of the real server: two headers stand in for `Host`.
        """
        for name in (b"x-zitadel-instance-host", b"x-forwarded-host", b"host"):
            value = self.headers.get(name)
            if value:
                return value.decode("latin-1")
        return ""

    @property
    def origin(self) -> str:
        """`scheme://host[:port]` under which the client knows this server."""
        scheme = self.headers.get(b"x-forwarded-proto", b"").decode("latin-1") or self.scheme
        return f"{scheme}://{self.host}"

    def text(self, name: bytes) -> str:
        """A header's text; empty where it did not come."""
        value = self.headers.get(name)
        return value.decode("latin-1") if value else ""


@dataclass(frozen=True, slots=True)
class Response:
    """Status, headers beside those that every answer has, body, and trailers where the protocol has them."""

    status: int
    headers: Headers
    body: bytes
    trailers: Headers = field(default_factory=list)
