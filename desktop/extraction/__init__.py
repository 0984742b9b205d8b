"""Floor of extraction."""
