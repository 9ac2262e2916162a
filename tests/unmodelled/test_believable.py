"""Values that nobody told: by the names and types of their fields, and of one piece within one thing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from mockserver.domain.ids import Instant
from mockserver.domain.things import Thing
from mockserver.surface.library import surface
from mockserver.surface.model import Field, json_name
from mockserver.surface.offered import services
from mockserver.unmodelled.fabricated.answers import Answers
from mockserver.unmodelled.fabricated.authored import required_in
from mockserver.unmodelled.fabricated.believable import Believable
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.engine import engine
from mockserver.unmodelled.fabricated.recipes import recipe_of
from mockserver.unmodelled.fabricated.view import View
from tests.unmodelled.calling import Calling

MANAGEMENT = "zitadel.management.v1.ManagementService"
NOW = Instant(1_000_000)
SETTINGS = "zitadel.settings.v2.SettingsService"


def made(name: str, believable: Believable, *, kind: str = "string", repeated: bool = False, parent: str = "") -> Any:
    """What is made up for a field."""
    numbers = surface().enum(kind).numbers if surface().is_enum(kind) else {}
    recipe = recipe_of(Field(1, name, kind, repeated=repeated), parent, numbers)
    return None if recipe is None else recipe(believable)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("user_id", r"\d{18}"),
        ("client_secret", r"[a-z2-7]{40}"),
        ("verification_code", r"[A-Z2-7]{6}"),
        ("preferred_language", r"en"),
        ("email", r"[a-z.]+@example\.com"),
        ("support_email", r"support@example\.com"),
        ("email_attribute", r"email"),
        ("phone", r"\+447700900\d{3}"),
        ("ip", r"192\.0\.2\.\d+"),
        ("host", r"smtp\.example\.com:587"),
        ("base_dn", r"dc=example,dc=com"),
        ("tos_link", r"https://example\.com/tos"),
        ("icon_url_dark", r"https://example\.com/icon-dark\.png"),
        ("primary_color", r"#[0-9a-f]{6}"),
        ("name", r"Target [A-Z2-7]{6}"),
        ("organization_name", r"[A-Z][a-z]+"),
        ("register_button_text", r"Register"),
        ("script", r"function addGrant\(ctx, api\) \{\}"),
    ],
)
def test_texts(name: str, pattern: str) -> None:
    """The name of a field says what its text is; where it does not, the document's own example does."""
    assert re.fullmatch(pattern, made(name, Believable("7", subject=("target",))))


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("access_token_lifetime", "google.protobuf.Duration", "43200s"),
        ("timeout", "google.protobuf.Duration", "10s"),
        ("clock_skew", "google.protobuf.Duration", None),
        ("min_length", "uint64", "8"),
        ("length", "uint32", 8),
        ("failure_count", "uint64", None),
        ("allow_register", "bool", True),
        ("force_mfa", "bool", None),
        ("state", "zitadel.org.v1.OrgState", "ORG_STATE_ACTIVE"),
        ("passwordless_type", "zitadel.policy.v1.PasswordlessType", "PASSWORDLESS_TYPE_ALLOWED"),
        ("type", "zitadel.authn.v1.KeyType", "KEY_TYPE_JSON"),
    ],
)
def test_figures_and_types(name: str, kind: str, value: Any) -> None:
    """Spans, numbers, switches and enums; None is what JSON leaves out."""
    assert made(name, Believable("7"), kind=kind) == value


def test_no_enum_is_unspecified() -> None:
    """Of no enum of any message what nobody chose is made up."""
    for package in surface().packages:
        for enum in surface().package(package).enums:
            value = made("type", Believable("7"), kind=enum)
            assert value is None or not value.endswith(("_UNSPECIFIED", "_UNKNOWN")), enum


@pytest.mark.parametrize("fake", [False, True])
def test_of_one_piece(fake: bool) -> None:
    """Names, address and login name of one thing are one person's, and others' are others."""
    one, same, other = (Believable(seed, fake=fake) for seed in ("1", "1", "2"))
    first, last, email = (made(name, one) for name in ("first_name", "family_name", "email"))

    assert email.partition("@")[0].replace(".", "") == re.sub("[^a-z]", "", f"{first}{last}".lower())
    assert made("display_name", one) == f"{first} {last}"
    assert made("login_names", one, repeated=True) == [email]
    assert email.endswith(("@example.com", ".example"))
    assert email == made("email", same) != made("email", other)


def test_lists_and_parents() -> None:
    """A list has several items where that is usual; what a text is about may stand around it."""
    believable = Believable("7", subject=("login", "text"))

    assert made("scopes", believable, repeated=True) == ["openid", "profile", "email"]
    assert made("scope", believable) == "openid"
    assert made("title", believable, parent="select_account_text") == "Select account"
    assert made("title", believable, parent="custom_text") == "Login"
    assert made("primary_color", believable, parent="dark_theme") == made("primary_color_dark", believable)


def test_no_text_is_its_fields_name() -> None:
    """No text of any answer is but the name of its field as it stands."""
    for service in services(surface()):
        for method in service.methods.values():
            for field in surface().message(method.response).fields.values():
                if field.type == "string":
                    value = made(field.name, Believable("7", subject=("thing",)))
                    assert value not in {"", field.name, json_name(field.name)}, f"{method.response}.{field.name}"


def test_defaults_agree_between_versions(calling: Calling) -> None:
    """A setting that nobody set is the same in the words of both versions."""
    old = calling.done(f"{MANAGEMENT}/GetPasswordComplexityPolicy")["policy"]
    new = calling.done(f"{SETTINGS}/GetPasswordComplexitySettings")["settings"]

    assert (old["minLength"], old["hasSymbol"]) == (new["minLength"], new["requiresSymbol"]) == ("8", True)


def test_what_nobody_told_ends_later() -> None:
    """An expiry lies after the creation, not at it; where no clock tells there is none."""
    thing = Thing("Key", ("1",), "7", {}, {}, "ACTIVE", 1, Instant(1_000_000), Instant(2_000_000))
    view = View(thing, None, Believable("7"))

    assert view.moment_of("password_changed") == "1970-01-01T00:00:02Z"
    assert view.moment_of("expiration_date") == "1971-01-01T00:00:01Z"
    assert View(replace(thing, changed=Instant(0)), None, Believable("7")).moment_of("expiration_date") is None


def test_what_an_answer_always_has() -> None:
    """What the document requires of an answer is made up where a request left it unset, and nothing else."""
    action = "zitadel.action.v1.Action"
    thing = Thing("Action", ("1",), "7", {}, {"name": "", "script": "", "allowedtofail": False}, "ACTIVE", 1, NOW, NOW)
    filled = Answers(surface(), served_kinds().corrections).fill(action, View(thing, None, Believable("7")))

    assert required_in(action) >= {"name", "script"}
    assert filled["name"]
    assert filled["script"]
    assert "allowedToFail" not in filled


def test_of_anyone() -> None:
    """What asks for no token is answered, too."""
    assert engine().of_anyone("zitadel.auth.v1.AuthService/GetSupportedLanguages") == {"languages": ["en"]}
