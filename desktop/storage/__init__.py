"""Floor of storage."""
