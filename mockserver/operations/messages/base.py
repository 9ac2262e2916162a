"""What all messages have in common."""

from __future__ import annotations

import msgspec

from mockserver.surface.model import json_name


class Message(msgspec.Struct, frozen=True, omit_defaults=True, rename=json_name):
    """A message in its proto3 JSON form; by itself one without fields.

    Fields stand in the order of the definition, have their JSON names in JSON, and are left out of it where they hold
    their zero value.
    """
