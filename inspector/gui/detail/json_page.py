"""The JSON page: the decoded event as a tree, or its own bytes, with one selection."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.detail.find_line import FindLine
from inspector.gui.detail.finding import Finding
from inspector.gui.detail.json_spans import path_at, span_of
from inspector.gui.detail.json_tree import JsonTree
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.raw_forms import Form, RawForms
from inspector.gui.detail.raw_view import RawView
from inspector.gui.detail.widgets import copy_button, position_lines
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme


class JsonPage(QWidget):
    """Tree and raw text of the same event; only the one in front is filled."""

    copied = Signal(str)
    filter_requested = Signal(str)
    """The filter's text for a value of the event."""
    column_requested = Signal(str)
    """The key path of a value to show as a column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forms: RawForms | None = None
        self._form: Form | None = None
        """What the raw view shows."""
        self._path: tuple[str | int, ...] = ()
        """What is selected, whichever view shows it."""
        self._is_tree_stale = self._is_raw_stale = False
        self._tree, self._raw, self._line = JsonTree(theme), RawView(theme), FindLine()
        self._views = QStackedWidget()
        self._views.addWidget(self._tree)
        self._views.addWidget(self._raw)
        self._tree_button = _switch("Tree", "Show the event as a tree")
        self._raw_button = _switch("Raw", "Show the bytes of the file")
        self._pretty_button = _switch("Pretty", "Indent the raw text")
        self._stored_button = _switch("Stored", "Show the text as it stands in the file")
        self._position = QVBoxLayout()
        self._position.setSpacing(0)
        self._finding = Finding(self._tree, self._raw, self._line)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._made_bar())
        column.addWidget(self._line)
        column.addWidget(self._views, 1)
        column.addWidget(self._made_foot())
        self._show_buttons()

    def _connect(self) -> None:
        self._tree_button.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self._tree_button)
        group.addButton(self._raw_button)
        self._raw_button.toggled.connect(self._switch_view)
        self._pretty_button.toggled.connect(lambda on: self._switch_form(on, self._stored_button))
        self._stored_button.toggled.connect(lambda on: self._switch_form(on, self._pretty_button))
        self._tree.copied.connect(self.copied)
        self._tree.filter_requested.connect(self.filter_requested)
        self._tree.column_requested.connect(self.column_requested)
        self._tree.find_requested.connect(self._line.open)
        self._raw.find_requested.connect(self._line.open)
        self._line.closed.connect(self._focus_view)

    def show_detail(self, detail: EventDetail, theme: Theme) -> None:
        """Show another event, at the same key path as the last where it has it."""
        self._keep_path()
        self._theme = theme
        self._forms = RawForms(detail)
        self._is_tree_stale = self._is_raw_stale = True
        self._show_buttons()
        self._fill()
        while (item := self._position.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line in position_lines(detail.position):
            self._position.addWidget(line)

    def copy_event(self) -> None:
        """The whole event, as the file has it."""
        if self._forms is not None:
            QGuiApplication.clipboard().setText(self._forms.decoded.text)
            self.copied.emit("Event copied")

    def _focus_view(self) -> None:
        (self._raw if self._is_raw else self._tree).setFocus()

    def _made_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 8, 8)
        bar.setSpacing(2)
        bar.addWidget(self._tree_button)
        bar.addWidget(self._raw_button)
        bar.addWidget(self._pretty_button)
        bar.addWidget(self._stored_button)
        bar.addStretch(1)
        more = with_role(QToolButton(), "quiet")
        more.setText("⋯")
        more.setAccessibleName("More on the selected value")
        more.setToolTip("Copy, filter, find")
        more.setMinimumSize(38, 24)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        more.setMenu(menu)
        bar.addWidget(more)
        return bar

    def _made_foot(self) -> QFrame:
        """Where the event is, and a button to copy it."""
        footer = with_role(QFrame(), "footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(16, 6, 8, 6)
        foot.setSpacing(8)
        foot.addLayout(self._position, 1)
        foot.addWidget(copy_button("whole event", self.copy_event))
        return footer

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        if not self._is_raw:
            self._tree.fill_menu(menu)
            menu.addSeparator()
        menu.addAction("Copy whole event", self.copy_event)
        menu.addAction("Find in this event…\tCtrl+F", self._line.open)

    @property
    def _is_raw(self) -> bool:
        return self._raw_button.isChecked()

    def _switch_view(self) -> None:
        self._keep_path(is_raw=not self._is_raw)
        self._show_buttons()
        self._fill()

    def _switch_form(self, on: bool, other: QToolButton) -> None:
        self._keep_path()
        if on:
            other.setChecked(False)
        self._is_raw_stale = True
        if self._is_raw:
            self._fill()

    def _show_buttons(self) -> None:
        self._views.setCurrentWidget(self._raw if self._is_raw else self._tree)
        self._pretty_button.setVisible(self._is_raw)
        is_inside = self._forms is not None and self._forms.is_inside_text
        if not is_inside:
            self._stored_button.setChecked(False)
        self._stored_button.setVisible(self._is_raw and is_inside)

    def _keep_path(self, *, is_raw: bool | None = None) -> None:
        """Remember what the view in front has selected, before it shows something else."""
        if self._forms is None:
            return
        if not (self._is_raw if is_raw is None else is_raw):
            self._path = self._tree.path
        elif self._form is not None and self._form.is_event and (at := self._raw.cursor_index()):
            self._path = path_at(self._form.raw.text, at)

    def _fill(self) -> None:
        if self._forms is None:
            return
        if self._is_raw:
            self._fill_raw(self._forms)
        else:
            self._fill_tree(self._forms)
        text = self._form.raw.text if self._is_raw and self._form is not None else None
        self._finding.show_event(self._forms.body, text)

    def _fill_tree(self, forms: RawForms) -> None:
        if self._is_tree_stale:
            self._is_tree_stale = False
            self._tree.show_body(forms.body, forms.alone, self._theme)
        self._tree.select(self._path)

    def _fill_raw(self, forms: RawForms) -> None:
        if self._is_raw_stale:
            self._is_raw_stale = False
            self._form = forms.form(
                is_pretty=self._pretty_button.isChecked(),
                is_stored=self._stored_button.isChecked(),
            )
            self._raw.show_text(self._form.raw, self._theme, self._form.name)
        if self._form is not None and self._form.is_event and self._path:
            span = span_of(self._form.raw.text, self._path)
            if span is not None:
                self._raw.select(span)


def _switch(text: str, name: str) -> QToolButton:
    button = with_role(QToolButton(), "quiet")
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setMinimumHeight(24)
    return button
