"""Values of people as they are kept: addresses, numbers, languages; each judged by a library, or as Go's does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.access import keys, passwords
from mockserver.domain.humans import CodeTexts
from mockserver.domain.judged import NONE, Judged
from mockserver.domain.passwords import NewPassword
from mockserver.errors.catalogue import EMAIL_INVALID, EMAIL_MALFORMED, PHONE_INVALID
from mockserver.later import Later
from mockserver.spec import addresses
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    import langcodes
    import phonenumbers
    from langcodes import tag_parser
else:
    langcodes = Later("langcodes")
    tag_parser = Later("langcodes.tag_parser")
    phonenumbers = Later("phonenumbers")

_REGION = "CH"
_UNKNOWN = "und"
_MOST_GENDERS = 3


def email(text: str) -> Judged:
    """An address as it was sent, spaces and case included; one with a name before it is no plain address.

    Source: recordings/id-human-add.jsonl.
    """
    parsed = addresses.parse(text)
    if parsed is None:
        return Judged(text, EMAIL_INVALID)
    return Judged(text, None if parsed == text.strip() else EMAIL_MALFORMED)


def phone(text: str) -> Judged:
    """A number in the form E.164, read as somebody in Switzerland dials it; letters as on a keypad.

    Source: recordings/id-human-add.jsonl, id-users-v2.jsonl.
    """
    if not text:
        return NONE
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException:
        return Judged(text, PHONE_INVALID)
    return Judged(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def language(text: str) -> str:
    """A tag in its canonical form; `und` for what is none, and for a language that nobody knows.

    Source: recordings/id-human-add.jsonl; that a known language is kept without what is unknown behind it is assumed.
    """
    try:
        if langcodes.tag_is_valid(text):
            return langcodes.standardize_tag(text)
        alone = langcodes.Language.get(text).language or _UNKNOWN
    except (tag_parser.LanguageTagError, ValueError):
        return _UNKNOWN
    return langcodes.standardize_tag(alone) if langcodes.tag_is_valid(alone) else _UNKNOWN


def gender(number: int) -> int:
    """The number of a gender, 0 for an unknown one."""
    return number if 0 < number <= _MOST_GENDERS else 0


def new_password(instance: Instance, text: str, *, change_required: bool = False) -> NewPassword:
    """A password that is to be set."""
    return NewPassword(text, passwords.hashed(text, instance.randomness), change_required)


def code(instance: Instance) -> str:
    """A new code."""
    return keys.new_code(instance.randomness)


def code_texts(instance: Instance) -> CodeTexts:
    """Texts for the codes of somebody who is added."""
    return CodeTexts(email=code(instance), phone=code(instance))
