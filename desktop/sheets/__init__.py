"""Floor of sheets."""
