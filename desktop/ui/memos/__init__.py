"""旁注: memos written, changed and listed."""
