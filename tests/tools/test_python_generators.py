"""Generators of Python: what they make of openapi.yaml is imported, and calls the server or reads what it answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from contracts.target import Target
from tests.clients.pypi import python_of
from tests.server import Api
from tests.tools.calling import call
from tests.tools.folders import PROGRAMS, PYTHON, document_file, python_module, run

pytestmark = pytest.mark.tools
READ = """
import json, sys
from made import GetFlowResponse
flow = GetFlowResponse.model_validate_json(sys.argv[1]).flow
print(json.dumps([action.id for row in flow.triggerActions for action in row.actions]))
"""


def test_openapi_python_client(server: Target, api: Api, tmp_path: Path) -> None:
    """openapi-python-client makes a client without a warning that something is left out."""
    command = [*python_module("openapi_python_client"), "generate", "--path", str(document_file()), "--meta", "none"]
    output = run([*command, "--output-path", str(tmp_path / "made")], tmp_path)

    assert "warning" not in output.lower(), output
    program = shutil.copy(PROGRAMS / "openapi_python_client.py", tmp_path)
    call([str(python_of(PYTHON)), program], server, api)


def test_datamodel_code_generator(api: Api, tmp_path: Path) -> None:
    """datamodel-code-generator makes models of pydantic, which read an answer of the server."""
    command = [
        *python_module("datamodel_code_generator"),
        "--input",
        str(document_file()),
        "--input-file-type",
        "openapi",
    ]
    command += ["--output", str(tmp_path / "made"), "--output-model-type", "pydantic_v2.BaseModel"]
    run([*command, "--formatters", "black"], tmp_path)
    action = api.new_action()
    api.set_trigger([action])
    answer = api.done("GET", "/management/v1/flows/1")

    output = run([str(python_of(PYTHON)), "-c", READ, json.dumps(answer)], tmp_path)

    assert json.loads(output) == [action]
