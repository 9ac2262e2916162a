"""State files: what an instance starts with, and what it exports.

`load` a file, `apply` it to an instance, `export` an instance, and write the result with `dumps`.
"""

from mockserver.seeds.building import apply, build, start
from mockserver.seeds.exporting import dumps, export
from mockserver.seeds.model import Seed
from mockserver.seeds.problems import SeedError
from mockserver.seeds.reading import Document, load, loads
from mockserver.seeds.watching import Watch

__all__ = ["Document", "Seed", "SeedError", "Watch", "apply", "build", "dumps", "export", "load", "loads", "start"]
