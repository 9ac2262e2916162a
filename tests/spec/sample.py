"""A message with a field of each type, and its reader."""

from __future__ import annotations

from typing import Any

from mockserver.spec.json_values import first_value
from mockserver.spec.reader import MessageReaders
from mockserver.surface import text
from mockserver.surface.library import Surface
from mockserver.surface.model import json_name

_TEXT = """
message Sample
 1 plain_text string
 2 a_flag bool
 3 small_number uint32
 4 large_number uint64
 5 colour Colour
 6 span google.protobuf.Duration
 7 moment google.protobuf.Timestamp
 8 raw_bytes bytes
 9 many_texts string repeated
 10 many_parts Inner repeated
 11 first_choice Inner oneof=choice
 12 second_choice Inner oneof=choice
 13 text_choice string oneof=choice
 14 colour_choice Colour oneof=choice
 15 notes map<string,bytes>
 16 anything google.protobuf.Struct
 17 signed_number int32
 18 itself Sample
 19 many_colours Colour repeated
 20 oddType string
message Inner
 1 deep_text string
enum Colour
 COLOUR_UNSPECIFIED 0
 COLOUR_RED 1
 COLOUR_BLUE 2
"""
SAMPLE = Surface.of("sample", [text.read("test.v1", _TEXT)])
FIELDS = [json_name(name) for name in SAMPLE.message("test.v1.Sample").fields]
COLOURS = SAMPLE.enum("test.v1.Colour").numbers
READER = MessageReaders(SAMPLE).of("test.v1.Sample")


def read(body: str) -> Any:
    """The canonical form of a body."""
    return READER(first_value(body.encode()), "")
