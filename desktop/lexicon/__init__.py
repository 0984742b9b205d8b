"""Floor of lexicon."""
