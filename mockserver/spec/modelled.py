"""Which methods are modelled: those that the document has an operation of."""

from __future__ import annotations

import functools

from mockserver.spec.document import spec_path
from mockserver.spec.tree import read_tree


@functools.cache
def modelled() -> frozenset[str]:
    """Those that are served, as `package.Service/Method`.

    Raises: OSError, yaml.YAMLError, DanglingReference.
    """
    items = read_tree(spec_path())["paths"].values()
    return frozenset(rpc for item in items for operation in item.values() if (rpc := operation.get("x-rpc")))
