"""The sections of the Explain page, each made from the value it shows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.catalog.model import SourceRow
from inspector.diagnosis.model import Anatomy, Explanation, Facts
from inspector.diagnosis.wording import upper_first
from inspector.gui.badge import Badge
from inspector.gui.detail.widgets import (
    CapturedText,
    ElidedLabel,
    add_steps,
    caption,
    column_box,
    heading,
    label,
    position_lines,
    row_caption,
)
from inspector.gui.detail.wording import (
    badge_text,
    expected_text,
    retry_text,
    sentences,
    whose_move,
)
from inspector.gui.fonts import SMALL_PX, TITLE_PX, mono_font, ui_font
from inspector.gui.looks import plain_label, with_role
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass
from inspector.report.explanation import BASIS_TEXTS
from inspector.report.explanation_words import (
    YOURS,
    agreement_summary,
    category_text,
    outcome_text,
    producer_text,
    related_texts,
)

_CAPTION_PX = 84
_SHORT_CAPTION_PX = 58
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
    if explanation.is_yours:
        line.addWidget(_yours())
    box, column = column_box(8)
    column.addLayout(line)
    column.addWidget(label(explanation.title, size_px=TITLE_PX, weight=QFont.Weight.Bold))
    if explanation.meaning:
        column.addWidget(label(explanation.meaning))
    return box


def _yours() -> QLabel:
    mark = plain_label("Yours", role="half", size_px=SMALL_PX, weight=QFont.Weight.Bold)
    mark.setProperty("codeClass", CodeClass.NONE.value)
    mark.setToolTip(YOURS)
    return mark


def anatomy_card(anatomy: Anatomy, code_class: CodeClass) -> QFrame:
    """The two parts of a subcode: who made the number, and what its last three digits are."""
    card = with_role(QFrame(), "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(12, 12, 12, 12)
    row.setSpacing(6)
    row.addWidget(_half(anatomy.prefix, code_class), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(_half(anatomy.tail, CodeClass.NONE), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addSpacing(4)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(producer_text(anatomy), size_px=SMALL_PX, weight=QFont.Weight.DemiBold))
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
    sure = QVBoxLayout()
    sure.setSpacing(1)
    basis = BASIS_TEXTS[explanation.basis]
    summary = agreement_summary(explanation)
    if summary:
        sure.addWidget(label(summary))
    sure.addWidget(label(upper_first(basis)))
    tag = label(f"basis: {explanation.basis.value}", role="muted")
    tag.setFont(mono_font(SMALL_PX - 1))
    sure.addWidget(tag)
    rows: list[tuple[str, QLabel | QVBoxLayout]] = [
        ("Whose move", label(whose_move(explanation), weight=QFont.Weight.DemiBold)),
        ("Expected?", label(expected_text(explanation))),
    ]
    retry = retry_text(explanation)
    if retry:
        rows.append(("Try again?", label(retry)))
    rows.append(("How sure", sure))
    return _labelled(rows, _CAPTION_PX)


def more(explanation: Explanation) -> QWidget | None:
    """Category, who ended it, phase, related results; None when nothing of it is known."""
    pairs = (
        ("Outcome", upper_first(outcome_text(explanation))),
        ("Category", category_text(explanation)),
        ("Ended by", upper_first(explanation.ended_by)),
        ("Phase", upper_first(explanation.phase)),
    )
    rows: list[tuple[str, QLabel | QVBoxLayout]] = [(w, label(text)) for w, text in pairs if text]
    if explanation.related:
        lines = QVBoxLayout()
        lines.setSpacing(4)
        for text in related_texts(explanation):
            lines.addWidget(label(text))
        rows.append(("Related", lines))
    return _labelled(rows, _SHORT_CAPTION_PX) if rows else None


def _labelled(rows: Sequence[tuple[str, QLabel | QVBoxLayout]], caption_px: int) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, caption_px)
    grid.setColumnStretch(1, 1)
    for number, (word, answer) in enumerate(rows):
        grid.addWidget(row_caption(word), number, 0, _TOP)
        if isinstance(answer, QLabel):
            grid.addWidget(answer, number, 1)
        else:
            grid.addLayout(answer, number, 1)
    return box


def message(facts: Facts) -> QWidget:
    """The message as delivered, literally."""
    box, column = column_box(6)
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
    box, column = column_box(8)
    advice = sentences(explanation.mitigation)
    column.addWidget(heading("What to do"))
    if len(advice) > 1:
        add_steps(column, advice)
    elif advice:
        column.addWidget(label(advice[0]))
    if explanation.checks:
        column.addSpacing(4)
        column.addWidget(caption("Look at, most likely first"))
        add_steps(column, explanation.checks)
    return box


def notes(texts: Sequence[str], title: str = "") -> QFrame:
    """Side remarks, or the user's own notes under their title."""
    frame = with_role(QFrame(), "note")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 2, 0, 2)
    column.setSpacing(6)
    if title:
        column.addWidget(caption(title))
    for text in texts:
        column.addWidget(label(text))
    return frame


def source_list(rows: Sequence[SourceRow], position: str) -> QWidget:
    """Where the facts come from, and where the event is."""
    box, column = column_box(4)
    if rows:
        column.addWidget(caption("Sources"))
    for row in rows:
        words = ", ".join(part for part in (row.title, row.where, row.date or "undated") if part)
        source = CapturedText(words, f"Source {row.id}", ui_font(SMALL_PX))
        column.addWidget(with_role(source, "captured-muted"))
    if position:
        column.addSpacing(4)
        for line in position_lines(position):
            column.addWidget(line)
    return box
