"""督阅 Duyue: an offline review desk for education-supervision inspectors."""

__version__ = "0.1.0"
