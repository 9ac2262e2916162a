"""What the services of v1 and v2 have in common where they make keys and tokens that expire."""

from __future__ import annotations

from mockserver.access import keys
from mockserver.domain.ids import Instant, KeyId, UserId
from mockserver.domain.tables import Stamp
from mockserver.domain.users import add_machine_key
from mockserver.errors.catalogue import PUBLIC_KEY_INVALID
from mockserver.errors.problem import Refused
from mockserver.operations.context import Context
from mockserver.spec.wellknown import Base64, Timestamp, base64_text, parse_timestamp, timestamp


def expiration(text: Timestamp) -> Instant | None:
    """The expiration that a request asks for; None where it asks for none."""
    micros = parse_timestamp(text)
    return None if micros is None else Instant(micros)


def brought_key(text: str) -> bytes | None:
    """The public key (PEM) that a request brings, base64-encoded; None where it brings none.

    Raises: PUBLIC_KEY_INVALID.
    """
    brought = keys.readable_public_key(text) if text else None
    if text and brought is None:
        raise Refused(PUBLIC_KEY_INVALID)
    return brought


def added_machine_key(
    context: Context, user: UserId, brought: bytes | None, expires: Instant
) -> tuple[KeyId, Base64, Stamp]:
    """Register the public key that a request brought for a machine, or make a pair of keys.

    Returns the key's id, the key file with the private half, base64-encoded and empty for a key that was brought, and
    when it was added.
    """
    key, file = KeyId(context.instance.ids.next()), Base64("")
    if brought is None:
        pair = keys.new_key_pair()
        brought, file = pair.public, base64_text(keys.key_file(key, user, pair.private, timestamp(expires)))
    return key, file, context.write((add_machine_key(user, key, public_key=brought, expires=expires),))
