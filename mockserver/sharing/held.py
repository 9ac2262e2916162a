"""What logins hold beside the state, shared as well: a login that one replica began, another one ends."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import msgspec

from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.access.oauth.codes import IssuedCode
from mockserver.access.oauth.devices import Device
from mockserver.access.oauth.refresh import Refresh
from mockserver.access.oauth.sessions import Session
from mockserver.access.oauth.signing import SigningKey
from mockserver.access.oauth.state import OAuthState
from mockserver.access.saml.keys import SamlKey, SamlState
from mockserver.domain.values import field_names
from mockserver.logins.attempts import Attempt, Attempts
from mockserver.logins.pretending import Asked, Pretended
from mockserver.sharing.changes import Change, ChangeKind, Changes
from mockserver.sharing.event_text import encoded

V = TypeVar("V")
_SIGNING_KEY = "signing_key"


class Held(NamedTuple):
    """A dictionary of a part of an instance.

    Attributes:
        path: the attributes that lead to it.
        value: the type of its values.
        mutable: whether values are changed in place, rather than replaced.
    """

    part: type
    path: tuple[str, ...]
    value: Any
    mutable: bool = False


HELD: Mapping[str, Held] = {
    "codes": Held(OAuthState, ("codes", "_issued"), IssuedCode),
    "refresh_tokens": Held(OAuthState, ("refresh_tokens", "_issued"), Refresh),
    "spent_refresh_tokens": Held(OAuthState, ("refresh_tokens", "_spent"), Refresh),
    "browsers": Held(OAuthState, ("sessions", "_begun"), Session),
    "requests": Held(OAuthState, ("requests", "_held"), AuthRequest),
    "devices": Held(OAuthState, ("devices", "_waiting"), Device),
    "attempts": Held(Attempts, ("_held",), Attempt, mutable=True),
    "pretended_codes": Held(Pretended, ("codes",), tuple[Asked, Mapping[str, Any]]),
    "pretended_users": Held(Pretended, ("users",), Mapping[str, Any]),
}
"""By the name under which it is written. Which access tokens expire next is not among them: each replica forgets those
that it issued."""


class _Written(msgspec.Struct, frozen=True):
    name: str
    key: str
    value: msgspec.Raw
    """null where there is none any more."""


class SharedDict(dict[str, V]):
    """A dictionary of which each change is told.

    Attributes:
        seen: what was last told of values that are changed in place.
    """

    def __init__(self, name: str, changes: Changes, *, mutable: bool) -> None:
        super().__init__()
        self._name, self._changes, self._mutable = name, changes, mutable
        self.seen: dict[str, bytes] = {}

    def __setitem__(self, key: str, value: V) -> None:
        self._touch(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self._touch(key)
        super().__delitem__(key)

    def pop(self, key: str, *default: Any) -> Any:
        """As of any dictionary."""
        if key in self:
            self._touch(key)
        return super().pop(key, *default)

    def get(self, key: str, default: Any = None) -> Any:
        """As of any dictionary; who has the turn may change what is found."""
        if self._mutable and self._changes.open and key in self:
            self._touch(key)
        return super().get(key, default)

    def take(self, key: str, text: bytes, value: V | None) -> None:
        """Take over what another replica did."""
        if value is None:
            super().pop(key, None)
            self.seen.pop(key, None)
            return
        before = super().get(key)
        if self._mutable:
            self.seen[key] = text
        if self._mutable and before is not None:
            # Somebody may be about to go on with the one that is there.
            kind: Any = type(value)
            for name in field_names(kind):
                setattr(before, name, getattr(value, name))
        else:
            super().__setitem__(key, value)

    def _touch(self, key: str) -> None:
        self._changes.require_turn()
        note = self._changes.found if self._mutable else self._changes.touched
        note((self._name, key), functools.partial(self._change, key))

    def _change(self, key: str) -> Change | None:
        value = super().get(key)
        text = b"null" if value is None else encoded(value)
        if self._mutable:
            if self.seen.get(key) == text:
                return None
            self.seen[key] = text
            if value is None:
                del self.seen[key]
        return Change(ChangeKind.HELD, encoded(_Written(self._name, key, msgspec.Raw(text))))


class SharedOAuthState(OAuthState):
    """One whose signing key is told when it is made."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes

    @functools.cached_property
    def signing_key(self) -> SigningKey:
        """The key of all replicas, made by the one that first needs it."""
        self._changes.require_turn()
        made = SigningKey()
        self._changes.touched(_SIGNING_KEY, lambda: Change(ChangeKind.KEY, encoded(made.private_pem().decode("ascii"))))
        return made


class SharedSamlState(SamlState):
    """One whose key is told when it is made."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes

    def keep(self, key: SamlKey) -> None:
        """Sign with a key from now on, as all replicas do."""
        self._changes.require_turn()
        super().keep(key)
        text = encoded([key.private.decode("ascii"), key.certificate.decode("ascii")])
        self._changes.touched(ChangeKind.SAML_KEY, lambda: Change(ChangeKind.SAML_KEY, text))

    def take(self, text: bytes) -> None:
        """Take over the key that another replica made."""
        private, certificate = msgspec.json.decode(text, type=tuple[str, str])
        super().keep(SamlKey(private.encode("ascii"), certificate.encode("ascii")))


PARTS: Mapping[type, Callable[[Changes], object]] = {
    OAuthState: SharedOAuthState,
    SamlState: SharedSamlState,
    Attempts: lambda _: Attempts(),
    Pretended: lambda _: Pretended(),
}
"""What makes each part of an instance that can be shared."""


class NotShared(TypeError):
    """A part of an instance would be each replica's own, and so their answers would differ."""


def shared_part(kind: type, changes: Changes) -> object:
    """A part of an instance, all of whose changes are told.

    Raises: NotShared.
    """
    make = PARTS.get(kind)
    if make is None:
        raise NotShared(f"{kind.__name__} is none of the parts that servers share")
    part = make(changes)
    for name, held in HELD.items():
        if held.part is kind:
            *way, last = held.path
            setattr(functools.reduce(getattr, way, part), last, SharedDict(name, changes, mutable=held.mutable))
    return part


def take_held(text: bytes, part: Callable[[type], object]) -> None:
    """Take over what another replica did to something that logins hold.

    Args:
        part: gives the instance's part of a class.

    Raises: msgspec.DecodeError, KeyError: it is none of this version's.
    """
    written = _WRITTEN.decode(text)
    held = HELD[written.name]
    value = bytes(written.value)
    shared: Any = part(held.part)
    for name in held.path:
        shared = getattr(shared, name)
    shared.take(written.key, value, None if value == b"null" else reader_of(written.name).decode(value))


def take_key(text: bytes, oauth: OAuthState) -> None:
    """Take over the signing key that another replica made."""
    oauth.__dict__[_SIGNING_KEY] = SigningKey(msgspec.json.decode(text, type=str).encode("ascii"))


_WRITTEN = msgspec.json.Decoder(_Written)


@functools.cache
def reader_of(name: str) -> msgspec.json.Decoder[Any]:
    """What reads the values of something that logins hold."""
    return msgspec.json.Decoder(HELD[name].value)
