"""The Explain page: what the result means, whose move it is, what to do."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.diagnosis.model import Explanation
from inspector.gui.detail import sections
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.widgets import ElidedLabel, label, rule
from inspector.gui.detail.wording import anatomy
from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme
from inspector.report.explanation import explanation_blocks
from inspector.report.redact import Masker
from inspector.report.text import render_text

MARGIN_PX = 16


class ExplainPage(QWidget):
    """A scrolling page, made anew for each event; a footer that stays."""

    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail: EventDetail | None = None
        self._scroll = with_role(QScrollArea(), "pane")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Explanation")
        self._copy = with_role(QPushButton("Copy explanation"), "primary")
        self._copy.setAccessibleName("Copy explanation")
        self._copy.setProperty("density", "small")
        self._copy.clicked.connect(self.copy_explanation)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(MARGIN_PX, 10, MARGIN_PX, 10)
        self._foot.setSpacing(8)
        self._foot.addWidget(self._copy)
        self._catalog: ElidedLabel | None = None
        footer = with_role(QFrame(), "footer")
        footer.setLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(footer)

    def show_detail(self, detail: EventDetail, theme: Theme) -> None:
        """Explain another event, or the same in another theme."""
        self._detail, self._theme = detail, theme
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN_PX, 18, MARGIN_PX, MARGIN_PX)
        column.setSpacing(14)
        for part in _parts(detail, theme):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(content)
        self._set_catalog_line(detail.catalog_line)

    def copy_explanation(self) -> None:
        """Put the explanation on the clipboard as plain text; people and tokens are masked."""
        if self._detail is None:
            return
        masker = Masker()
        masker.learn(self._detail.event.data)
        blocks = explanation_blocks(self._detail.explanation, self._detail.sources, masker)
        QGuiApplication.clipboard().setText(render_text(blocks))
        self.copied.emit("Explanation copied, numbers and names masked")

    def _set_catalog_line(self, text: str) -> None:
        if self._catalog is not None:
            self._foot.removeWidget(self._catalog)
            self._catalog.deleteLater()
        right = Qt.AlignmentFlag.AlignRight
        self._catalog = ElidedLabel(text, ui_font(SMALL_PX - 1), role="muted", align=right)
        self._foot.addWidget(self._catalog, 1)


def _parts(detail: EventDetail, theme: Theme) -> Iterator[QWidget]:
    explanation = detail.explanation
    yield sections.header(explanation, detail.event.kind.name, theme)
    halves = anatomy(explanation.facts.subcode)
    if halves is not None:
        yield sections.anatomy_card(halves, explanation.code_class)
    has_result = _has_result(explanation)
    if has_result:
        yield sections.answers(explanation)
    else:
        yield label("This event carries no result information.", role="muted")
    if explanation.mitigation or explanation.checks:
        yield rule()
        yield sections.what_to_do(explanation)
    if explanation.notes:
        yield sections.notes(explanation.notes)
    if has_result:
        yield rule()
        yield sections.layers(explanation)
        yield sections.message(explanation.facts)
    yield rule()
    yield sections.source_list(detail.sources, detail.position)


def _has_result(explanation: Explanation) -> bool:
    facts = explanation.facts
    parts = (facts.code, facts.subcode, facts.message, facts.sip, facts.q850)
    return any(part is not None for part in (*parts, facts.sip_message, facts.q850_message))
