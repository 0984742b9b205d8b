"""Floor of checking."""
