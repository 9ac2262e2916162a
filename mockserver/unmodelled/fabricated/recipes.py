"""How a value is made up for a field, by its name and type: a table of texts, and what the other types have."""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.surface.model import Field, json_name
from mockserver.unmodelled.fabricated.authored import example_of
from mockserver.unmodelled.fabricated.believable import DOMAIN, Believable
from mockserver.unmodelled.fabricated.figures import amount_of, is_on, span_of

Recipe = Callable[[Believable], Any]
"""Makes a value in proto3 JSON; a list for a field that is one."""
_Text = Callable[[Believable, str, str], str | list[str]]
"""Makes a text of a field's name and its parent's, or the items of a list, of which a single field has the first."""

_PEOPLE = frozenset({"user", "human", "member", "session", "profile", "editor"})
_PARTS = ("_button_text", "_label", "_text", "_message", "_placeholder")
"""Ends of names that say only that a text is shown."""
_OPENING = "Hello {{.DisplayName}},"
_UNSET = ("_UNSPECIFIED", "_UNKNOWN", "_UNDEFINED", "_NOT_ALLOWED")
"""Ends of enums' names: those of what nobody chose."""
_GOOD = ("_ACTIVE", "_VERIFIED", "_SUCCEEDED")
"""Those of what is as it should be."""


def recipe_of(field: Field, parent: str, numbers: Mapping[str, int]) -> Recipe | None:
    """How a value of a field is made; None where none is believable, which JSON then leaves out.

    Args:
        parent: the protobuf name of the field that holds its message; empty at the outermost.
        numbers: of an enum, its numbers by name.
    """
    if field.key_type:
        return None
    if numbers:
        value = _choice(tuple(numbers))
        return None if field.repeated or value is None else lambda _: value
    if field.type == "string":
        return functools.partial(_several if field.repeated else _one, field.name, parent)
    recipe = _plain(field)
    if recipe is None or not field.repeated:
        return recipe
    return lambda believable: [recipe(believable)]


def text_named(name: str, believable: Believable) -> str:
    """A text for a field of which only the name is known, such as `first_name`."""
    return _one(name, "", believable)


def _plain(field: Field) -> Recipe | None:
    """Of a field that is no text, as if it were no list."""
    if field.type == "bytes":
        return lambda believable: base64.b64encode(believable.secret(field.name).encode()).decode("ascii")
    value: Any = None
    if field.type == "bool":
        value = is_on(field.name) or None
    elif field.type == "google.protobuf.Duration":
        value = span_of(field.name)
    elif field.type.endswith(("32", "64")):
        amount = amount_of(field.name)
        value = str(amount) if amount and field.type.endswith("64") else amount
    return None if value is None else lambda _: value


def _choice(names: tuple[str, ...]) -> str | None:
    """What is as it should be, else the first that means anything; None where that is what JSON leaves out."""
    good = next((name for name in names if name.endswith(_GOOD)), None)
    if good is not None:
        return good
    return next((name for name in names if not name.endswith(_UNSET)), None)


def _one(name: str, parent: str, believable: Believable) -> str:
    made = _made(name, parent, believable)
    return made if isinstance(made, str) else made[0]


def _several(name: str, parent: str, believable: Believable) -> list[str]:
    made = _made(name, parent, believable)
    return [made] if isinstance(made, str) else made


def _made(name: str, parent: str, believable: Believable) -> str | list[str]:
    text = _text_of(name)
    if text is not None:
        return text(believable, name, parent)
    example = example_of(json_name(name))
    return example if isinstance(example, str) else _shown(name)


@functools.cache
def _text_of(name: str) -> _Text | None:
    return next((text for fits, text in _TEXTS if fits.search(name)), None)


def _shown(name: str) -> str:
    """A text that says what it stands for, such as that of a button."""
    bare = name
    for part in _PARTS:
        bare = bare.removesuffix(part)
    return (bare or name).replace("_", " ").strip().capitalize()


def _about(believable: Believable, _: str, parent: str) -> str:
    """A headline: of what the text is about."""
    if parent.endswith("_text") and parent != "custom_text":
        return _shown(parent)
    return " ".join(word for word in believable.subject if word not in {"message", "text"}).capitalize()


def _name(believable: Believable, _: str, parent: str) -> str:
    """A thing's own name: a person's, an organisation's, or what kind of thing it is."""
    subject = parent.split("_") if parent else believable.subject
    if subject and subject[-1] in {"org", "organization", "instance"}:
        return believable.company
    if not believable.subject or _PEOPLE & {*subject, *believable.subject}:
        return f"{believable.person.first} {believable.person.last}"
    return f"{' '.join(believable.subject).capitalize()} {believable.code('name')}"


def _page(believable: Believable, name: str, _: str = "") -> str:
    """An address that says what it is of."""
    bare = re.sub(r"_?(url|uri|link|endpoint)s?$", "", name)
    return f"https://{believable.domain}/{bare.replace('_', '-')}"


