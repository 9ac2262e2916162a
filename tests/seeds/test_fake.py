"""Made-up data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from mockserver.seeds import SeedError, start
from mockserver.seeds.fake import fake_seed
from mockserver.settings import Settings


@pytest.mark.parametrize(("count", "organisations"), [(1, 1), (25, 1), (26, 2), (1000, 20)])
def test_as_many_actions_as_asked_for(count: int, organisations: int) -> None:
    """The API's rules accept all of it; there are so many actions, users who may use them, people and projects."""
    state = start(Settings(fake=count)).state

    assert len(state.actions) == count
    assert len(state.organisations) == 1 + organisations
    assert len(state.users) == 1 + (3 + 4) * organisations
    assert len(state.projects) == organisations
    assert len(state.apps) == 2 * organisations
    assert {user.user_name for user in state.users if user.human and not user.human.password} == set()
    assert any(history.flows for history in state.organisation_histories.values())


def test_the_same_randomness_makes_up_the_same() -> None:
    """What is made up depends on nothing but the randomness."""
    one, same, other = (fake_seed(60, Random(seed)) for seed in (1, 1, 2))  # noqa: S311 (no secret)

    assert one == same != other


def test_a_clash_with_the_file(tmp_path: Path) -> None:
    """Where the file has taken what is made up, the message does not point into the file."""
    file = tmp_path / "seed.yaml"
    file.write_text("users: [{organisation: ZITADEL, user_name: u, name: U, tokens: [{token: fake-token-0}]}]")

    with pytest.raises(SeedError, match=r"^made-up data: users\[0\]\.tokens\[0\]\.token: is a token already"):
        start(Settings(state_file=file, fake=1))


def test_without_the_package() -> None:
    """Who has not installed the package is told how to."""
    blocked = "import sys; sys.modules['faker'] = None; from mockserver.cli import main; main()"
    command = [sys.executable, "-c", blocked, "serve", "--port", "0", "--fake", "1"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert result.returncode == 2
    assert result.stderr == 'zitadel-mock: --fake needs the package faker: pip install "zitadel-mock[fake]"\n'
