"""What comes next in a login, out of what is known of it so far.

Source: recordings/logins.jsonl; the order of what they do not show is the real server's source.
"""

from __future__ import annotations

from mockserver.access import totp
from mockserver.access.oauth.admission import requested_organisation
from mockserver.access.oauth.sessions import Session
from mockserver.domain import human_parts
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.identity_providers import IdentityProvider
from mockserver.domain.rows.users import Human, User
from mockserver.errors.codes import Code
from mockserver.errors.languages import negotiate
from mockserver.errors.login_problems import LOGIN_NO_PROVIDER
from mockserver.errors.problem import Problem, Refused
from mockserver.logins.attempts import UNKNOWN_USER, Attempt, Attempts
from mockserver.logins.provider_calls import ProviderFailed
from mockserver.operations import values
from mockserver.wire.http import Response
from mockserver.wire.login import pages
from mockserver.wire.login.linking import ask_again, link
from mockserver.wire.login.providers import own_provider, provider_links, requested_provider, way_to
from mockserver.wire.login.visit import Visit
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import redirect
from mockserver.wire.oauth.authorize import log_in, log_in_again
from mockserver.wire.oauth.choose_user import machines
from mockserver.wire.oauth.login_pages import ending_page
from mockserver.wire.oauth.session_cookie import session_secret

OTP = 1
"""Number of zitadel.policy.v1.SecondFactorType for authenticator apps."""
MFA = ("otp", "mfa")
"""Values of the claim `amr` that such a code adds."""
_MICROS_OF_NANOS = 1_000
_MICROS = 1_000_000


async def go_on(visit: Visit) -> Response:
    """The page of the next step, or back to the client."""
    if not visit.attempt.user:
        requested = requested_provider(visit) if not visit.attempt.asks_name else None
        page = ask_again(visit) or (await send_to(visit, requested) if requested is not None else _somebody(visit))
        if page is not None:
            return page
    if visit.attempt.user == UNKNOWN_USER:
        return pages.password_page(visit.request, visit.attempt.login_name)
    try:
        user, human = visit.person()
        page = await _missing(visit, user, human)
        if page is not None:
            return page
        return link(visit, user) if visit.attempt.linking else await _finish(visit, user)
    except Refused as refused:
        return ending_page(refused.problem)


def ask_name(visit: Visit, problem: Problem | None = None, given: str = "") -> Response:
    """The page that asks for a login name."""
    parameters = {"authRequestID": visit.request.id}
    beside = f"{provider_links(visit)}\n{machines(visit.state, visit.request.login_hint, paths.LOGIN, parameters)}"
    return pages.login_name_page(
        visit.state, visit.request, beside, problem, given=given, registers=visit.policy.allow_register
    )


async def send_to(visit: Visit, provider: IdentityProvider) -> Response:
    """Send the browser to an identity provider; where that fails, the page that asks for a login name says why."""
    try:
        return redirect(await way_to(visit, provider))
    except ProviderFailed as failed:
        return ask_name(visit, Problem("", Code.UNKNOWN, str(failed)))


def ask_password(visit: Visit, problem: Problem | None = None) -> Response:
    """The page that asks for a password."""
    return pages.password_page(visit.request, visit.attempt.login_name, problem)


def ask_second_factor(visit: Visit, problem: Problem | None = None) -> Response:
    """The page that asks for a code of an authenticator app."""
    return pages.mfa_verify_page(visit.request, visit.attempt.login_name, problem)


def ask_first_code(visit: Visit, user: User, human: Human, problem: Problem | None = None) -> Response:
    """The page that shows the secret for an authenticator app."""
    address = totp.uri(human.totp_secret, visit.state.external_domain, user.user_name)
    return pages.otp_verify_page(visit.request, human.totp_secret, address, problem)


def ask_initialisation(visit: Visit, user: User, human: Human, problem: Problem | None = None) -> Response:
    """The page that asks a new user for the code of a mail."""
    code = human.initial_code.text if human.initial_code is not None else ""
    return pages.initialise_page(visit.request, user, code, problem)


def ask_email_code(visit: Visit, user: User, human: Human, problem: Problem | None = None) -> Response:
    """The page that asks for the code of the mail that verifies an address; one is made where none is open."""
    if human.email_code is None:
        code = values.code(visit.call.instance)
        visit.call.instance.append(human_parts.email_code_added(user, human, code, visit.call.now))
        user, human = visit.person()
    code = human.email_code.text if human.email_code is not None else ""
    return pages.verify_email_page(visit.request, user, code, problem)


def adopt(visit: Visit, user: User) -> None:
    """Let a login be a user's."""
    attempt = visit.attempt
    attempt.user, attempt.organisation = user.id, user.organisation
    visit.touch()


def forget_user(visit: Visit) -> None:
    """Let a login be nobody's again."""
    attempt = visit.attempt
    attempt.user, attempt.organisation = UserId(""), OrganisationId("")
    attempt.password_verified, attempt.factors, attempt.methods, attempt.session = False, (), (), ""
    attempt.provider_verified = False
    visit.touch()


