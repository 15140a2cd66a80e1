"""The JSON page: the decoded event as a tree, or its own bytes."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.detail.json_text import pretty
from inspector.gui.detail.json_tree_model import Column, JsonTreeModel, copy_text, path_text
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.raw_text import RawText, raw_text
from inspector.gui.detail.widgets import ElidedLabel, copy_button, label
from inspector.gui.fonts import SMALL_PX, mono_font, ui_font
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme

_OPEN_DEPTH = 2
_OPEN_COUNT = 40


class JsonTree(QTreeView):
    """A tree whose Copy key is its own, whatever the window does with it."""

    copy_requested = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim Copy before a shortcut of the window takes it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or what trees do."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)


class JsonPage(QWidget):
    """Tree and raw text of the same event."""

    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: EventDetail | None = None
        self._raw = RawText("", "")
        self._model = JsonTreeModel(theme, self)
        self._tree = self._made_tree()
        self._text = self._made_text()
        self._views = QStackedWidget()
        self._views.addWidget(self._tree)
        self._views.addWidget(self._text)
        self._tree_button = _switch("Tree", "Show the event as a tree")
        self._raw_button = _switch("Raw", "Show the bytes of the file")
        self._pretty_button = _switch("Pretty", "Indent the raw text")
        self._tree_button.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self._tree_button)
        group.addButton(self._raw_button)
        group.buttonToggled.connect(self._switch_view)
        self._pretty_button.toggled.connect(self._show_text)
        self._note = label("", role="muted", size_px=SMALL_PX)
        self._note.setContentsMargins(16, 0, 16, 8)
        self._position = QHBoxLayout()
        self._position.setContentsMargins(16, 6, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._made_bar())
        column.addWidget(self._note)
        column.addWidget(self._views, 1)
        column.addLayout(self._position)
        self._switch_view()

    def show_detail(self, detail: EventDetail, theme: Theme) -> None:
        """Show another event, at the same key path as the last where it has it."""
        path = self._model.node(self._tree.currentIndex()).path()
        self._detail = detail
        self._raw = raw_text(detail.raw)
        self._model.set_body(detail.body, theme)
        self._open_top()
        current = self._model.find(path)
        if current.isValid():
            self._tree.setCurrentIndex(current)
        self._show_text()
        self._show_position(detail.position)

    def copy_value(self) -> None:
        """The selected value: a string without quotes, a container as JSON."""
        index = self._tree.currentIndex()
        if index.isValid():
            node = self._model.node(index)
            self._copy(copy_text(node.value), f"{path_text(node.path())} copied")

    def copy_path(self) -> None:
        """The key path of the selected value."""
        index = self._tree.currentIndex()
        if index.isValid():
            path = path_text(self._model.node(index).path())
            self._copy(path, f"{path} copied")

    def copy_event(self) -> None:
        """The whole event, as the file has it."""
        self._copy(self._raw.text, "Event copied")

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(said)

    def _made_tree(self) -> JsonTree:
        tree = JsonTree()
        tree.setModel(self._model)
        tree.setAccessibleName("Event as a tree")
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setIndentation(14)
        tree.setHorizontalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = tree.header()
        header.setSectionResizeMode(Column.KEY, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        tree.setColumnWidth(Column.KEY, 168)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        tree.copy_requested.connect(self.copy_value)
        return tree

    def _made_text(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName("Event as raw text")
        text.setFont(mono_font(SMALL_PX))
        text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text.setTabChangesFocus(True)
        text.document().setDocumentMargin(0)
        text.setViewportMargins(16, 4, 8, 0)
        return text

    def _made_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(4)
        bar.addWidget(self._tree_button)
        bar.addWidget(self._raw_button)
        bar.addSpacing(8)
        bar.addWidget(self._pretty_button)
        bar.addStretch(1)
        bar.addWidget(copy_button("whole event", self.copy_event))
        return bar

    def _switch_view(self) -> None:
        is_raw = self._raw_button.isChecked()
        self._views.setCurrentWidget(self._text if is_raw else self._tree)
        self._pretty_button.setVisible(is_raw)
        self._show_note()

    def _show_text(self) -> None:
        if self._detail is None:
            return
        if self._pretty_button.isChecked():
            self._text.setPlainText(RawText(pretty(self._detail.body), "").shown)
        else:
            self._text.setPlainText(self._raw.shown)
        self._show_note()

    def _show_note(self) -> None:
        is_raw = self._raw_button.isChecked()
        self._note.setText(self._raw.note)
        self._note.setVisible(is_raw and bool(self._raw.note))

    def _show_position(self, text: str) -> None:
        while (item := self._position.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._position.addWidget(ElidedLabel(text, ui_font(SMALL_PX), role="muted"))

    def _open_top(self) -> None:
        level = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        for _ in range(_OPEN_DEPTH):
            below = []
            for index in level:
                count = self._model.rowCount(index)
                if 0 < count <= _OPEN_COUNT:
                    self._tree.expand(index)
                    below += [self._model.index(row, 0, index) for row in range(count)]
            level = below

    def _show_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._tree.currentIndex().isValid():
            menu.addAction("Copy value", self.copy_value)
            menu.addAction("Copy key path", self.copy_path)
        menu.addAction("Copy whole event", self.copy_event)
        menu.popup(self._tree.viewport().mapToGlobal(where))


def _switch(text: str, name: str) -> QToolButton:
    button = with_role(QToolButton(), "quiet")
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(name)
    button.setMinimumHeight(24)
    return button
