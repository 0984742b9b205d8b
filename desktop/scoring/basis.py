"""What suggestions and hints both rest on: the sentences of a report and its figures, read once for all items."""

from dataclasses import dataclass
from typing import Self

from desktop.lexicon import Lexicon
from desktop.model.examination import Examination
from desktop.scoring.areas import Areas
from desktop.scoring.figures import Figures, figures
from desktop.scoring.passages import Passage, passages


@dataclass(frozen=True, slots=True)
class Basis:
    """The sentences of one report's body, whose figures it tells, and these figures by their indicators."""

    body: tuple[Passage, ...]
    areas: Areas
    figures: Figures

    @classmethod
    def of(cls, examination: Examination, lexicon: Lexicon) -> Self:
        """Read a report's sentences and figures."""
        body, areas = passages(examination, lexicon), Areas(examination)
        return cls(body, areas, figures(examination, body, lexicon, areas))
