"""Ask a database: SQLite's values come typed by their columns, which the type checker cannot know."""

from collections.abc import Sequence
from typing import Any

import apsw


def select(db: apsw.Connection, query: str, values: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
    """Give all rows of an answer."""
    return db.execute(query, values).fetchall()
