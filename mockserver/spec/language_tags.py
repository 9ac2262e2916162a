"""Tags of languages as the server keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.later import Later

if TYPE_CHECKING:
    import langcodes
    from langcodes import tag_parser
else:
    langcodes = Later("langcodes")
    tag_parser = Later("langcodes.tag_parser")

UNKNOWN = "und"


def canonical(text: str) -> str:
    """A tag in its canonical form; `und` for what is none, and for a language that nobody knows.

    Source: recordings/id-human-add.jsonl; that a known language is kept without what is unknown behind it is assumed.
    """
    try:
        if langcodes.tag_is_valid(text):
            return langcodes.standardize_tag(text)
        alone = langcodes.Language.get(text).language or UNKNOWN
    except (tag_parser.LanguageTagError, ValueError):
        return UNKNOWN
    return langcodes.standardize_tag(alone) if langcodes.tag_is_valid(alone) else UNKNOWN
