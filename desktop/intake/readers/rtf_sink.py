"""Gather what an RTF file says into paragraphs, cells and rows."""

from dataclasses import dataclass, field

from desktop.intake import limits, tables
from desktop.intake.body import Piece
from desktop.intake.counting import joined
from desktop.intake.tables import EdgedRow, by_edges, without_covered


@dataclass
class RowShape:
    """What is said of a row before its cells: where their edges stand, in twips, and how they are merged."""

    left: int = 0
    edges: list[int] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    _goes_on: bool = False
    _covered: bool = False

    def begin(self) -> None:
        """Forget the row before."""
        self.left, self.edges, self.goes_on, self.covered = 0, [], [], []
        self._goes_on = self._covered = False

    def begin_at(self, left: int) -> None:
        """Set the left edge of the first cell."""
        self.left = left

    def go_on(self) -> None:
        """Let the next cell go on from above."""
        self._goes_on = True

    def cover(self) -> None:
        """Let the next cell be merged into the one before it."""
        self._covered = True

    def edge(self, right: int) -> None:
        """Add a cell by its right edge."""
        self.edges.append(right)
        self.goes_on.append(self._goes_on)
        self.covered.append(self._covered)
        self._goes_on = self._covered = False

    def row(self, cells: list[str]) -> EdgedRow:
        """Make a row of cells; where there are others than were said, of no known edges."""
        while len(cells) > len(self.edges) > 0 and not cells[-1].strip():
            cells.pop()  # some programs end the cells behind a nested table twice
        edges = (self.left, *self.edges) if len(self.edges) == len(cells) else ()
        return without_covered(EdgedRow(cells, edges, tuple(self.goes_on)), self.covered)


@dataclass
class Sink:
    """Where text goes: the paragraph, cell and row that are being written, and what is done."""

    parts: list[str] = field(default_factory=list)
    mark: str = ""
    level: int | None = None
    in_table: bool = False
    contents: bool = False
    depth: int = 0
    lines: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    inner_lines: list[str] = field(default_factory=list)
    rows: list[EdgedRow] = field(default_factory=list)
    nested: list[EdgedRow] = field(default_factory=list)
    boxes: list[Piece] = field(default_factory=list)
    done: list[Piece] = field(default_factory=list)

    def take(self) -> str:
        """Give the paragraph that was being written, with its list mark, and begin the next."""
        words, mark = "".join(self.parts), self.mark
        self.parts, self.mark = [], ""
        # A sign beyond the first plane is written as two halves.
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")
        return joined((mark, "tab"), words.strip()) if mark else words

    def end_cell(self, *, inner: bool) -> None:
        """End a cell of the table, or of one that is nested in it; raises ``TooMuch``."""
        lines = self.inner_lines if inner else self.lines
        cells = self.inner if inner else self.cells
        cells.append("\n".join((*lines, self.take())))
        limits.check(across=len(cells))
        lines.clear()

    def end_row(self, shape: RowShape) -> None:
        """End a row of the table."""
        self.rows.append(shape.row(self.cells))
        self.cells = []

    def end_inner_row(self) -> None:
        """End a row of a nested table."""
        self.nested.append(EdgedRow(self.inner, (), ()))
        self.inner = []

    def end_table(self, number: int, paragraph: int) -> int:
        """Lay out the table that was being written, behind so many others, and what is nested in it; counts them."""
        if self.cells:
            self.rows.append(EdgedRow(self.cells, (), ()))
            self.cells = []
        laid = [rows for rows in (self.rows, self.nested) if rows]
        for at, rows in enumerate(laid, number + 1):
            self.done += tables.pieces(by_edges(rows), at, paragraph=paragraph)
        self.rows, self.nested = [], []
        if laid:
            self.put_boxes()
        return len(laid)

    def put_boxes(self) -> None:
        """Put the text boxes behind the paragraph or table in which they are anchored."""
        self.done += self.boxes
        self.boxes = []
