"""Every modelled operation, as `zitadel-mock routes` lists them."""

from __future__ import annotations

from mockserver.unmodelled.described import operations
from website.reference.markdown import code, page, table


def operations_page() -> str:
    """The page."""
    rows = [(row.id, row.method, row.path, row.permission, row.rpc) for row in operations(unmodelled=False)]
    return page(
        "Operations",
        f"The {len(rows)} ways to reach a modelled operation, as `zitadel-mock routes` lists them.",
        "`authenticated` stands for any valid token. [What is modelled of ZITADEL](../operations.md) counts them by",
        "service, and",
        "`zitadel-mock routes --all` lists what [nobody modelled](../unmodelled.md) too.",
        "",
        *table(
            ("operation", "method", "path", "permission", "gRPC"),
            ((name, method, code(path), code(permission), code(rpc)) for name, method, path, permission, rpc in rows),
        ),
    )
