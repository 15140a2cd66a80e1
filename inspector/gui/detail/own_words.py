"""What the user says about a result: the notes, and two buttons to change what was said."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.diagnosis.model import Explanation
from inspector.gui.detail.sections import notes
from inspector.gui.detail.widgets import column_box
from inspector.gui.looks import with_role

ADD_NOTE, EDIT_NOTE = "Add note…", "Edit note…"
CALL_NORMAL, TAKE_BACK = "Normal for me", "No longer normal"


def own_words(
    explanation: Explanation, edit_note: Callable[[], None], switch_normal: Callable[[], None]
) -> QWidget:
    """The notes of the user, and the buttons; results without any number cannot be marked."""
    box, column = column_box(8)
    if explanation.own_notes:
        column.addWidget(notes(explanation.own_notes, "Your note"))
    _add_buttons(column, explanation, edit_note, switch_normal)
    return box


def _add_buttons(
    column: QVBoxLayout,
    explanation: Explanation,
    edit_note: Callable[[], None],
    switch_normal: Callable[[], None],
) -> None:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(_button("note", EDIT_NOTE if explanation.own_notes else ADD_NOTE, edit_note))
    facts = explanation.facts
    if facts.code is not None or facts.subcode is not None:
        text = TAKE_BACK if explanation.is_marked_normal else CALL_NORMAL
        row.addWidget(_button("normal", text, switch_normal))
    row.addStretch(1)
    column.addLayout(row)


def _button(name: str, text: str, press: Callable[[], None]) -> QPushButton:
    button = with_role(QPushButton(text), "link")
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setMinimumHeight(24)
    button.clicked.connect(lambda: press())
    return button
