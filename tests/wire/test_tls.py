"""Certificates of our own making, where several servers start at once and where their folder is not as it should be."""

from __future__ import annotations

import multiprocessing
import os
import ssl
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from mockserver.wire.tls import MadeCertificate, self_signed

AT_ONCE = 8


def handshake(made: MadeCertificate, authority: Path) -> None:
    """Fail unless a client that trusts an authority accepts the certificate."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with made.files() as files:
        serving.load_cert_chain(files.chain, files.key)
    server_in, server_out, client_in, client_out = (ssl.MemoryBIO() for _ in range(4))
    trusting = ssl.create_default_context(cafile=str(authority))
    client = trusting.wrap_bio(client_in, client_out, server_hostname="localhost")
    server = serving.wrap_bio(server_in, server_out, server_side=True)
    done = 0
    for _ in range(10):
        for side, out, peer in ((client, client_out, server_in), (server, server_out, client_in)):
            try:
                side.do_handshake()
                done += 1
            except ssl.SSLWantReadError:
                pass
            peer.write(out.read())
        if done >= 2:
            return
    raise AssertionError("the handshake does not end")


def start(folder: Path, gate: Barrier, answers: Path) -> None:
    """What a server does at its start, once all are at the gate."""
    gate.wait(60)
    made = self_signed("mock.test", folder)
    handshake(made, folder / "ca.pem")
    (answers / str(os.getpid())).write_bytes(made.authority.read_bytes())


def start_all(folder: Path, tmp_path: Path) -> set[bytes]:
    """Start several at once, each in a process of its own; the authorities that they announced."""
    answers = tmp_path / "answers"
    answers.mkdir()
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(AT_ONCE)
    processes = [context.Process(target=start, args=(folder, gate, answers)) for _ in range(AT_ONCE)]
    try:
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
    finally:
        for process in processes:
            process.kill()
    assert [process.exitcode for process in processes] == [0] * AT_ONCE
    return {path.read_bytes() for path in answers.iterdir()}


def warm(folder: Path) -> None:
    """An authority is there."""
    self_signed("mock.test", folder)


def cold(_: Path) -> None:
    """Nothing is there."""


def another_key(folder: Path) -> None:
    """Key and certificate are each whole, and no pair."""
    warm(folder)
    key = (folder / "ca.key").read_bytes()
    (folder / "ca.pem").unlink()
    warm(folder)
    (folder / "ca.key").write_bytes(key)


def cut_off(folder: Path) -> None:
    """The certificate is not whole."""
    warm(folder)
    certificate = folder / "ca.pem"
    certificate.write_bytes(certificate.read_bytes()[:200])


def no_key(folder: Path) -> None:
    """The key is gone."""
    warm(folder)
    (folder / "ca.key").unlink()


def key_pipe(folder: Path) -> None:
    """A named pipe in place of the key."""
    no_key(folder)
    os.mkfifo(folder / "ca.key")


@pytest.mark.parametrize("before", [cold, warm, another_key, cut_off, no_key])
def test_starts_at_once_share_one_authority(before: Callable[[Path], None], tmp_path: Path) -> None:
    """All of them serve with the authority that they announce, which is one, and stays for a later start."""
    folder = tmp_path / "tls"
    before(folder)
    announced = start_all(folder, tmp_path)
    assert len(announced) == 1
    later = self_signed("mock.test", folder)
    assert {later.authority.read_bytes()} == announced
    handshake(later, folder / "ca.pem")


@pytest.mark.parametrize("damage", [another_key, cut_off, no_key, key_pipe])
def test_a_damaged_authority_is_replaced(damage: Callable[[Path], None], tmp_path: Path) -> None:
    """The next start mends what is there, and the one after it takes what was made."""
    damage(tmp_path / "tls")
    mended = self_signed("mock.test", tmp_path / "tls")
    handshake(mended, mended.authority)
    handshake(self_signed("mock.test", tmp_path / "tls"), mended.authority)
    assert mended.authority == tmp_path / "tls" / "ca.pem"


def test_a_sound_authority_is_kept(tmp_path: Path) -> None:
    """A client has to trust it only once; no key of a server is left on disk."""
    warm(tmp_path / "tls")
    before = {path.name: path.read_bytes() for path in (tmp_path / "tls").iterdir()}
    warm(tmp_path / "tls")
    assert {path.name: path.read_bytes() for path in (tmp_path / "tls").iterdir()} == before
    assert before.keys() == {"ca.pem", "ca.key"}


@pytest.mark.parametrize("named", [True, False])
def test_without_a_folder(named: bool, tmp_path: Path) -> None:
    """Where it cannot be kept, the authority is one of this process."""
    (tmp_path / "file").write_text("")
    made = self_signed("mock.test", tmp_path / "file" / "tls" if named else None)
    handshake(made, made.authority)
    assert tmp_path not in made.authority.parents
