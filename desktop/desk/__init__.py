"""Floor of desk."""
