"""The server inside the process of a test: `with ZitadelMock() as mock:`; fixtures for pytest are in `plugin.py`."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.testing.action_run import ActionRun
    from mockserver.testing.delivered import HookCall, SentDelivery
    from mockserver.testing.mock import ZitadelMock
    from mockserver.testing.recorded import RecordedRequest

__all__ = ["ActionRun", "HookCall", "RecordedRequest", "SentDelivery", "ZitadelMock"]

_MODULES = {
    "ActionRun": "mockserver.testing.action_run",
    "HookCall": "mockserver.testing.delivered",
    "RecordedRequest": "mockserver.testing.recorded",
    "SentDelivery": "mockserver.testing.delivered",
    "ZitadelMock": "mockserver.testing.mock",
}


def __getattr__(name: str) -> Any:
    """Import a class when it is first asked for: pytest imports this package in every run, used or not."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_MODULES[name]), name)
