"""The sections of the Explain page, each made from the value it shows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.catalog.model import SourceRow
from inspector.diagnosis.model import CodeNote, Explanation, Facts
from inspector.gui.badge import Badge
from inspector.gui.detail.widgets import (
    CapturedText,
    ElidedLabel,
    caption,
    heading,
    label,
    mono,
)
from inspector.gui.detail.wording import (
    Anatomy,
    badge_text,
    expected_text,
    owner_text,
    retry_text,
    sentences,
)
from inspector.gui.fonts import SMALL_PX, TITLE_PX, mono_font, ui_font
from inspector.gui.looks import plain_label, with_role
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass
from inspector.report.explanation import BASIS_TEXTS, NO_CARRIER

_CAPTION_PX = 84
_NUMBER_PX = 58
_LAYER_PX = 60
_STEP_PX = 18
_TOP = Qt.AlignmentFlag.AlignTop


def header(explanation: Explanation, kind: str, theme: Theme) -> QWidget:
    """The solid badge and the kind of event, the headline, the meaning."""
    badge = Badge(theme, solid=True)
    facts = explanation.facts
    badge.set_code(badge_text(facts.code, facts.subcode), explanation.code_class)
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(badge)
    line.addWidget(ElidedLabel(kind, role="muted"), 1)
    box, column = _column(8)
    column.addLayout(line)
    column.addWidget(label(explanation.title, size_px=TITLE_PX, weight=QFont.Weight.Bold))
    if explanation.meaning:
        column.addWidget(label(explanation.meaning))
    return box


def anatomy_card(anatomy: Anatomy, code_class: CodeClass) -> QFrame:
    """The halves of an SBC subcode: who produced it, and its SIP code."""
    card = with_role(QFrame(), "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(12, 12, 12, 12)
    row.setSpacing(6)
    row.addWidget(_half(anatomy.prefix, code_class))
    row.addWidget(_half(anatomy.tail, CodeClass.NONE))
    row.addSpacing(4)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(anatomy.producer, size_px=SMALL_PX, weight=QFont.Weight.DemiBold))
    words.addWidget(label(anatomy.answer, role="muted", size_px=SMALL_PX))
    row.addLayout(words, 1)
    return card


def _half(text: str, code_class: CodeClass) -> QLabel:
    half = plain_label(text, role="half")
    half.setProperty("codeClass", code_class.value)
    half.setFont(mono_font(TITLE_PX - 1, QFont.Weight.Bold))
    half.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return half


def answers(explanation: Explanation) -> QWidget:
    """Whose move it is, whether it is normal, whether to try again, how sure that is."""
    box, grid = _grid(_CAPTION_PX)
    sure = QVBoxLayout()
    sure.setSpacing(1)
    basis = BASIS_TEXTS[explanation.basis]
    sure.addWidget(label(basis[0].upper() + basis[1:]))
    tag = label(f"basis: {explanation.basis.value}", role="muted")
    tag.setFont(mono_font(SMALL_PX - 1))
    sure.addWidget(tag)
    rows: list[tuple[str, QLabel | QVBoxLayout]] = [
        ("Whose move", label(owner_text(explanation), weight=QFont.Weight.DemiBold)),
        ("Expected?", label(expected_text(explanation.attention))),
    ]
    retry = retry_text(explanation)
    if retry:
        rows.append(("Try again?", label(retry)))
    rows.append(("How sure", sure))
    for number, (word, answer) in enumerate(rows):
        grid.addWidget(_aligned_caption(word), number, 0, _TOP)
        if isinstance(answer, QLabel):
            grid.addWidget(answer, number, 1)
        else:
            grid.addLayout(answer, number, 1)
    return box


def layers(explanation: Explanation) -> QWidget:
    """What each layer said: ACS, the subcode, SIP, Q.850."""
    facts = explanation.facts
    box, grid = _grid(_LAYER_PX)
    grid.setColumnMinimumWidth(1, _NUMBER_PX)
    _layer(grid, "Code", facts.code, explanation.code, "")
    _layer(grid, "Subcode", facts.subcode, explanation.subcode, "")
    if facts.sip is None and facts.q850 is None and not (facts.sip_message or facts.q850_message):
        _said_none(grid, "SIP, Q.850")
    else:
        _layer(grid, "SIP", facts.sip, explanation.sip, facts.sip_message or "")
        _layer(grid, "Q.850", facts.q850, explanation.q850, facts.q850_message or "")
    return box


def _layer(
    grid: QGridLayout, word: str, value: int | None, note: CodeNote | None, delivered: str
) -> None:
    if value is None and not delivered:
        if word in {"SIP", "Q.850"}:
            _said_none(grid, word)
        return
    row = grid.rowCount()
    grid.addWidget(_aligned_caption(word), row, 0, _TOP)
    grid.addWidget(mono("–" if value is None else str(value)), row, 1, _TOP)
    words = QVBoxLayout()
    words.setSpacing(1)
    name = note.name if note is not None else "" if value is None else "not in the catalog"
    if name:
        words.addWidget(label(name, weight=QFont.Weight.DemiBold if note else QFont.Weight.Normal))
    if note is not None and note.meaning:
        words.addWidget(label(note.meaning, role="muted", size_px=SMALL_PX))
    if delivered and delivered.casefold() != name.casefold():
        words.addWidget(CapturedText(f"“{delivered}”", f"{word} message as delivered"))
    grid.addLayout(words, row, 2)


def _said_none(grid: QGridLayout, word: str) -> None:
    row = grid.rowCount()
    grid.addWidget(_aligned_caption(word), row, 0, 1, 1, _TOP)
    grid.addWidget(label(NO_CARRIER, role="muted"), row, 1, 1, 2)


def message(facts: Facts) -> QWidget:
    """The message as delivered, literally."""
    box, column = _column(6)
    column.addWidget(caption("Message as delivered"))
    if facts.message:
        card = with_role(QFrame(), "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 9, 12, 9)
        inside.addWidget(CapturedText(facts.message, "Message as delivered"))
        column.addWidget(card)
    else:
        words = "The message is empty." if facts.message == "" else "No message was delivered."
        column.addWidget(label(words, role="muted"))
    return box


def what_to_do(explanation: Explanation) -> QWidget:
    """The advice as steps, then what to look at."""
    box, column = _column(8)
    advice = sentences(explanation.mitigation)
    column.addWidget(heading("What to do"))
    if len(advice) > 1:
        _steps(column, advice)
    elif advice:
        column.addWidget(label(advice[0]))
    if explanation.checks:
        column.addSpacing(4)
        column.addWidget(caption("Look at, most likely first"))
        _steps(column, explanation.checks)
    return box


def _steps(column: QVBoxLayout, items: Sequence[str]) -> None:
    for number, item in enumerate(items, 1):
        circle = plain_label(str(number), role="step")
        circle.setFont(ui_font(SMALL_PX - 1, QFont.Weight.Bold))
        circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        circle.setFixedSize(_STEP_PX, _STEP_PX)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(circle, 0, _TOP)
        row.addWidget(label(item), 1)
        column.addLayout(row)


def notes(texts: Sequence[str]) -> QFrame:
    """Side remarks."""
    frame = with_role(QFrame(), "note")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 2, 0, 2)
    column.setSpacing(6)
    for text in texts:
        column.addWidget(label(text))
    return frame


def source_list(rows: Sequence[SourceRow], position: str) -> QWidget:
    """Where the facts come from, and where the event is."""
    box, column = _column(4)
    if rows:
        column.addWidget(caption("Sources"))
    for row in rows:
        words = ", ".join(part for part in (row.title, row.where, row.date) if part)
        source = CapturedText(words, f"Source {row.id}", ui_font(SMALL_PX))
        column.addWidget(with_role(source, "captured-muted"))
    if position:
        column.addSpacing(4)
        column.addWidget(ElidedLabel(position, ui_font(SMALL_PX), role="muted"))
    return box


def _column(spacing_px: int) -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing_px)
    return box, column


def _grid(caption_px: int) -> tuple[QWidget, QGridLayout]:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, caption_px)
    last = 1 if caption_px == _CAPTION_PX else 2
    grid.setColumnStretch(last, 1)
    return box, grid


def _aligned_caption(word: str) -> QLabel:
    made = caption(word)
    made.setWordWrap(False)
    made.setContentsMargins(0, 1, 0, 0)
    return made
