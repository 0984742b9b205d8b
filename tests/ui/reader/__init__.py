"""Floor of ui/reader."""