def remembered(visit: Visit) -> tuple[Session, User] | None:
    """Whom the browser remembers, if that user is one of the organisation that the scopes ask for.

    A session counts for as long as the policy lets a password hold, and the client.
    """
    session = visit.call.oauth.sessions.find(session_secret(visit.call), visit.call.now)
    user = visit.state.users.get(session.user) if session is not None else None
    if session is None or user is None or user.human is None:
        return None
    requested = requested_organisation(visit.state, visit.request)
    if requested is not None and requested.id != user.organisation:
        return None
    lasts_us = visit.policy.password_check_lifetime // _MICROS_OF_NANOS
    if visit.request.max_age is not None:
        lasts_us = min(lasts_us, visit.request.max_age * _MICROS)
    return (session, user) if session.authenticated + lasts_us > visit.call.now else None


def _somebody(visit: Visit) -> Response | None:
    """The page that finds out who logs in; None where the browser knows, whose user it then is."""
    prompts = visit.request.prompts
    found = remembered(visit) if not visit.attempt.asks_name else None
    if "create" in prompts and not visit.attempt.asks_name and visit.policy.allow_register:
        return pages.register_page(visit.request, {"language": negotiate(visit.browser.header("Accept-Language"))})
    if found is None or (prompts and "select_account" not in prompts):
        return ask_name(visit)
    session, user = found
    if "select_account" in prompts:
        return pages.select_user_page(visit.request, [user])
    take_session(visit, session, user)
    return None


def take_session(visit: Visit, session: Session, user: User) -> None:
    """Let a login be that of the user whom the browser remembers, with the checks that count from there."""
    adopt(visit, user)
    attempt = visit.attempt
    attempt.login_name = attempt.user_name = user.user_name
    attempt.password_verified, attempt.authenticated = True, session.authenticated
    attempt.methods, attempt.session = session.methods, session.id
    attempt.factors = (OTP,) if "otp" in session.methods else ()


async def _missing(visit: Visit, user: User, human: Human) -> Response | None:
    """The page for what a user has still to show or to set up; None for nothing.

    Raises: LOGIN_NO_PROVIDER.

    Who has an account at an identity provider is sent there, and is asked for a password only where that fails.
    """
    attempt = visit.attempt
    if human.uninitialised:
        return ask_initialisation(visit, user, human)
    if not has_shown_something(attempt):
        provider = None if attempt.linking else own_provider(visit, user)
        if provider is None and not visit.policy.allow_username_password:
            raise Refused(LOGIN_NO_PROVIDER)
        return ask_password(visit) if provider is None else await send_to(visit, provider)
    if not human.email_was_verified and not human.email_verified:
        return ask_email_code(visit, user, human)
    page = _second_factor(visit, user, human)
    if page is not None:
        return page
    return ask_email_code(visit, user, human) if not human.email_verified else None


def _second_factor(visit: Visit, user: User, human: Human) -> Response | None:
    """The page for a second factor; None where it was shown, or none is wanted."""
    policy, attempt = visit.policy, visit.attempt
    if human.totp_ready and OTP in policy.second_factors:
        return None if OTP in attempt.factors else ask_second_factor(visit)
    if requires_factor(visit):
        return pages.mfa_prompt_page(visit.request, attempt.login_name, required=True)
    return pages.mfa_prompt_page(visit.request, attempt.login_name, required=False) if _offers(visit, user) else None


def has_shown_something(attempt: Attempt) -> bool:
    """Whether somebody gave the right password, or came from an identity provider."""
    return attempt.password_verified or attempt.provider_verified


def requires_factor(visit: Visit) -> bool:
    """Whether the policy wants a second factor of whoever logs in, who may come from elsewhere."""
    policy, attempt = visit.policy, visit.attempt
    local = not attempt.provider_verified and not attempt.linking
    return policy.force_mfa or (policy.force_mfa_local_only and local)


def _offers(visit: Visit, user: User) -> bool:
    """Whether setting up a second factor is offered: by a policy of an organisation's own, unless it was put off.

    The real server's own policy offers it as well; here it does not, so that a login with a password is two steps.
    """
    policy = visit.policy
    lasts_us = policy.mfa_init_skip_lifetime // _MICROS_OF_NANOS
    own = policy.owner != visit.state.id
    return own and OTP in policy.second_factors and lasts_us > 0 and user.mfa_skipped + lasts_us <= visit.call.now


async def _finish(visit: Visit, user: User) -> Response:
    """Back to the client. Raises: Refused, as `require_admission`."""
    attempt, call = visit.attempt, visit.call
    session = call.oauth.sessions.find(session_secret(call), call.now) if attempt.session else None
    if session is not None and session.id == attempt.session and session.methods == attempt.methods:
        answer = await log_in_again(call, visit.request, session)
    else:
        answer = await log_in(call, visit.request, user, attempt.methods)
    call.instance.part(Attempts).end(attempt)
    return answer
