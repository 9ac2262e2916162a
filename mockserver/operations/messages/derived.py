"""The modules of messages, as they follow from the surface and from the operations that are written down."""

from __future__ import annotations

from pathlib import Path

from mockserver.spec.document import spec_path
from mockserver.spec.tree import authored_operations
from mockserver.surface.library import surface
from mockserver.surface.python import modules

_FOLDER = Path(__file__).parent
_MODULES = "zitadel_*.py"


def derived() -> dict[str, str]:
    """The text of each module, by the name of its file.

    Raises: OSError, yaml.YAMLError; KeyError where the document names a method that the surface has not.
    """
    rpcs = [operation["x-rpc"] for _, operation in authored_operations(spec_path())]
    return {f"{name}.py": text for name, text in modules(surface(), rpcs).items()}


def written() -> dict[str, str]:
    """The modules as they are: the text of each, by the name of its file. Raises: OSError."""
    return {file.name: file.read_text("utf-8") for file in sorted(_FOLDER.glob(_MODULES))}


def write() -> None:
    """Make the modules anew, and remove those that nothing needs any more.

    Raises: what `derived` raises.
    """
    wanted = derived()
    for name in written().keys() - wanted.keys():
        (_FOLDER / name).unlink()
    for name, text in wanted.items():
        (_FOLDER / name).write_text(text, "utf-8")
