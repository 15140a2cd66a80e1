"""A ladder as a PNG file, painted as the window paints it."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from inspector.errors import InspectorError
from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.ladder.heads import HEAD_PX
from inspector.gui.ladder.painting import LadderPainter, RowState
from inspector.gui.ladder.rows import Rows
from inspector.gui.ladder.times import StepTimes
from inspector.gui.theme import Theme
from inspector.report.ladder.geometry import ROW_PX
from inspector.report.ladder.model import Ladder

WIDTH_PX = 900
MOST_STEPS = 480
"""More would make a picture that many programs cannot open."""
_FINE_STEPS = 220
"""Up to so many steps the picture has two pixels for one."""
_TITLE_PX = 40
_NOTE_PX = 20
_GAP_PX = 10
"""Above and below the notes at the foot."""
_MASKED = "numbers, names, raw ids and what was said are masked"
_DASHED = "dashed: proved by a later event, its time is not in the capture"


def ladder_png(ladder: Ladder, theme: Theme) -> bytes:
    """The picture; steps beyond MOST_STEPS are counted below. Raises InspectorError."""
    count = min(len(ladder.steps), MOST_STEPS)
    ratio = 2 if count <= _FINE_STEPS else 1
    drawing = LadderPainter(StepTimes(ladder), theme, WIDTH_PX)
    wide = round(drawing.geometry.width)
    notes = _notes(ladder, len(ladder.steps) - count)
    bottom = _TITLE_PX + HEAD_PX + count * ROW_PX + _GAP_PX
    high = bottom + len(notes) * _NOTE_PX + _GAP_PX
    image = QImage(wide * ratio, high * ratio, QImage.Format.Format_RGB32)
    if image.isNull():
        raise InspectorError("The picture is too large", f"{wide} × {high} pixels")
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _text(painter, QRectF(16, 8, wide - 32, 26), ladder.title, theme.text, strong=True)
    drawing.heads.paint(painter, _TITLE_PX)
    rows = Rows(ladder.steps)
    for index in range(count):
        state = RowState(beyond=ladder.end is not None and index > ladder.end)
        y = _TITLE_PX + HEAD_PX + index * ROW_PX
        drawing.row(painter, y, rows.at(index), state)
        drawing.time(painter, y, rows.at(index), state)
    for place, note in enumerate(notes):
        box = QRectF(16, bottom + place * _NOTE_PX, wide - 32, _NOTE_PX)
        _text(painter, box, note, theme.muted)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs lack the device
        raise InspectorError("The picture could not be made")
    return bytes(buffer.data().data())


def _notes(ladder: Ladder, left_out: int) -> list[str]:
    """What is said at the foot, a line each."""
    notes = [f"{left_out:,} further steps do not fit: the text form has them all"]
    return notes * bool(left_out) + [_DASHED] * ladder.has_implied + [_MASKED] * ladder.redacted


def _text(painter: QPainter, box: QRectF, text: str, color: str, *, strong: bool = False) -> None:
    weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
    painter.setFont(ui_font(SMALL_PX + 2 if strong else SMALL_PX - 1, weight))
    painter.setPen(QColor(color))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
