"""The spec as the server keeps it between starts."""

from pathlib import Path

import pytest

from mockserver.spec.compiled import BadSpec, compiled_spec
from mockserver.spec.document import cache_folder, spec_path
from mockserver.wire.api import function_of


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep these tests out of the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_cache_says_what_the_document_says() -> None:
    """What is read from the cache equals what Connexion read from the document."""
    read = compiled_spec(spec_path(), function_of)
    kept = list((cache_folder() / "spec").iterdir())
    assert len(kept) == 1
    assert compiled_spec(spec_path(), function_of) == read


def test_a_changed_document_is_read_anew(tmp_path: Path) -> None:
    """An edit of the document counts at the next start."""
    before = compiled_spec(spec_path(), function_of)
    changed = tmp_path / "openapi.yaml"
    changed.write_text(spec_path().read_text("utf-8").replace('triggers: ["6"]', 'triggers: ["5", "6"]'), "utf-8")
    after = compiled_spec(changed, function_of)
    assert after.operations == before.operations
    assert after.extensions["x-flow-types"][3]["triggers"] == ["5", "6"]


def test_a_broken_cache_is_read_over() -> None:
    """A file that was cut off does not keep the server from starting."""
    read = compiled_spec(spec_path(), function_of)
    (kept,) = (cache_folder() / "spec").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert compiled_spec(spec_path(), function_of) == read


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place to keep it the spec is read at each start."""
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert compiled_spec(spec_path(), function_of).operations


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
    ],
)
def test_a_bad_spec_is_named(text: str, part: str, tmp_path: Path) -> None:
    """What is wrong with the document stands in the error, an operationId that nothing serves included."""
    path = tmp_path / "openapi.yaml"
    path.write_text(text)
    with pytest.raises(BadSpec, match=part):
        compiled_spec(path, function_of)
