"""What a connection may hold."""

from __future__ import annotations

from mockserver.wire import limits
from mockserver.wire.budget import Budget
from mockserver.wire.http2.account import Account

FREE = limits.FREE_BYTES
LIMIT = 10 * FREE


def test_a_small_part_is_free() -> None:
    """What every call needs is there even where others have used the budget up."""
    account = Account(LIMIT, Budget(0))

    assert account.take(FREE)
    assert not account.take(1)


def test_the_limit_of_a_connection() -> None:
    """A connection is refused what goes beyond its own limit, and what is refused is not counted."""
    budget = Budget(100 * FREE)
    account = Account(LIMIT, budget)

    assert account.take(LIMIT)
    assert not account.take(1)
    account.give(FREE)
    assert account.take(FREE)


def test_all_is_given_back() -> None:
    """The budget is whole again once nothing is held, in whatever pieces it went."""
    budget = Budget(LIMIT)
    account = Account(LIMIT, budget)
    taken = [size for size in (1, FREE, 3 * FREE + 7, 5, 2 * FREE) if account.take(size)]
    for size in taken:
        account.give(size)

    assert budget.held == 0


def test_connections_share_a_budget() -> None:
    """What one holds another cannot have, until it is given back."""
    budget = Budget(LIMIT)
    first, second = Account(LIMIT, budget), Account(LIMIT, budget)

    assert first.take(LIMIT)
    assert not second.take(3 * FREE)
    first.give(LIMIT)
    assert second.take(3 * FREE)
