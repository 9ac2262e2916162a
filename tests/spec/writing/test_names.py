"""What messages are called in the document."""

from __future__ import annotations

from mockserver.spec.writing.names import SchemaNames
from mockserver.surface import text
from mockserver.surface.library import Surface


def test_the_first_one_keeps_its_short_name() -> None:
    """Others of the same name have their area or, behind v1, their version before it, and both where that is taken."""
    packages = ("management.v1", "admin.v1", "v1", "org.v2", "user.v2", "org.v2beta", "resources.user.v3alpha")
    facts = Surface.of(
        "test", [text.read(f"zitadel.{name}", "message Thing\nmessage Thing.Part\n") for name in packages]
    )
    names = SchemaNames(facts)

    assert {name: names.of(f"zitadel.{name}.Thing") for name in packages} == {
        "management.v1": "Thing",
        "admin.v1": "AdminThing",
        "v1": "V1Thing",
        "org.v2": "V2Thing",
        "user.v2": "UserV2Thing",
        "org.v2beta": "V2betaThing",
        "resources.user.v3alpha": "V3alphaThing",
    }
    assert names.of("zitadel.admin.v1.Thing.Part") == "AdminThing.Part"
