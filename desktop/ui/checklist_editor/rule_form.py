"""规则的表单: the fields of one rule beside its line of text, made from what the rule types ask for."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import library
from desktop.ui import theme
from desktop.ui.choice_box import ChoiceBox

_ROWS, _ROW = 3, 30
Rows = tuple[tuple[str, ...], ...]


class RuleForm(QWidget):
    """Show the rule that a line of text says; ``changed`` carries the line that the fields say."""

    changed = Signal(str)

    def __init__(self, *, total: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = total
        self._shapes = library.total_shapes() if total else library.mark_shapes()
        self._line = ""
        self._read: dict[str, Callable[[], Rows]] = {}
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(self.tr("规则的类型"))
        self.kind.setToolTip(self.tr("选一种规则，再填它的各栏；上面的文字随着变，也可以直接改文字"))
        self.kind.addItem(self.tr("（不设规则）"), "")
        for word in self._shapes:
            self.kind.addItem(word, word)
        self.kind.activated.connect(self._on_kind)
        self.fields: dict[str, QWidget] = {}
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setWordWrap(True)
        self._area = QWidget()
        self._rows = QFormLayout(self._area)
        self._rows.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.kind)
        column.addWidget(self._area)
        column.addWidget(self.told)
        self._ask("", {})

    @property
    def word(self) -> str:
        """Name the type of the rule."""
        return str(self.kind.currentData())

    def show_line(self, line: str) -> None:
        """Show what a line says; fields that say it already are left alone, cursor and all."""
        self._tell(line)
        if line == self._line:
            return
        self._line = line
        word, cells = library.taken_apart(line)
        at = self.kind.findData(word)
        self.kind.setCurrentIndex(max(at, 0))
        self._ask(word if at > 0 else "", cells)

    def _on_kind(self) -> None:
        """Begin a rule of another type; fields of the same name keep what they hold."""
        held = {name: read() for name, read in self._read.items()}
        self._ask(self.word, held)
        self._on_field()

    def _on_field(self, *_: object) -> None:
        """Say what the fields say now."""
        word = self.word
        line = library.put_together(word, {name: read() for name, read in self._read.items()}) if word else ""
        self._line = line
        self._tell(line)
        self.changed.emit(line)

    def _tell(self, line: str) -> None:
        """Say what is wrong, as it is typed."""
        says = library.fault_of(line, total=self._total) if line.strip() else ""
        self.told.setText(says)
        self.told.setVisible(bool(says))

    def _ask(self, word: str, cells: Mapping[str, Rows]) -> None:
        """Make the fields of a type."""
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._read, self.fields = {}, {}
        for shape in self._shapes.get(word, ()):
            held = cells.get(shape.name, ())
            if shape.kind == "rows":
                field = self._table(shape.name, held, shape.columns)
            else:
                field = (self._yes if shape.kind == "yes" else self._words)(shape.name, held)
            field.setAccessibleName(shape.name)
            field.setToolTip(self.tr("{0}：{1}").format(word, shape.name))
            self.fields[shape.name] = field
            self._rows.addRow(shape.name, field)
        self._area.setVisible(bool(self.fields))

    def _words(self, name: str, held: Rows) -> QWidget:
        """Ask for a number, a word, or several ids with | between them."""
        field = QLineEdit("|".join(row[0] for row in held))
        field.textEdited.connect(self._on_field)
        several = any(shape.name == name and shape.kind == "refs" for shape in self._shapes[self.word])

        def read() -> Rows:
            text = field.text().strip()
            return tuple((part.strip(),) for part in text.split("|")) if several else ((text,),)

        self._read[name] = read
        return field

    def _yes(self, name: str, held: Rows) -> QWidget:
        """Ask whether it is so, which it is unless the line says otherwise."""
        field = QCheckBox()
        field.setChecked(held != (("否",),))
        field.toggled.connect(self._on_field)
        self._read[name] = lambda: () if field.isChecked() else (("否",),)
        return field

    def _table(self, name: str, held: Rows, columns: tuple[str, ...]) -> QWidget:
        """Ask for rows; there is always one more to fill."""
        table = QTableWidget(len(held) + 1, len(columns))
        table.setHorizontalHeaderLabels(list(columns))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setFixedHeight(theme.px(_ROW) * (_ROWS + 1) + 4)
        for at, row in enumerate(held):
            for column, cell in enumerate(row[: len(columns)]):
                table.setItem(at, column, QTableWidgetItem(cell))

        def text(row: int, column: int) -> str:
            cell = table.item(row, column)
            return cell.text().strip() if cell is not None else ""

        def read() -> Rows:
            rows = (tuple(text(at, column) for column in range(len(columns))) for at in range(table.rowCount()))
            return tuple(row for row in rows if any(row))

        def on_changed() -> None:
            if len(read()) == table.rowCount():
                table.insertRow(table.rowCount())
            self._on_field()

        table.itemChanged.connect(on_changed)
        self._read[name] = read
        return table
