"""The compose file and the Helm chart are what their tools accept, and name what the server knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockserver.cli import cli
from tests.clients.missing import need_program

DEPLOY = Path(__file__).parents[2] / "deploy"
CHART = DEPLOY / "helm" / "zitadel-mock"


def _known() -> set[str]:
    """Environment variables of the command `serve`."""
    names = (option.envvar for option in cli.commands["serve"].params)
    return {str(name) for name in names if name}


def test_variables_are_known() -> None:
    """No file sets what nobody reads."""
    for file in (DEPLOY / "compose.yaml", CHART / "templates" / "all.yaml"):
        named = set(re.findall(r"\b(ZITADEL_[A-Z_]+)(?=[:,\s])", file.read_text("utf-8")))
        assert named
        assert named <= _known(), file


def test_compose() -> None:
    """It is YAML with the server in it, which waits for nothing else."""
    document = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert document["services"]["zitadel"]["environment"]["ZITADEL_MOCK_PERSIST"].startswith("/data/")


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [
        ([], {"Secret", "Service", "Deployment"}),
        (
            [
                "persistence.enabled=true",
                "state=organisations: []",
                "traces=http://o:4318",
                "env.ZITADEL_MOCK_LOG=json",
            ],
            {"Secret", "ConfigMap", "PersistentVolumeClaim", "Service", "Deployment"},
        ),
        (["existingSecret=mine"], {"Service", "Deployment"}),
        (["replicas=3", "store.enabled=true", "store.url=postgresql://db/mock"], {"Secret", "Service", "Deployment"}),
    ],
)
@pytest.mark.tools
def test_chart(settings: list[str], kinds: set[str]) -> None:
    """`helm template` accepts it, whatever is set, and `helm lint` finds nothing."""
    helm = need_program("helm")
    flags = [part for setting in settings for part in ("--set", setting)]
    subprocess.run([helm, "lint", str(CHART), *flags], check=True, capture_output=True)
    command = [helm, "template", "mock", str(CHART), *flags]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    documents: list[dict[str, Any]] = [document for document in yaml.safe_load_all(text) if document]
    assert {document["kind"] for document in documents} == kinds
    (deployment,) = (document for document in documents if document["kind"] == "Deployment")
    pod = deployment["spec"]["template"]["spec"]
    assert {mount["name"] for mount in pod["containers"][0]["volumeMounts"] or ()} == {
        volume["name"] for volume in pod["volumes"] or ()
    }
    assert pod["containers"][0]["securityContext"]["allowPrivilegeEscalation"] is False
    # Else Kubernetes sets variables by the names of services, such as ZITADEL_PORT=tcp://10.0.0.1:8080.
    assert pod["enableServiceLinks"] is False


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (["replicas=3"], "replicas share nothing"),
        (["store.enabled=true"], "store.url must not be empty"),
        (["store.enabled=true", "store.url=mysql://db/mock"], "store.url|/store/url"),
        (["store.enabled=true", "store.url=postgresql://db/mock", "persistence.enabled=true"], "exclude each other"),
        (["persistance.enabled=true"], "persistance"),
        (["service.port=http"], "service.port|/service/port"),
    ],
)
@pytest.mark.tools
def test_chart_refuses(settings: list[str], told: str) -> None:
    """What is misspelt or does not go together is not installed as if it were not there."""
    flags = [part for setting in settings for part in ("--set", setting)]
    command = [need_program("helm"), "template", "mock", str(CHART), *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert re.search(told, done.stderr)
