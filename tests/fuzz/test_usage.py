"""What cannot be run is said in a line, with exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.fuzz.options import PHASES
from contracts.target import Target
from tests.command_line import run, run_against


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (
            ("--phases", "guessing"),
            f"--phases takes some of {','.join(PHASES)}, not guessing",
        ),
        (("--max-time", "soon"), "'--max-time': 'soon' is no span"),
        (("--base-url", "http://127.0.0.1:9"), "--base-url needs --admin-pat"),
        (("--base-url", "ftp://127.0.0.1", "--admin-pat", "x"), "--base-url must be http:// or https://"),
        (("--base-url", "http://127.0.0.1:9", "--admin-pat", "not-printed"), "the server does not answer"),
    ],
)
def test_wrong_flags(flags: tuple[str, ...], said: str) -> None:
    """One line that names what is wrong, without the token."""
    ended = run("fuzz", *flags)
    assert ended.returncode == 2
    assert said in ended.stderr.splitlines()[-1]
    assert "not-printed" not in ended.stdout + ended.stderr


def test_wrong_token(own_target: Target) -> None:
    """A token that the server does not know is told apart from findings."""
    ended = run_against(Target(own_target.base_url, "another-token"), "fuzz")
    assert ended.returncode == 2
    assert "AUTH-7fs1e" in ended.stderr


@pytest.mark.parametrize("missing", ["schemathesis", "hypothesis"])
def test_without_the_extra(tmp_path: Path, missing: str) -> None:
    """Without its packages, the command says in one line how to get them."""
    (tmp_path / f"{missing}.py").write_text(f"raise ModuleNotFoundError(name={missing!r})\n", "utf-8")
    ended = run("fuzz", PYTHONPATH=str(tmp_path))
    assert ended.returncode == 2
    assert ended.stderr == "zitadel-mock: fuzz needs more packages: pip install 'zitadel-mock[fuzz]'\n"
