"""Floor of scoring."""
