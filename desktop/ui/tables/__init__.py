"""The tables at the right: figures, problems beside measures, findings with their working."""
