"""The import report to read, to copy and to save, and how each file is to be read instead."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
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
from inspector.gui.reference.source_panel import SourcePanel, SourceState
from inspector.gui.reference.wide_table import wide_table
from inspector.gui.theme import Theme
from inspector.report.blocks import Block, Code, Heading, Table
from inspector.report.html import HtmlRenderer
from inspector.report.import_report import TITLE, ImportReport
from inspector.report.markdown import render_markdown
from inspector.report.text import render_text

SIZE_PX = (960, 660)
_MARGIN_PX = 20
_GAP_PX = 14
_UNDER_HEADING_PX = 6
MASK = "Mask people and secrets"
_RENDERERS: Mapping[str, Callable[[Sequence[Block]], str]] = {
    ".html": lambda blocks: HtmlRenderer().page(TITLE, blocks),
    ".md": render_markdown,
    ".txt": render_text,
}
FILE_TYPES = "Web page (*.html);;Markdown (*.md);;Text (*.txt)"


class ImportWindow(QDialog):
    """A window of its own that blocks nothing; shows one report at a time."""

    place_clicked = Signal(object)
    """The `Problem` whose place in its file is to be shown."""
    masking_changed = Signal()
    """The report is wanted with or without what is personal or secret."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(*SIZE_PX)
        self._theme = theme
        self._report = ImportReport()
        self.sources = SourcePanel()
        self._page = with_role(QScrollArea(), "pane")
        self._page.setWidgetResizable(True)
        self._page.setAccessibleName(TITLE)
        self._remark = plain_label(role="muted", size_px=SMALL_PX)
        self.masking = QCheckBox(MASK)
        self.masking.setChecked(True)
        self.masking.toggled.connect(lambda _on: self.masking_changed.emit())
        self._copy = QPushButton("Copy as text")
        self._save = QPushButton("Save as…")
        for button in (self._copy, self._save):
            button.setAutoDefault(False)
        self._copy.clicked.connect(self.copy_text)
        self._save.clicked.connect(self._choose_file)
        self._lay_out()

    def show_report(self, report: ImportReport, states: Sequence[SourceState]) -> None:
        """Show another report; the page stays where it was scrolled to."""
        self.sources.show_states(states)
        self._report = report
        self._show_blocks()

    def _show_blocks(self) -> None:
        blocks = self._report.blocks
        self._remark.setText("")
        self._save.setEnabled(bool(blocks))
        self._copy.setEnabled(bool(blocks))
        bar = self._page.verticalScrollBar()
        place = bar.value()
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(0)
        for number, block in enumerate(blocks):
            if isinstance(block, Heading):
                if block.level == 1:
                    continue  # the window's title says it
                column.addSpacing(_GAP_PX)
            made = wide_table(block) if isinstance(block, Table) else None
            column.addWidget(made or block_widget(block, self._theme))
            if number in self._report.problems:
                column.addWidget(self._way_to(number), 0, Qt.AlignmentFlag.AlignLeft)
            following = blocks[number + 1 : number + 2]
            near = isinstance(block, Heading) or isinstance(following[0] if following else 0, Code)
            column.addSpacing(_UNDER_HEADING_PX if near else _GAP_PX)
        column.addStretch(1)
        self._page.setWidget(content)
        bar.setValue(place)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self._theme = theme
        self._show_blocks()

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
        return render_text(self._report.blocks)

    def save(self, path: Path) -> None:
        """Write the report as it is shown, in the form that the file's name ends with."""
        render = _RENDERERS.get(path.suffix.lower(), render_text)
        try:
            path.write_text(render(self._report.blocks), encoding="utf-8", newline="\n")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            self._remark.setText(f"Not saved: {reason}")
        else:
            self._remark.setText(f"Saved as {path.name}")

    def _choose_file(self) -> None:
        name, chosen = QFileDialog.getSaveFileName(
            self, "Save the import report", "import-report.html", FILE_TYPES
        )
        if name:
            path = Path(name)
            known = path.suffix.lower() in _RENDERERS
            self.save(path if known else Path(f"{name}.{chosen.rpartition('.')[2].rstrip(')')}"))

    def _way_to(self, number: int) -> QPushButton:
        button = with_role(QPushButton("Show in file"), "link")
        button.setAutoDefault(False)
        problem = self._report.problems[number]
        button.clicked.connect(lambda: self.place_clicked.emit(problem))
        return button

    def _lay_out(self) -> None:
        foot = with_role(QFrame(), "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._remark, 1)
        row.addWidget(self.masking)
        row.addWidget(self._copy)
        row.addWidget(self._save)
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN_PX, 14, _MARGIN_PX, 14)
        top.addWidget(self.sources)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._page, 1)
        column.addWidget(foot)
