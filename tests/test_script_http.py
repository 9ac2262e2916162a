"""The flag `--script-http`, and the file that it reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mockserver.script_http import ScriptHttp, Stub, stubs_of
from tests.command_line import run


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stubs.json", '[{"url": "https://a.example", "body": {"b": 1}}, {"url": "*", "status": 404}]'),
        ("stubs.yaml", "- url: https://a.example\n  body: {b: 1}\n- {url: '*', status: 404}\n"),
    ],
)
def test_files_of_answers(tmp_path: Path, name: str, text: str) -> None:
    """JSON or YAML."""
    (tmp_path / name).write_text(text)
    stubs = (Stub(url="https://a.example", body={"b": 1}), Stub(url="*", status=404))
    assert ScriptHttp.of([f"stub={tmp_path / name}"]).stubs == stubs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[{}]", "url"),
        ('[{"url": ""}]', "$[0].url: it is empty"),
        ('[{"url": "*"}, {"url": "*", "status": 99}]', "$[1].status: 99 is no status of HTTP"),
        ('[{"url": "*", "delay": 60001}]', "$[0].delay"),
        ('[{"url": "*", "headers": {}}]', "headers"),
        ("[", "truncated"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    """The file and the field are named."""
    path = tmp_path / "stubs.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"stubs\.json") as raised:
        stubs_of(path)
    assert said in str(raised.value)


def test_the_flag_is_refused_at_the_start(tmp_path: Path) -> None:
    """Exit code 2, and one line."""
    for value, said in [("on", "none of allow=HOST"), (f"stub={tmp_path / 'none.json'}", "none.json")]:
        done = run("serve", "--port", "0", "--script-http", value)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


def test_the_published_form() -> None:
    """docs/script-stubs.schema.json is the form of the file."""
    published = json.loads(Path("docs/script-stubs.schema.json").read_text())
    stub = published["$defs"]["Stub"]
    assert list(stub["properties"]) == list(Stub.__struct_fields__)
    assert (stub["required"], stub["additionalProperties"]) == (["url"], False)
