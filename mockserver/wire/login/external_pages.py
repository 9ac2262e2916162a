"""Pages for somebody who comes from an identity provider."""

from __future__ import annotations

from html import escape

from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.domain.rows.identity_providers import IdentityProvider
from mockserver.domain.rows.users import User
from mockserver.errors.languages import SUPPORTED_LANGUAGES
from mockserver.errors.problem import Problem
from mockserver.logins.drafts import Draft
from mockserver.wire.http import Response
from mockserver.wire.login.pages import Asked, asking
from mockserver.wire.oauth import paths

_OPTION = f"{paths.EXTERNAL_OPTION}?none=true"
"""The real server's address of the form, which scripts see."""


def option_page(
    request: AuthRequest, provider: IdentityProvider, draft: Draft, problem: Problem | None = None
) -> Response:
    """Ask somebody whom nobody is linked to whether to be added, as the form says, or to link a user who is here."""
    options = provider.options
    fields = [
        Asked("firstname", "First name", draft.first_name, attributes='autocomplete="given-name"'),
        Asked("lastname", "Last name", draft.last_name, attributes='autocomplete="family-name"'),
        Asked("username", "User name", draft.user_name, attributes='autocomplete="username"'),
        Asked("email", "E-mail address", draft.email, "email", 'autocomplete="email"'),
        Asked("phone", "Phone number", draft.phone, "tel", 'autocomplete="tel"'),
    ]
    buttons = [_languages(draft.language)]
    if options.is_creation_allowed:
        buttons.append('<button type="submit" name="autoregisterbutton" value="true">Create a user</button>')
    if options.is_linking_allowed:
        buttons.append('<button type="submit" name="linkbutton" value="true">Link to a user who is here</button>')
    buttons.append('<button type="submit" name="resetlinking" value="true" formnovalidate>Back</button>')
    before = f"<p>Nobody here is linked to your account at {escape(provider.name)} yet.</p>\n"
    return asking(
        "create or link", "Create or link a user", _OPTION, request, fields, "\n".join(buttons), problem, before
    )


def linked_page(request: AuthRequest, user: User, problem: Problem | None = None) -> Response:
    """Tell that a user is linked, or why not."""
    before = "" if problem else f"<p>{escape(user.user_name)} is linked.</p>\n"
    button = '<button id="submit-button" type="submit">Next</button>'
    return asking("linked", "Link a user", paths.EXTERNAL_LINKED, request, [], button, problem, before)


def _languages(chosen: str) -> str:
    """A choice of languages; none is chosen where the provider told none that there are texts for."""
    options = "\n".join(
        f'<option value="{tag}"{" selected" if tag == chosen else ""}>{tag}</option>'
        for tag in sorted(SUPPORTED_LANGUAGES)
    )
    return (
        '<label for="language">Language</label>\n<select id="language" name="language">\n'
        f'<option value=""></option>\n{options}\n</select>'
    )
