"""Floor 2: what to tell an author apart from every contradiction. Doors: ``defects``, ``cues`` and ``unusual``.

Advice is quiet: a fault is told only where the wording leaves no doubt of it, and what a whole report does without
(deadlines, say) is told once, not of every sentence.
"""

from desktop.advice.book import cues, defects
from desktop.advice.sizes import unusual

__all__ = ["cues", "defects", "unusual"]
