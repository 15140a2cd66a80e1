"""Other readings of a result, folded away unless two layers contradict each other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.model import Explanation, OtherReading
from inspector.gui.detail.folding import Folding
from inspector.gui.detail.widgets import column_box, label, mono
from inspector.gui.fonts import SMALL_PX
from inspector.report.explanation_words import other_texts, whose_move_text


def other_readings(explanation: Explanation) -> QWidget:
    """A section that opens; open from the start when the headline could not choose."""
    content, column = column_box(12)
    column.setContentsMargins(8, 0, 0, 0)
    for other in explanation.other_readings:
        column.addWidget(_reading(explanation, other))
    count = len(explanation.other_readings)
    conflict = explanation.agreement.verdict is Agreement.CONFLICT
    return Folding(f"Other readings ({count})", content, is_open=conflict)


def _reading(explanation: Explanation, other: OtherReading) -> QWidget:
    box, column = column_box(2)
    head = QHBoxLayout()
    head.setSpacing(8)
    key = mono(other.key, weight=QFont.Weight.DemiBold)
    key.setWordWrap(False)
    head.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(label(other.title, weight=QFont.Weight.DemiBold), 1)
    column.addLayout(head)
    column.addWidget(label(other.why, role="muted", size_px=SMALL_PX))
    for text in other_texts(explanation, other):
        column.addWidget(label(text, size_px=SMALL_PX))
    column.addWidget(label(whose_move_text(other), role="muted", size_px=SMALL_PX))
    return box
