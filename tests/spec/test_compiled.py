"""The spec as the server keeps it between starts."""

import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mockserver.spec import compiled
from mockserver.spec.compiled import BadSpec, compiled_spec
from mockserver.spec.document import spec_path
from mockserver.wire.api import function_of


@pytest.fixture(autouse=True)
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache's entries, which is not the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "zitadel-mock" / "spec"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document with its first operations only, which is read in a twentieth of the time."""
    folder = tmp_path_factory.mktemp("document")
    shutil.copytree(spec_path().with_name("openapi"), folder / "openapi")
    whole = yaml.safe_load(spec_path().read_text("utf-8"))
    few = dict(itertools.islice(whole["paths"].items(), 3))
    (folder / "openapi.yaml").write_text(yaml.safe_dump(whole | {"paths": few}, sort_keys=False), "utf-8")
    return folder / "openapi.yaml"


def unread(_: str) -> object:
    """Stands for the functions where the document must not be read."""
    raise AssertionError("the document was read anew")


def test_the_cache_says_what_the_document_says(entries: Path) -> None:
    """What is read from the cache equals what Connexion read from the document."""
    read = compiled_spec(spec_path(), function_of)
    assert len(list(entries.iterdir())) == 1
    assert compiled_spec(spec_path(), unread) == read


def test_a_changed_document_is_read_anew(document: Path, tmp_path: Path) -> None:
    """An edit of the document counts at the next start."""
    before = compiled_spec(document, function_of)
    changed = tmp_path / "openapi.yaml"
    shutil.copytree(document.with_name("openapi"), tmp_path / "openapi")
    content = yaml.safe_load(document.read_text("utf-8"))
    content["x-flow-types"][3]["triggers"] = ["5", "6"]
    changed.write_text(yaml.safe_dump(content), "utf-8")
    after = compiled_spec(changed, function_of)
    assert after.operations == before.operations
    assert after.extensions["x-flow-types"][3]["triggers"] == ["5", "6"]


def test_a_change_of_a_file_that_it_refers_to_counts(document: Path, tmp_path: Path) -> None:
    """The document is all of its files."""
    shutil.copytree(document.parent, tmp_path / "changed")
    changed, flows = tmp_path / "changed" / "openapi.yaml", tmp_path / "changed" / "openapi" / "flows.yaml"
    before = compiled_spec(changed, function_of)

    flows.write_text(flows.read_text("utf-8").replace("x-errors: [COMMAND-Dfhj5, ", "x-errors: [", 1), "utf-8")
    after = compiled_spec(changed, function_of)

    assert len(before.operations[0].definition["x-errors"]) == len(after.operations[0].definition["x-errors"]) + 1


def test_other_code_reads_the_document_anew(
    document: Path, entries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two versions of the code that reads have an entry each, and neither takes the other's."""
    read = compiled_spec(document, function_of)
    for name in compiled.READING:
        text = Path(compiled.__file__).parent.joinpath(name).read_text("utf-8")
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{text}# another version\n" if name == "reading.py" else text, "utf-8")
    with monkeypatch.context() as other:
        other.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
        assert compiled_spec(document, function_of) == read
        assert len(list(entries.iterdir())) == 2
        assert compiled_spec(document, unread) == read
    assert compiled_spec(document, unread) == read


def test_without_the_text_of_its_code_nothing_is_kept(
    document: Path, entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code in an archive has no text to make a key of, and serves all the same."""
    monkeypatch.setattr(compiled, "__file__", "/nowhere/compiled.py")
    assert compiled_spec(document, function_of).operations
    assert not entries.exists()


def cut_off(entry: Path) -> None:
    """As after a full disk."""
    entry.write_bytes(entry.read_bytes()[:100])


def other_content(entry: Path) -> None:
    """A value that could be read, and that is not what was kept."""
    entry.write_bytes(entry.read_bytes().partition(b",")[0] + b',"extensions":{},"operations":[]}')


def every_permission_open(entry: Path) -> None:
    """What would let anybody in."""
    entry.write_bytes(entry.read_bytes().replace(b'"org.action.write"', b'"authenticated"'))


def empty_folder(entry: Path) -> None:
    """A folder in the file's place."""
    entry.unlink()
    entry.mkdir()


def named_pipe(entry: Path) -> None:
    """What waits for ever for whoever reads it."""
    entry.unlink()
    os.mkfifo(entry)


def dangling_link(entry: Path) -> None:
    """A link to nothing, where nothing may be made."""
    entry.unlink()
    entry.symlink_to(entry.parent.parent / "target")


def link_to_a_copy(entry: Path) -> None:
    """A link is not followed, wherever it leads."""
    entry.symlink_to(entry.rename(entry.parent.parent / "copy"))


def writable_by_all(entry: Path) -> None:
    """What others may have written."""
    entry.chmod(0o666)


@pytest.mark.parametrize(
    "damage",
    [
        cut_off,
        other_content,
        every_permission_open,
        empty_folder,
        named_pipe,
        dangling_link,
        link_to_a_copy,
        writable_by_all,
    ],
)
def test_a_bad_entry_is_read_over_and_repaired(damage: Callable[[Path], None], document: Path, entries: Path) -> None:
    """Whatever stands in an entry's place, the document counts, the entry is made again, and nothing else is left."""
    read = compiled_spec(document, function_of)
    (entry,) = entries.iterdir()
    good = entry.read_bytes()
    damage(entry)

    assert compiled_spec(document, function_of) == read
    assert compiled_spec(document, unread) == read
    assert [path.name for path in entries.iterdir()] == [entry.name]
    assert entry.is_file()
    assert not entry.is_symlink()
    assert entry.read_bytes() == good
    assert not (entries.parent / "target").exists()


def test_what_cannot_be_repaired_is_left(document: Path, entries: Path) -> None:
    """A folder with something in it stays as it is; the server does without the entry and leaves no other file."""
    read = compiled_spec(document, function_of)
    (entry,) = entries.iterdir()
    entry.unlink()
    (entry / "something").mkdir(parents=True)

    assert compiled_spec(document, function_of) == read
    assert [path.name for path in entries.iterdir()] == [entry.name]


def test_a_cache_that_cannot_be_written_is_done_without(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place to keep it the spec is read at each start."""
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert compiled_spec(document, function_of).operations


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {operationId: Nope}}}", "responses"),
        (
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n"
            "paths: {/a: {get: {operationId: Nope, responses: {'200': {description: d}}}}}",
            "no function serves operationId 'Nope'",
        ),
        ("a: [", "expected"),
        ("openapi: 3.0.3\npaths: {/a: {$ref: 'b.yaml#/A'}}", "b.yaml#/A leads nowhere"),
    ],
)
def test_a_bad_spec_is_named(text: str, part: str, tmp_path: Path) -> None:
    """What is wrong with the document stands in the error, an operationId that nothing serves included."""
    path = tmp_path / "openapi.yaml"
    path.write_text(text)
    with pytest.raises(BadSpec, match=part):
        compiled_spec(path, function_of)
