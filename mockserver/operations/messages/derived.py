"""The modules of messages, as they follow from the surface and from what the document models."""

from __future__ import annotations

from pathlib import Path

from mockserver.spec.document import spec_path
from mockserver.spec.reading import read_with_connexion
from mockserver.surface.library import surface
from mockserver.surface.python import modules

_FOLDER = Path(__file__).parent
_MODULES = "zitadel_*.py"


def derived() -> dict[str, str]:
    """The text of each module, by the name of its file.

    Raises: BadSpec, OSError; KeyError where the document names a method that the surface has not.
    """
    # Functions of new operations import their messages, so none is looked for before there are any.
    operations = read_with_connexion(spec_path(), lambda _: object).operations
    rpcs = [operation.definition["x-rpc"] for operation in operations if "x-rpc" in operation.definition]
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
