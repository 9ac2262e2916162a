"""Which language a caller reads: `Accept-Language` held against the languages that there are texts for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.later import Later
from mockserver.short_cache import LONGEST

if TYPE_CHECKING:
    import langcodes
    from langcodes import tag_parser
else:
    langcodes = Later("langcodes")
    tag_parser = Later("langcodes.tag_parser")

DEFAULT_LANGUAGE = "en"
SUPPORTED_LANGUAGES = frozenset({
    "bg", "cs", "de", "en", "es", "fr", "hu", "id", "it", "ja", "ko", "mk", "nl", "pl", "pt", "ro", "ru", "sv", "tr",
    "uk", "zh",
})  # fmt: skip

_CLOSE: Mapping[str, str] = {
    close: language
    for language, relatives in {
        "bg": "av ba ce cu cv kv os sah sr tyv udm",
        "de": "gsw lb rm",
        "en": "ak bn chr cy ee eo ga gd ha haw ia ig is ka km kn lg lo mi ml mt my ne nso ny om or pa ps rn sd si sn "
        "so sq st sw ta te ti tn to ur xh yi yo zu",
        "es": "ay eu gl gn qu",
        "fr": "br co crs ht kg ln lua mg oc rw wo",
        "id": "jv ms su",
        "it": "la",
        "nl": "af fy",
        "ru": "ab az be hy kk ky mn tg tk tt uz",
        "tr": "ku",
        "zh": "cmn gan hak hsn lzh nan ug wuu",
    }.items()
    for close in relatives.split()
}
"""Languages without texts of their own whose readers are served another one.

Source: measured with the real server's matching library; recordings/localisation.jsonl agrees where it says something.
"""

_MAX_TAGS = 10_000

_NAMES: Mapping[str, str] = {"deutsch": "de", "english": "en", "french": "fr", "italian": "it"}
"""Names of languages that stand for their tags.

Source: recordings/edges-headers-1.jsonl for the first, the real server's library for the others.
"""

_ITEM = re.compile(r"\s*([A-Za-z0-9_*-]+)\s*(?:;\s*(?:q\s*=\s*([-+0-9.eE]+)\s*)?)?")


def negotiate(accept_language: str) -> str:
    """The supported language that fits a header best, English where none fits.

    A header that cannot be read, an unknown language in it included, counts as absent. A language that there are texts
    for beats one that is only close, wherever they stand. A header longer than any that people send counts as absent
    too.
    """
    return _negotiated(accept_language) if len(accept_language) <= LONGEST else DEFAULT_LANGUAGE


@functools.lru_cache(maxsize=1024)
def _negotiated(accept_language: str) -> str:
    _forget_tags()
    wanted = list(_by_weight(accept_language))
    for tag in wanted:
        if (own := _own(tag)) is not None:
            return own
    for tag in wanted:
        if (close := _close(tag)) is not None:
            return close
    return DEFAULT_LANGUAGE


def _forget_tags() -> None:
    """Keep what langcodes remembers bounded: every tag that it ever read, and all that came of it."""
    remembered: tuple[dict[Any, Any], ...] = (langcodes.Language._INSTANCES, langcodes.Language._PARSE_CACHE)
    if sum(map(len, remembered)) > _MAX_TAGS:
        for tags in remembered:
            tags.clear()


def _by_weight(header: str) -> Iterator[langcodes.Language]:
    try:
        items = [_item(item) for item in header.split(",") if item.strip()]
    except (ValueError, tag_parser.LanguageTagError):
        return
    for weight, tag in sorted(items, key=lambda item: -item[0]):
        if weight > 0 and tag is not None:
            yield tag


def _item(item: str) -> tuple[float, langcodes.Language | None]:
    match = _ITEM.fullmatch(item)
    if match is None:
        raise ValueError(item)
    weight = float(match[2]) if match[2] else 1.0
    if match[1] == "*":
        return weight, None
    tag = langcodes.Language.get(_NAMES.get(match[1]) or match[1].replace("_", "-"))
    if not tag.is_valid():
        raise ValueError(item)
    return weight, tag if tag.language else _likely(tag)


def _likely(tag: langcodes.Language) -> langcodes.Language | None:
    """The language that a region or a script without one most likely means; None where there is neither."""
    if tag.territory is None and tag.script is None:
        return None
    return langcodes.Language.make(tag.maximize().language, script=tag.script, territory=tag.territory)


def _own(tag: langcodes.Language) -> str | None:
    language = tag.language
    if language not in SUPPORTED_LANGUAGES or _traditional_chinese(tag):
        return None
    usual = langcodes.Language.make(language).maximize().script
    return language if tag.script in (None, usual) else None


def _close(tag: langcodes.Language) -> str | None:
    if _traditional_chinese(tag):
        return "zh"
    return _CLOSE.get(tag.language or "") if tag.script is None else None


def _traditional_chinese(tag: langcodes.Language) -> bool:
    return tag.language == "zh" and tag.maximize().script == "Hant"
