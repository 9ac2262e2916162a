"""Details of errors that stand packed in base64: in a recording they are texts of the API, or left open."""

from __future__ import annotations

from google.protobuf.message import DecodeError

from .exchange import Json
from .messages import Messages
from .naming import Names
from .rpc.envelopes import padded
from .rpc.parts import DETAILS

_ANY = "{{any}}"


class Packed:
    """Leaves open what holds a value that the server made up, which a text of base64 cannot show."""

    def __init__(self, messages: Messages, names: Names) -> None:
        self._messages = messages
        self._names = names
        self.plain: set[str] = set()
        """Those that hold nothing of the kind, and so no secret."""

    def settled(self, value: Json) -> Json:
        """An answer with its packed details left open, or as they are."""
        match value:
            case {"type": str(kind), "value": str(packed), "debug": dict(debug)}:
                return {"type": kind, "value": self._kept(packed, debug), "debug": debug}
            case dict():
                return {name: self._member(name, member) for name, member in value.items()}
            case list():
                return [self.settled(item) for item in value]
        return value

    def _member(self, name: str, member: Json) -> Json:
        if name != DETAILS or not isinstance(member, str):
            return self.settled(member)
        try:
            _, message, details = self._messages.status(padded(member))
        except (ValueError, KeyError, DecodeError):
            return member
        return self._kept(member, {"message": message, "details": [*details]})

    def _kept(self, packed: str, held: Json) -> str:
        if self._names.templated(held, {}) != held:
            return _ANY
        self.plain.add(packed)
        return packed
