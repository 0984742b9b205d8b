"""Floor 3: case files, settings, the recent list and the checklist shelf; the only room that knows SQLite."""
