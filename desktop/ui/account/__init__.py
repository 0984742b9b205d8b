"""计分过程与试算: the panel beside the desk that says how the total comes about, what was lost and what would be."""
