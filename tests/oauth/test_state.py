"""What the OAuth endpoints remember belongs to one instance."""

from __future__ import annotations

from mockserver.access.oauth.state import OAuthState
from tests.oauth.conftest import make_provider
from tests.oauth.provider import Provider


def test_an_instance_keeps_one_state(provider: Provider) -> None:
    """The state is made once for each instance, and so is its key."""
    state = provider.instance.part(OAuthState)

    assert provider.instance.part(OAuthState) is state
    assert make_provider().instance.part(OAuthState) is not state
    assert state.signing_key is state.signing_key
