"""Write what can be computed again into the cache folder."""

import contextlib
import os
from pathlib import Path


def keep(path: Path, data: bytes) -> None:
    """Write a cache file in one step; a folder that cannot be written costs time and nothing else."""
    fresh = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
