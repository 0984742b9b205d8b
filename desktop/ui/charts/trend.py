"""趋势: one figure over the years, against the lines that it is held to."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.desk.charts import against, off_course, when
from desktop.model.amount import plain
from desktop.model.chart import Bound, Point, Series
from desktop.ui import theme
from desktop.ui.charts.chart import Chart, Ink, Legend, Spot, Swatch, legend, nothing, wide, words

_TOP, _RIGHT, _FOOT, _PLOT, _LINE = 30, 28, 30, 250, 20
_DOT = 4.5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class TrendChart(Chart):
    """Draw a series: filled dots are what is, hollow ones what is promised, ringed ones stand in a 疑点."""

    def __init__(self, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(f"{series.title}（{series.unit or '个'}）", parent)
        self._series = series
        self._ticks = ticks(*_range(series))
        self._left = 28 + max(wide(plain(tick)) for tick in self._ticks)

    def tall(self, width: float) -> float:
        """Be one plot and a line for each bound."""
        return theme.px(_TOP + _PLOT + _FOOT + _LINE * (len(self._series.bounds) + 1) + 8)

    def draw(self, painter: QPainter, width: float, ink: Ink) -> tuple[Spot, ...]:
        """Draw grid, bounds, line and dots, then what each line is."""
        plot = QRectF(self._left, theme.px(_TOP), width - self._left - theme.px(_RIGHT), theme.px(_PLOT))
        self._draw_grid(painter, plot, ink)
        for line in self._series.bounds:
            self._draw_bound(painter, plot, line, ink)
        spots = self._draw_points(painter, plot, ink)
        self._draw_legend(painter, plot, ink)
        return spots

    def _y(self, plot: QRectF, value: Decimal) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return plot.bottom() - float((value - low) / (high - low)) * plot.height()

    def _x(self, plot: QRectF, at: Decimal) -> float:
        first, last = self._series.points[0].at, self._series.points[-1].at
        if first == last:
            return plot.center().x()
        inner = plot.adjusted(theme.px(36), 0, -theme.px(36), 0)
        return inner.left() + float((at - first) / (last - first)) * inner.width()

    def _draw_grid(self, painter: QPainter, plot: QRectF, ink: Ink) -> None:
        """Draw the amounts at the left and the years at the foot."""
        right = Qt.AlignmentFlag.AlignRight
        for tick in self._ticks:
            y = self._y(plot, tick)
            painter.setPen(QPen(ink("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words(painter, QRectF(0, y - 10, plot.left() - 8, 20), plain(tick), ink("soft"), side=right)
        until = -1e9
        for period, at in dict((point.period, point.at) for point in self._series.points).items():
            x, half = self._x(plot, at), wide(when(period)) / 2 + 4
            if x - half > until:
                box = QRectF(x - half, plot.bottom() + 4, 2 * half, theme.px(20))
                words(painter, box, when(period), ink("soft"), side=Qt.AlignmentFlag.AlignHCenter)
                until = x + half

    def _draw_bound(self, painter: QPainter, plot: QRectF, line: Bound, ink: Ink) -> None:
        """Draw a dashed line at each end of what is allowed, its words above it."""
        painter.setPen(QPen(ink("finding_line"), 1.5, Qt.PenStyle.DashLine))
        for end in {line.low, line.high} - {None}:
            assert end is not None
            y = self._y(plot, end)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        end = line.low if line.low is not None else line.high
        if end is not None:
            box = QRectF(plot.left() + 4, self._y(plot, end) - theme.px(18), plot.width() - 8, theme.px(18))
            words(painter, box, line.says, ink("finding_line"), side=Qt.AlignmentFlag.AlignRight)
            painter.setPen(QPen(ink("finding_line"), 1.5, Qt.PenStyle.DashLine))

    def _draw_points(self, painter: QPainter, plot: QRectF, ink: Ink) -> tuple[Spot, ...]:
        """Join the first figure of every period, and draw every figure with its amount."""
        places = [QPointF(self._x(plot, p.at), self._y(plot, p.value)) for p in self._series.points]
        joined: dict[Decimal, tuple[Point, QPointF]] = {}
        for point, place in zip(self._series.points, places, strict=True):
            joined.setdefault(point.at, (point, place))
        for style, planned in ((Qt.PenStyle.SolidLine, False), (Qt.PenStyle.DotLine, True)):
            run = [place for point, place in joined.values() if planned or not point.planned]
            painter.setPen(QPen(ink("metric_line"), 2, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(run))
        spots, taken, told = [], list[QRectF](), set[tuple[Decimal, Decimal]]()
        for point, place in zip(self._series.points, places, strict=True):
            dot = QRectF(place.x() - _DOT, place.y() - _DOT, 2 * _DOT, 2 * _DOT)
            _dot(painter, dot, planned=point.planned, doubted=point.doubted, ink=ink)
            if point.expected is not None:
                _frame(painter, dot, ink=ink)
            if (point.at, point.value) not in told:
                self._draw_amount(painter, plot, place, point, taken, ink)
                told.add((point.at, point.value))
            spots.append(Spot(dot.adjusted(-2, -2, 2, 2), self._told(point), (point.start, point.end)))
        return tuple(spots)

    def _draw_amount(
        self, painter: QPainter, plot: QRectF, place: QPointF, point: Point, taken: list[QRectF], ink: Ink
    ) -> None:
        """Write an amount above its dot, or below, where no other stands; one told twice is written once."""
        text = plain(point.value)
        half, height = wide(text, theme.font(12, bold=True)) / 2 + 2, theme.px(18)
        for top in (place.y() - height - 8, place.y() + 10):
            box = QRectF(place.x() - half, top, 2 * half, height)
            if not any(box.intersects(other) for other in taken) and box.bottom() <= plot.bottom() + 2:
                words(painter, box, text, ink("text"), theme.font(12, bold=True), Qt.AlignmentFlag.AlignHCenter)
                taken.append(box)
                return

    def _draw_legend(self, painter: QPainter, plot: QRectF, ink: Ink) -> None:
        """Say what dots and lines are, and where each line comes from."""
        y = plot.bottom() + theme.px(_FOOT)
        told: list[tuple[Swatch, str]] = [(partial(_dot, planned=False, doubted=False, ink=ink), self.tr("报告所载"))]
        points = self._series.points
        if any(point.planned for point in points):
            told.append((partial(_dot, planned=True, doubted=False, ink=ink), self.tr("目标")))
        if any(point.doubted for point in points):
            told.append((partial(_dot, planned=False, doubted=True, ink=ink), self.tr("涉及疑点")))
        if any(point.expected is not None for point in points):
            told.append((partial(_frame, ink=ink), self.tr("偏离其余各年的走势")))
        if self._ticks[0]:
            told.append((nothing, self.tr("纵轴不从 0 起")))
        dash = partial(_dash, ink=ink)
        rows: list[Legend] = [told, *([(dash, f"{line.says}：{line.source}")] for line in self._series.bounds)]
        for row in rows:
            legend(painter, QRectF(plot.left(), y, plot.width(), theme.px(_LINE)), row, ink)
            y += theme.px(_LINE)

    def _told(self, point: Point) -> str:
        amount = f"{plain(point.value)}{self._series.unit}"
        said = f"（原文“{point.quote}”）" if point.quote != amount else ""
        notes = ["目标"] if point.planned else []
        notes += ["涉及疑点"] if point.doubted else []
        notes += [off_course(point, self._series.unit)] if point.expected is not None else []
        notes += [against(point, line) for line in self._series.bounds]
        return "；".join((f"{when(point.period)}：{amount}{said}", *notes))


def _dot(painter: QPainter, box: QRectF, *, planned: bool, doubted: bool, ink: Ink) -> None:
    """Draw a figure."""
    if doubted:
        painter.setPen(QPen(ink("finding_line"), 2))
        painter.setBrush(ink("finding"))
        painter.drawEllipse(box.center(), _DOT + 4, _DOT + 4)
    painter.setPen(QPen(ink("metric_line"), 2))
    painter.setBrush(ink("card" if planned else "metric_line"))
    painter.drawEllipse(box.center(), _DOT, _DOT)


def _frame(painter: QPainter, box: QRectF, *, ink: Ink) -> None:
    """Draw a frame on its corner about a figure off the course."""
    x, y, half = box.center().x(), box.center().y(), _DOT + 7
    painter.setPen(QPen(ink("not_met"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        QPolygonF([QPointF(x - half, y), QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half)])
    )


def _dash(painter: QPainter, box: QRectF, *, ink: Ink) -> None:
    """Draw a sample of a bound."""
    painter.setPen(QPen(ink("finding_line"), 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))


def ticks(low: Decimal, high: Decimal, about: int = 5) -> tuple[Decimal, ...]:
    """Choose round amounts that enclose a range, ``about`` so many."""
    if low == high:
        low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
    rough = (high - low) / about
    power = Decimal(10) ** rough.adjusted()
    step = next(power * step for step in _STEPS if power * step >= rough)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * number for number in range(int(first), int(last) + 1))


def _range(series: Series) -> tuple[Decimal, Decimal]:
    """Give the least and the most that has to be seen."""
    held = [point.value for point in series.points]
    held += [end for line in series.bounds for end in (line.low, line.high) if end is not None]
    return min(held), max(held)
