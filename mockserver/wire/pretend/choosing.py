"""The page of the pretend provider, on which one chooses or types who comes from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from mockserver.logins.pretending import PEOPLE, Person
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.page import page


class Field(NamedTuple):
    """A claim that can be typed."""

    claim: str
    label: str
    type: str = "text"


FIELDS: Sequence[Field] = (
    Field("sub", "Id at the provider (sub)"),
    Field("given_name", "First name"),
    Field("family_name", "Last name"),
    Field("name", "Display name"),
    Field("preferred_username", "User name"),
    Field("email", "E-mail address", "email"),
    Field("phone_number", "Phone number", "tel"),
    Field("locale", "Language"),
)
VERIFIED = ("email_verified", "phone_number_verified")
MORE = "claims"
"""The field for further claims, a JSON object."""
KEPT = ("client_id", "redirect_uri", "state", "scope", "nonce", "code_challenge", "response_type")
"""What a client asked for, which goes along with the forms."""


def choosing_page(asked: Mapping[str, str], typed: Mapping[str, str], wrong: str = "") -> Response:
    """Ask who comes.

    Args:
        asked: parameters of the client's request.
        typed: what was entered before.
        wrong: what is wrong with that; empty for nothing.
    """
    kept = "\n".join(
        f'<input type="hidden" name="{name}" value="{escape(asked[name])}">' for name in KEPT if asked.get(name)
    )
    form = f'<form method="post" action="{paths.PRETEND_AUTHORIZE}">\n{kept}\n'
    people = "\n".join(_person(person) for person in PEOPLE)
    error = f'<p class="error" role="alert">{escape(wrong)}</p>\n' if wrong else ""
    content = (
        f"<p>This is a pretend identity provider. Whoever you choose here logs in from outside at "
        f"<code>{escape(asked.get('redirect_uri', ''))}</code>.</p>\n"
        f"{form}{people}\n</form>\n"
        f"<h2>Or somebody else</h2>\n{error}"
        f"{form}{_fields(typed)}\n"
        '<button type="submit" name="typed" value="true">Come as this person</button>\n</form>\n'
        f"<h2>Or let it fail</h2>\n"
        f'{form}<button type="submit" name="refuse" value="true">Refuse</button>\n</form>'
    )
    return page("Who comes from outside?", content, asks=True, attributes=' data-page="pretend provider"')


def claims_typed(typed: Mapping[str, str]) -> dict[str, str | bool]:
    """The claims that were typed into the fields; empty ones are not told."""
    claims: dict[str, str | bool] = {field.claim: typed[field.claim] for field in FIELDS if typed.get(field.claim)}
    for name in VERIFIED:
        if claims.get(name.removesuffix("_verified")):
            claims[name] = bool(typed.get(name))
    return claims


def person_chosen(sub: str) -> Mapping[str, Any] | None:
    """The claims of a prepared person."""
    return next((person.claims for person in PEOPLE if person.claims["sub"] == sub), None)


def _person(person: Person) -> str:
    return (
        f'<button type="submit" name="person" value="{escape(str(person.claims["sub"]))}">'
        f"{escape(person.label)}<br><small>{escape(person.about)}</small></button>"
    )


def _fields(typed: Mapping[str, str]) -> str:
    """Fields for claims; an id stands there from the start, as nobody comes without one."""
    shown = {"sub": "outside-6", **typed}
    inputs = [
        f'<label for="{field.claim}">{escape(field.label)}</label>\n'
        f'<input id="{field.claim}" name="{field.claim}" type="{field.type}" '
        f'value="{escape(shown.get(field.claim, ""))}"{" required" if field.claim == "sub" else ""}>'
        for field in FIELDS
    ]
    fresh = not typed
    checks = [
        f'<label class="check"><input type="checkbox" name="{name}" value="true"'
        f"{' checked' if fresh or typed.get(name) else ''}>{label}</label>"
        for name, label in zip(VERIFIED, ("The address is verified", "The number is verified"), strict=True)
    ]
    more = (
        f'<label for="{MORE}">Further claims, as a JSON object</label>\n'
        f'<textarea id="{MORE}" name="{MORE}" rows="4" spellcheck="false">{escape(typed.get(MORE, ""))}</textarea>'
    )
    return "\n".join([*inputs, *checks, more])
