"""The windows of checklists: shelf, editor, import, editions, explanation, inspection, comments."""
