"""Whether it was the person at the browser that asked for something."""

from __future__ import annotations

from mockserver.wire.oauth.call import Call

_OWN_SITES = frozenset({"", "none", "same-origin"})
_NAVIGATING = frozenset({"", "navigate"})


def is_own_choice(call: Call) -> bool:
    """Whether the user was chosen on a page of this server, or by a person or program that named one.

    What a page of another origin chose does not count, and the page asks. Browsers tell on whose behalf they ask, and
    then also how; what other programs leave out is no hindrance, nor is the mode alone, which `fetch` of Node.js sends.
    """
    request = call.request
    site, origin = request.text(b"sec-fetch-site"), request.text(b"origin")
    return (
        site in _OWN_SITES
        and (not site or request.text(b"sec-fetch-mode") in _NAVIGATING)
        and origin in ("", request.origin)
    )
