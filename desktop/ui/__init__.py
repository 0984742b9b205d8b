"""Floor of ui."""