def _constant(*values: str) -> _Text:
    """The same for all, but for the domain."""

    def made(believable: Believable, _: str, __: str) -> str | list[str]:
        own = [value.replace(DOMAIN, believable.domain) for value in values]
        return own[0] if len(own) == 1 else own

    return made


_COLOURS: Mapping[str, str] = {
    "primary_color": "#5469d4",
    "background_color": "#fafafa",
    "warn_color": "#cd3d56",
    "font_color": "#000000",
    "primary_color_dark": "#2073c4",
    "background_color_dark": "#111827",
    "warn_color_dark": "#ff3b5b",
    "font_color_dark": "#ffffff",
}


def _secret(believable: Believable, name: str, _: str) -> str:
    return believable.secret(name)


def _colour(_: Believable, name: str, parent: str) -> str:
    dark = "_dark" if parent.startswith("dark") else ""
    return _COLOURS.get(f"{name}{dark}", "#5469d4")


_ROWS: tuple[tuple[str, _Text], ...] = (
    (r"_attribute(_name)?$", lambda _, name, __: json_name(re.sub(r"_attribute(_name)?$", "", name))),
    (r"(^|_)(ids?|sid|audience)$", lambda believable, name, _: believable.id(name)),
    (r"(secret|token|password|signing_key|hash|assertion|saml_response|etag)$", _secret),
    (r"(^|_)codes?$", lambda believable, name, _: believable.code(name)),
    (r"(language|locale|lang)s?$", _constant("en")),
    (r"colou?r", _colour),
    (r"(logo|icon|avatar)_url", lambda believable, name, _: f"{_page(believable, name.replace('_url', ''))}.png"),
    (r"font_url", _constant(f"https://{DOMAIN}/font.woff2")),
    (r"post_logout_redirect_uri", _constant(f"https://app.{DOMAIN}/signed-out")),
    (r"(redirect_uri|callback_url)s?$", _constant(f"https://app.{DOMAIN}/auth/callback")),
    (r"(^|_)origins?$", _constant(f"https://app.{DOMAIN}")),
    (r"^issuer$|base_uri", _constant(f"https://idp.{DOMAIN}")),
    (r"url_template", _constant(f"https://{DOMAIN}/?code={{{{.Code}}}}")),
    (r"(url|uri|link|endpoint)s?$", _page),
    (r"^servers$", _constant(f"ldaps://ldap.{DOMAIN}:636")),
    (r"^base_dn$", _constant("dc=example,dc=com")),
    (r"^bind_dn$", _constant("cn=reader,dc=example,dc=com")),
    (r"^user_base$", _constant("dn")),
    (r"^user_object_classes$", _constant("person")),
    (r"^user_filters$", _constant("uid")),
    (r"(^|_)host$", _constant(f"smtp.{DOMAIN}:587")),
    (r"(^|_)ip$", lambda believable, _, __: f"192.0.2.{int(believable.number('ip', 2)) + 1}"),
    (r"^scopes?$", _constant("openid", "profile", "email")),
    (r"^support_email$", _constant(f"support@{DOMAIN}")),
    (r"sender_address$|reply_to_address$", _constant(f"no-reply@{DOMAIN}")),
    (r"(^|_)emails?$|^address$", lambda believable, _, __: believable.person.email),
    (r"(^|_)phone$|sender_number", lambda believable, _, __: believable.phone),
    (r"(first|given|nick)_name$", lambda believable, _, __: believable.person.first),
    (r"(last|family)_name$", lambda believable, _, __: believable.person.last),
    (r"(preferred_)?login_names?$|login_hint", lambda believable, _, __: believable.person.email),
    (r"(^|_)user_?name$", lambda believable, _, __: believable.person.login),
    (r"domains?$|domain_name$", lambda believable, _, __: f"{believable.code('domain').lower()}.{believable.domain}"),
    (r"(org|organization|company|sender|owner)_name$", lambda believable, _, __: believable.company),
    (r"(project|app|application|idp|service|view|header|domain|database)_name$", lambda _, name, __: _shown(name[:-5])),
    (r"(display|editor|user|full)_name$|^name$", _name),
    (r"role_keys?$|^roles$|granted_role_keys", _constant("viewer")),
    (r"^group$", _constant("Staff")),
    (r"^(title|subject|pre_header|description)$", _about),
    (r"^greeting$", _constant(_OPENING)),
    (r"^text$", _constant("Please use the button below.")),
    (r"^button_text$", _constant("Continue")),
    (r"^version$", _constant("v1")),
)  # fmt: skip
_TEXTS = tuple((re.compile(fits), text) for fits, text in _ROWS)
"""Names of fields, and what is made for one; the first that fits. The colours are those of ZITADEL's own pages."""
