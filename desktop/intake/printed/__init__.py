"""What stands on printed pages becomes running text again: lines, columns, tables, paragraphs over page ends."""
