"""Which methods are modelled: those that the document has an operation of."""

from __future__ import annotations

import functools
from pathlib import Path

from mockserver.spec.document import spec_path
from mockserver.spec.tree import read_tree


def modelled_in(entry: Path) -> frozenset[str]:
    """The methods of an entry file's operations, as `package.Service/Method`.

    Raises: OSError, yaml.YAMLError, DanglingReference.
    """
    items = read_tree(entry)["paths"].values()
    return frozenset(rpc for item in items for operation in item.values() if (rpc := operation.get("x-rpc")))


@functools.cache
def modelled() -> frozenset[str]:
    """Those that are served. Raises: as `modelled_in` does."""
    return modelled_in(spec_path())
