"""Floor of intake."""
