"""Addresses, numbers, languages and templates, as they are read."""

from __future__ import annotations

import pytest

from mockserver.errors.catalogue import (
    EMAIL_INVALID,
    EMAIL_MALFORMED,
    PHONE_INVALID,
    URL_TEMPLATE_INVALID,
    URL_TEMPLATE_MALFORMED,
)
from mockserver.errors.problem import Problem
from mockserver.operations.values import email, language, phone, url_template


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a@example.com", None),
        (" a@example.com ", None),
        ("A <a@example.com>", EMAIL_MALFORMED),
        ("a", EMAIL_INVALID),
        ("", EMAIL_INVALID),
        ("@example.com", EMAIL_INVALID),
    ],
)
def test_addresses(text: str, problem: Problem | None) -> None:
    """They are kept as they were sent."""
    judged = email(text)
    assert judged.problem == problem
    assert judged.value == text


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("", "", None),
        ("079 123 45 67", "+41791234567", None),
        ("+41 79 123 45 67", "+41791234567", None),
        ("0041791234567", "+41791234567", None),
        ("+1 800 FLOWERS", "+18003569377", None),
        ("x", "x", PHONE_INVALID),
    ],
)
def test_numbers(text: str, value: str, problem: Problem | None) -> None:
    """As somebody in Switzerland dials them; letters as on a keypad."""
    assert phone(text) == (value, problem)


@pytest.mark.parametrize(
    ("text", "tag"),
    [("en", "en"), ("EN", "en"), ("de-ch", "de-CH"), ("", "und"), ("no language", "und"), ("zz", "und")],
)
def test_languages(text: str, tag: str) -> None:
    """Known tags in their canonical form, all else is undetermined."""
    assert language(text) == tag


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, None),
        ("", None),
        ("https://example.com/{{.UserID}}/{{.Code}}?o={{ .OrgID }}", None),
        ("https://example.com/{{.Nope}}", URL_TEMPLATE_INVALID),
        ("https://example.com/{{", URL_TEMPLATE_MALFORMED),
        ("https://example.com/}}", None),
    ],
)
def test_templates(text: str | None, problem: Problem | None) -> None:
    """Their fields are known, and their brackets are closed."""
    assert url_template(text) == problem
