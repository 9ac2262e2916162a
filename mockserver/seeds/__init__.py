"""State files: what an instance starts with, and what it exports.

`load` a file, `apply` it to an instance, `export` an instance, and write the result with `dumps`.
"""

from mockserver.seeds.aside import aside
from mockserver.seeds.building import apply, build, start, successor
from mockserver.seeds.exporting import dumps, export, export_state
from mockserver.seeds.model import Seed
from mockserver.seeds.problems import SeedError
from mockserver.seeds.reading import Document, load, loads
from mockserver.seeds.watching import Watch

__all__ = [
    "Document",
    "Seed",
    "SeedError",
    "Watch",
    "apply",
    "aside",
    "build",
    "dumps",
    "export",
    "export_state",
    "load",
    "loads",
    "start",
    "successor",
]
