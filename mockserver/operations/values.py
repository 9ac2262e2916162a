"""Values of people as they are kept: addresses, numbers, languages; each judged by a library, or as Go's does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockserver.access import keys, passwords
from mockserver.domain.humans import CodeTexts, NewEmail, NewPhone
from mockserver.domain.judged import NONE, Judged
from mockserver.domain.passwords import NewPassword
from mockserver.errors.catalogue import (
    EMAIL_INVALID,
    EMAIL_MALFORMED,
    PASSWORD_HASH_UNSUPPORTED,
    PHONE_INVALID,
    URL_TEMPLATE_INVALID,
    URL_TEMPLATE_MALFORMED,
)
from mockserver.errors.problem import Problem
from mockserver.later import Later
from mockserver.spec import addresses, language_tags
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    import phonenumbers

    from mockserver.operations.messages.zitadel_user_v2 import HashedPassword, Password, SetHumanEmail, SetHumanPhone
else:
    phonenumbers = Later("phonenumbers")

_REGION = "CH"
_MOST_GENDERS = 3
_ACTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FIELD = re.compile(r"(?<![\w\"])\.([A-Za-z_]\w*)")
_TEMPLATE_FIELDS = frozenset({"UserID", "Code", "OrgID"})


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
    """A tag as it is kept, `und` for what is none."""
    return language_tags.canonical(text)


def url_template(text: str | None) -> Problem | None:
    """What is wrong with a template for links in mails, which is one of Go's; None where nothing is.

    Fields stand for what is told (`{{.UserID}}`); of other expressions only the brackets are looked at (assumed).
    Source: recordings/id-users-v2.jsonl for a field that is not there.
    """
    if not text:
        return None
    rest = _ACTION.sub("", text)
    if "{{" in rest:
        return URL_TEMPLATE_MALFORMED
    fields = (field for action in _ACTION.findall(text) for field in _FIELD.findall(action))
    return URL_TEMPLATE_INVALID if any(field not in _TEMPLATE_FIELDS for field in fields) else None


def new_email(given: SetHumanEmail) -> NewEmail:
    """An address as the user service of v2 is given it, and how it is to be verified."""
    judged = email(given.email)
    if judged.problem is None and given.send_code is not None:
        judged = Judged(judged.value, url_template(given.send_code.url_template))
    return NewEmail(
        address=judged,
        verified=given.is_verified is True,
        verify=given.is_verified is not False,
        returned=given.return_code is not None,
    )


def new_phone(given: SetHumanPhone | None) -> NewPhone:
    """A number as the user service of v2 is given it, and how it is to be verified."""
    if given is None:
        return NewPhone()
    return NewPhone(
        number=phone(given.phone), verified=given.is_verified is True, returned=given.return_code is not None
    )


def password_of(
    instance: Instance,
    plain: Password | None,
    hashed: HashedPassword | None,
    unsupported: Problem = PASSWORD_HASH_UNSUPPORTED,
) -> NewPassword | None:
    """A password as the user service of v2 is given it: itself, or a hash of it."""
    if plain is not None and plain.password:
        return new_password(instance, plain.password, change_required=plain.change_required)
    if hashed is not None and hashed.hash:
        wrong = None if passwords.is_supported(hashed.hash) else unsupported
        return NewPassword("", hashed.hash, hashed.change_required, wrong)
    return None


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
