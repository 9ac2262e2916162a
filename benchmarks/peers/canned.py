"""The one operation that peers answer, and what they answer."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

METHOD = "POST"
PATH = "/management/v1/flows/1/trigger/1"
CALL = "zitadel.management.v1.ManagementService/SetTriggerActions"
SPEC = Path(__file__).with_name("canned.yaml")
ANSWER = {
    "details": {
        "sequence": "12",
        "creationDate": "2025-12-24T10:00:00.123456Z",
        "resourceOwner": "353137443519365123",
    }
}


def wiremock_mapping() -> dict[str, Any]:
    """The answer as WireMock reads it."""
    response = {"status": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(ANSWER)}
    return {"request": {"method": METHOD, "urlPath": PATH}, "response": response}


def mockserver_expectations() -> list[dict[str, Any]]:
    """The answer as MockServer reads it."""
    response = {"statusCode": 200, "headers": {"Content-Type": ["application/json"]}, "body": json.dumps(ANSWER)}
    return [{"httpRequest": {"method": METHOD, "path": PATH}, "httpResponse": response}]


def wiremock_folder(folder: Path) -> Path:
    """A root folder for WireMock, made in `folder`."""
    root = Path(tempfile.mkdtemp(dir=folder))
    (root / "mappings").mkdir()
    (root / "mappings/canned.json").write_text(json.dumps(wiremock_mapping()), "utf-8")
    return root


def mockserver_file(folder: Path) -> Path:
    """A file of expectations for MockServer, made in `folder`."""
    file = folder / "expectations.json"
    file.write_text(json.dumps(mockserver_expectations()), "utf-8")
    return file
