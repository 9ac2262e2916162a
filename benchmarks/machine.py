"""The facts of the machine that results depend on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from pathlib import Path

PACKAGES = ("zitadel-mock", "uvicorn", "uvloop", "httptools", "msgspec", "jsonschema-rs", "connexion", "h2", "protobuf")


def facts() -> dict[str, str]:
    """Processor, cores, memory, kernel and versions, each by name."""
    return {
        "cpu": cpu_model(Path("/proc/cpuinfo").read_text("utf-8")),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "kernel": platform.release(),
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in PACKAGES},
    }


def cpu_model(cpuinfo: str) -> str:
    """The processor's name from /proc/cpuinfo; the architecture where it has none, as on ARM."""
    found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    return found[1].strip() if found else platform.machine()
