"""What a server refuses to start with, as its state could not be what the others have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mockserver.cli import cli
from mockserver.settings import InstanceMode, Settings
from mockserver.sharing.starting import CannotShare, start
from tests.sharing.postgresql import Postgresql
from tests.sharing.replicas import TOKEN

_NOWHERE = "postgresql://127.0.0.1:1/none"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--store", "mysql://localhost/x", "--instances", "fixed"], "postgresql://USER:PASSWORD@HOST/DATABASE"),
        (["--store", _NOWHERE], "give --instances fixed"),
        (["--store", _NOWHERE, "--instances", "fixed", "--seed", "1"], "--store and --seed exclude each other"),
        (["--store", _NOWHERE, "--instances", "fixed", "--persist", "x.yaml"], "--store and --persist exclude"),
        (["--store", _NOWHERE, "--instances", "fixed", "--machine-key-path", "k"], "add one by the API"),
        (["--store", _NOWHERE, "--instances", "fixed"], "Connection refused"),
        (["--store-reads", "fresh"], "--store-reads needs --store"),
    ],
)
def test_what_cannot_be(options: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and what to do instead."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["serve", "--port", "0", *options])
    assert result.exit_code != 0
    assert told in result.stderr


def test_one_that_is_not_like_the_others(postgresql: Postgresql) -> None:
    """A server with another domain, or another token, does not join."""
    url = postgresql.new_schema()
    settings = Settings(store=url, instances=InstanceMode.FIXED, admin_pat=TOKEN)
    held = start(settings).instance.state
    assert start(settings).instance.state.id == held.id
    for unlike, told in (
        (replace(settings, admin_pat="another"), "--admin-pat is no token"),
        (replace(settings, external_domain="b.example"), "--external-domain localhost"),
    ):
        with pytest.raises(CannotShare, match=told):
            start(unlike)


def test_a_schema_that_is_not_there(postgresql: Postgresql) -> None:
    """It is told of, with the statement that makes it, which is all that is missing."""
    url = postgresql.new_schema()
    schema = url.rpartition("%3D")[2]
    elsewhere = url.removesuffix(schema) + f"{schema}_of_others"
    settings = Settings(store=elsewhere, instances=InstanceMode.FIXED, admin_pat=TOKEN)
    with pytest.raises(CannotShare, match="create schema") as refused:
        start(settings)
    with postgresql.connected() as connection:
        connection.execute(str(refused.value).rpartition(": ")[2])
    assert start(settings).instance.state.id
