"""What each number of a result means by itself: code, subcode, SIP and Q.850."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector.diagnosis.model import CodeNote, Explanation
from inspector.gui.detail.widgets import CapturedText, heading, label, mono, row_caption
from inspector.gui.fonts import SMALL_PX
from inspector.report.explanation_words import NO_CARRIER, own_meaning, silent_layers

_CAPTION_PX = 60
_NUMBER_PX = 58
_TOP = Qt.AlignmentFlag.AlignTop


def number_list(explanation: Explanation, *, may_carry_diagnostics: bool) -> QWidget:
    """A row a number that was delivered; what is said elsewhere on the page is not repeated.

    That the carrier sent nothing is said only of events that can carry its numbers.
    """
    facts = explanation.facts
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, _CAPTION_PX)
    grid.setColumnMinimumWidth(1, _NUMBER_PX)
    grid.setColumnStretch(2, 1)
    grid.addWidget(heading("The numbers"), 0, 0, 1, 3)
    rows = (
        ("Code", facts.code, explanation.code, ""),
        ("Subcode", facts.subcode, explanation.subcode, ""),
        ("SIP", facts.sip, explanation.sip, facts.sip_message or ""),
        ("Q.850", facts.q850, explanation.q850, facts.q850_message or ""),
    )
    for word, value, note, delivered in rows:
        if value is not None or delivered:
            _add(grid, word, value, note, own_meaning(explanation, note), delivered)
    silent = silent_layers(explanation)
    if silent and may_carry_diagnostics:
        row = grid.rowCount()
        grid.addWidget(row_caption(silent), row, 0, 1, 2, _TOP)
        grid.addWidget(label(NO_CARRIER, role="muted"), row, 2)
    return box


def _add(
    grid: QGridLayout,
    word: str,
    value: int | None,
    note: CodeNote | None,
    meaning: str,
    delivered: str,
) -> None:
    row = grid.rowCount()
    grid.addWidget(row_caption(word), row, 0, _TOP)
    grid.addWidget(mono("–" if value is None else str(value)), row, 1, _TOP)
    words = QVBoxLayout()
    words.setSpacing(1)
    name = note.name if note is not None else "" if value is None else "not in the catalog"
    if name:
        words.addWidget(label(name, weight=QFont.Weight.DemiBold if note else QFont.Weight.Normal))
    if meaning:
        words.addWidget(label(meaning, role="muted", size_px=SMALL_PX))
    if delivered and delivered.casefold() != name.casefold():
        words.addWidget(CapturedText(f"“{delivered}”", f"{word} message as delivered"))
    grid.addLayout(words, row, 2)
