"""What is known of messages: how they are read, what their fields are called, which rules they keep."""

from __future__ import annotations

import functools

from mockserver.spec.field_names import FieldNames
from mockserver.spec.query_reader import QueryReaders
from mockserver.spec.reader import MessageReaders
from mockserver.spec.rules import RuleBook
from mockserver.surface.library import Surface, surface


class MessageTypes:
    """All messages of a surface."""

    def __init__(self, facts: Surface) -> None:
        self.surface = facts
        self.readers = MessageReaders(facts)
        self.queries = QueryReaders(facts)
        self.rules = RuleBook(facts)
        self.names = FieldNames(facts)


@functools.cache
def message_types() -> MessageTypes:
    """Those of the surface that is served."""
    return MessageTypes(surface())
