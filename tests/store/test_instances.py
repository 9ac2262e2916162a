"""Which instances are kept, and which go where there are too many."""

from __future__ import annotations

import pytest

from mockserver.domain.organisations import deactivate_organisation
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from mockserver.store.hosts import MAX_LENGTH, BadHost, name_of, require_usable
from mockserver.store.instance import Instance
from mockserver.store.instances import IDLE_S, Instances, TooManyInstances, UnknownInstance


class Clock:
    """Moves by a nanosecond whenever it is looked at."""

    def __init__(self) -> None:
        self.now_ns = 1

    def __call__(self) -> int:
        self.now_ns += 1
        return self.now_ns

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass."""
        self.now_ns += int(seconds * 1_000_000_000)


def instances(clock: Clock, *, automatic: bool = True, most: int = 3) -> Instances:
    """The first one and room for more."""
    return Instances(
        first_instance(Settings()),
        lambda host: first_instance(Settings(external_domain=host)),
        automatic=automatic,
        max_instances=most,
        clock_ns=clock,
    )


def write(instance: Instance) -> None:
    """Any write."""
    state = instance.state
    instance.append(deactivate_organisation(state, state.organisations[state.default_organisation]))


def names(held: Instances) -> list[str]:
    """Hosts of all that are kept."""
    return [host for host, _ in held.hosts()]


@pytest.mark.parametrize(
    "host",
    ["", "localhost", "LocalHost:1", "0.0.0.0:80", "127.0.0.1", "127.0.0.2:8080", "127.255.255.254", "[::1]:80",
     "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.3]:80"],
)  # fmt: skip
def test_loopback_means_the_first(host: str) -> None:
    """Every name and address of this machine alone does, with a port or without."""
    held = instances(Clock())

    assert held.of(host) is held.first
    assert held.serving(host) is held.first
    assert len(held) == 1


@pytest.mark.parametrize("host", ["a.localhost", "127.0.0.1.test", "127.1", "127.0.0.256", "128.0.0.1", "[::2]"])
def test_other_hosts_mean_others(host: str) -> None:
    """What only looks like such an address is a host as any other."""
    held = instances(Clock())

    assert held.of(host) is not held.first


def test_a_visit_keeps_nothing() -> None:
    """However many hosts are asked for, none is kept, and each is the same one for a while."""
    held = instances(Clock())
    seen = [held.visiting(f"h{number}.test") for number in range(1_000)]

    assert names(held) == ["localhost"]
    assert held.visiting("H999.test:8080") is seen[-1]
    assert held.of("h999.test") is seen[-1]
    assert held.visiting("h0.test") is not seen[0]


def test_unused_ones_go_first() -> None:
    """Where there would be too many, the least recently used goes of those that nobody wrote to."""
    held = instances(Clock(), most=4)
    written, old, recent = (held.of(host) for host in ("written.test", "old.test", "recent.test"))
    write(written)
    old.used_ns = recent.used_ns - 1
    held.of("new.test")
    held.of("newer.test")

    assert names(held) == ["localhost", "written.test", "new.test", "newer.test"]


def test_written_ones_stay_until_they_are_idle() -> None:
    """They are not let go of while they are in use; then the least recently used one goes."""
    clock = Clock()
    held = instances(clock)
    for host in ("a.test", "b.test"):
        write(held.of(host))
    with pytest.raises(TooManyInstances, match="3 instances are held"):
        held.of("c.test")

    clock.pass_seconds(IDLE_S + 1)
    held.of("b.test").used_ns = clock()
    write(held.of("c.test"))
    assert names(held) == ["localhost", "b.test", "c.test"]
    with pytest.raises(TooManyInstances):
        held.of("d.test")


@pytest.mark.parametrize("wanted", ["followed", "changed"])
def test_what_somebody_relies_on_stays(wanted: str) -> None:
    """A followed journal and a change by the control API hold an instance as a write does."""
    held = instances(Clock(), most=2)
    instance = held.of("a.test")
    if wanted == "followed":
        instance.journal.listeners.append(lambda _: None)
    else:
        instance.change()

    with pytest.raises(TooManyInstances):
        held.of("b.test")


def test_removing() -> None:
    """The host's next request finds a fresh one; whoever follows the old one's journal is told that it ended."""
    held = instances(Clock())
    old = held.of("a.test:80")
    heard: list[object] = []
    old.journal.listeners.append(heard.append)

    assert held.remove("A.test")
    assert not held.remove("a.test")
    assert heard == [None]
    assert held.of("a.test:80") is not old


def test_replacing_is_seen_by_every_name() -> None:
    """No name leads to the old one any more; the journal is the same one, emptied."""
    held = instances(Clock())
    for host in ("localhost", "127.0.0.1:8080", "a.test", "A.TEST:1"):
        old = held.of(host)
        fresh = held.replace(host)
        assert fresh is not old
        assert held.of(host) is fresh
        assert fresh.journal is old.journal
    assert held.of("127.0.0.1") is held.of("localhost") is held.first


def test_fixed_instances() -> None:
    """Other hosts are served by none; for what is kept of them the first one stands in."""
    held = instances(Clock(), automatic=False)

    with pytest.raises(UnknownInstance):
        held.visiting("a.test")
    assert held.serving("a.test", visiting=True) is held.first


@pytest.mark.parametrize(
    "host", ["a.test", "A_b", "zitadel_mock", "x" * MAX_LENGTH, "[::1]:80", "[fe80::1%eth0]", "a.test.", "127.1"]
)
def test_names_of_hosts(host: str) -> None:
    """Names as networks and containers have them can have an instance."""
    require_usable(name_of(host))


@pytest.mark.parametrize(
    "host",
    [
        "x" * (MAX_LENGTH + 1),
        "x" * 20_000,
        "a b",
        "../x",
        "<b>",
        "a,b",
        "a.test:x",
        ":",
        "%00",
        "\xe9",
        "-a",
        "*.x",
        ".",
    ],
)
def test_what_is_no_name(host: str) -> None:
    """All else is refused in one line that does not repeat what is long, and what is kept goes to the first."""
    held = instances(Clock())

    with pytest.raises(BadHost) as refusal:
        held.of(host)
    assert len(str(refusal.value)) < 200
    assert str(refusal.value).isprintable()
    assert held.serving(host, visiting=True) is held.first
