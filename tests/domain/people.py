"""People of the small instance, as decisions make them."""

from __future__ import annotations

from typing import Any

from mockserver.domain.humans import CodeTexts, NewEmail, NewHuman, add_human, add_human_v2
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.judged import Judged
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.users import Human, User
from tests.domain.worlds import ACME, World

ADA = UserId("ada")
NOW = Instant(1_000_000)
TEXTS = CodeTexts(email="mail", phone="text")
PASSWORD = NewPassword("Secret-1", "kept")


def new_human(**more: Any) -> NewHuman:
    """Ada, whose address is verified, unless something else is said."""
    said: dict[str, Any] = {
        "id": ADA,
        "organisation": ACME,
        "user_name": "ada",
        "first_name": "Ada",
        "last_name": "L",
        "email": NewEmail(address=Judged("a@example.com"), verified=True),
        **more,
    }
    return NewHuman(**said)


def with_ada(world: World, *, v2: bool = True, **more: Any) -> User:
    """Add Ada to Acme."""
    add = add_human_v2 if v2 else add_human
    world.record(*add(world.state, new_human(**more), TEXTS, NOW))
    return ada(world)


def ada(world: World) -> User:
    """Ada as she is now."""
    found = world.state.users.known(ADA)
    assert found is not None
    return found


def human(world: World) -> Human:
    """What is kept of Ada as a person."""
    found = ada(world).human
    assert found is not None
    return found
