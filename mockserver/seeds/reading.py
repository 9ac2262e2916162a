"""From a state file to a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from mockserver.seeds.json_portions import read_json
from mockserver.seeds.model import Action, Organisation, Seed
from mockserver.seeds.problems import Place, SeedError, Source, Unusable
from mockserver.seeds.text import Lines, read_text
from mockserver.seeds.typing_errors import convert


@dataclass(frozen=True, slots=True)
class Document:
    """A seed and where it came from. Its scripts are all inline."""

    seed: Seed
    source: Source = field(default_factory=Source)


def load(path: Path) -> Document:
    """Read a state file, YAML or JSON, and the script files that it names, relative to itself.

    Raises: SeedError.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise SeedError(f"{path}: cannot be read: {error.strerror}; check the path of the state file") from error
    except UnicodeDecodeError as error:
        raise SeedError(f"{path}: not UTF-8; save it as UTF-8 text") from error
    return _document(text, str(path), path)


def loads(text: str, name: str = "state") -> Document:
    """Read the text of a state file, which cannot name script files.

    Raises: SeedError.
    """
    return _document(text, name, None)


def load_written(data: bytes, name: str) -> Document:
    """Read JSON that the server wrote itself, whose lines nobody looks for: to find them takes longer than all else.

    Raises: SeedError.
    """
    try:
        return Document(convert(read_json(data)), Source(name))
    except Unusable as problem:
        raise Source(name).error(problem) from problem
    except (msgspec.DecodeError, RecursionError) as error:
        raise SeedError(f"{name}: cannot be read: {error}") from error


def _document(text: str, name: str, path: Path | None) -> Document:
    lines: Lines = {}
    files = [path] if path else []
    try:
        values = read_text(text, name, lines)
        seed = convert(values)
        organisations = tuple(
            _with_scripts(organisation, ("organisations", index), path.parent if path else None, files)
            for index, organisation in enumerate(seed.organisations)
        )
    except Unusable as problem:
        raise Source(name, lines, tuple(files)).error(problem) from problem
    except RecursionError as error:
        raise SeedError(f"{name}: nested too deeply; a state file has some ten levels", tuple(files)) from error
    return Document(msgspec.structs.replace(seed, organisations=organisations), Source(name, lines, tuple(files)))


def _with_scripts(organisation: Organisation, place: Place, folder: Path | None, files: list[Path]) -> Organisation:
    actions = tuple(
        _with_script(action, (*place, "actions", index), folder, files)
        for index, action in enumerate(organisation.actions)
    )
    return msgspec.structs.replace(organisation, actions=actions)


def _with_script(action: Action, place: Place, folder: Path | None, files: list[Path]) -> Action:
    if (action.script is None) == (action.script_file is None):
        raise Unusable(place, "needs either script or script_file", "give one of the two")
    if action.script_file is None:
        return action
    at = (*place, "script_file")
    if folder is None:
        raise Unusable(at, "this text has no folder to find files in", "write the script inline, under script")
    file = folder / action.script_file
    files.append(file)
    try:
        # As bytes, so that line ends stay what they are.
        script = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise Unusable(at, f"cannot read {file}: {error.strerror}", "paths are relative to the state file") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise Unusable(at, f"cannot read {file}: {error}", "save it as UTF-8 text") from error
    return msgspec.structs.replace(action, script=script, script_file=None)
