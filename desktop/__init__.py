"""督阅 Duyue: an offline review desk for education-supervision inspectors."""

import os

__version__ = "0.1.0"

# pydantic would look through every installed package for plugins at its first model: time at each start, and other
# people's code in ours.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
