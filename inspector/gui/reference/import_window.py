"""The import report to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.fonts import SMALL_PX
from inspector.gui.looks import plain_label, with_role
from inspector.gui.reference.block_widgets import block_widget
from inspector.gui.reference.wide_table import wide_table
from inspector.gui.theme import Theme
from inspector.report.blocks import Block, Code, Heading, Table
from inspector.report.import_report import TITLE
from inspector.report.text import render_text

SIZE_PX = (960, 660)
_MARGIN_PX = 20
_GAP_PX = 14
_UNDER_HEADING_PX = 6
MASKED = "People and secrets in excerpts are masked."


class ImportWindow(QDialog):
    """A window of its own that blocks nothing; shows one report at a time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(*SIZE_PX)
        self._theme = theme
        self._blocks: tuple[Block, ...] = ()
        self._page = with_role(QScrollArea(), "pane")
        self._page.setWidgetResizable(True)
        self._page.setAccessibleName(TITLE)
        self._remark = plain_label(MASKED, role="muted", size_px=SMALL_PX)
        self._copy = QPushButton("Copy as text")
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self.copy_text)
        self._lay_out()

    def show_report(self, blocks: Sequence[Block]) -> None:
        """Show another report; the page stays where it was scrolled to."""
        self._blocks = tuple(blocks)
        self._remark.setText(MASKED)
        self._copy.setEnabled(bool(blocks))
        bar = self._page.verticalScrollBar()
        place = bar.value()
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(0)
        for number, block in enumerate(self._blocks):
            if isinstance(block, Heading):
                if block.level == 1:
                    continue  # the window's title says it
                column.addSpacing(_GAP_PX)
            made = wide_table(block) if isinstance(block, Table) else None
            column.addWidget(made or block_widget(block, self._theme))
            following = self._blocks[number + 1 : number + 2]
            near = isinstance(block, Heading) or isinstance(following[0] if following else 0, Code)
            column.addSpacing(_UNDER_HEADING_PX if near else _GAP_PX)
        column.addStretch(1)
        self._page.setWidget(content)
        bar.setValue(place)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self._theme = theme
        self.show_report(self._blocks)

    def present(self) -> None:
        """Show the window in front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._page.setFocus()

    def copy_text(self) -> None:
        """Put the report on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self.text)
        self._remark.setText("Copied as text")

    @property
    def text(self) -> str:
        """The report as plain text."""
        return render_text(self._blocks)

    def _lay_out(self) -> None:
        foot = with_role(QFrame(), "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._remark, 1)
        row.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addWidget(foot)
