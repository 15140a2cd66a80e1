"""One entry of the catalog to read, with the entries that go with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QScrollArea, QToolButton, QVBoxLayout, QWidget

from inspector.catalog.entry import Entry
from inspector.catalog.links import Link
from inspector.diagnosis.model import Anatomy
from inspector.gui.detail.sections import anatomy_card
from inspector.gui.detail.widgets import heading, rule
from inspector.gui.looks import with_role
from inspector.gui.reference.block_widgets import block_widget
from inspector.gui.reference.entry_delegate import EntryDelegate, RowKind
from inspector.gui.reference.entry_models import EntryListModel, Index, entry_at
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass
from inspector.report.blocks import BadgeLine, Block, Heading, Paragraph
from inspector.report.entry import GOES_WITH

_MARGIN_PX = 20
_GAP_PX = 14
_UNDER_HEADING_PX = 6


class EntryPage(QScrollArea):
    """Made anew for each entry."""

    link_followed = Signal(object)
    """The user went on to another Entry."""
    back_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Catalog entry")

    def show_entry(
        self,
        entry: Entry,
        blocks: Sequence[Block],
        links: Sequence[Link],
        theme: Theme,
        *,
        anatomy: Anatomy | None = None,
        back_to: str = "",
    ) -> None:
        """Show an entry, the parts of its subcode under its head.

        `back_to` names the entry that the user came from.
        """
        content, column = self._content()
        if back_to:
            column.addWidget(self._back(back_to), 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(_GAP_PX)
        kind = entry.kind.value
        for block in blocks:
            if anatomy is not None and not isinstance(block, BadgeLine | Paragraph):
                group = entry.code_class or CodeClass.NONE
                column.addWidget(anatomy_card(anatomy, group))
                column.addSpacing(_GAP_PX)
                anatomy = None
            column.addWidget(block_widget(block, theme, kind[0].upper() + kind[1:]))
            column.addSpacing(_UNDER_HEADING_PX if isinstance(block, Heading) else _GAP_PX)
        if links:
            column.addWidget(rule())
            column.addSpacing(_GAP_PX)
            column.addWidget(heading(GOES_WITH))
            column.addSpacing(_UNDER_HEADING_PX)
            column.addWidget(self._links(links, theme))
        column.addStretch(1)
        self.setWidget(content)

    def show_widget(self, widget: QWidget) -> None:
        """Show something else where the entry stands."""
        content, column = self._content()
        column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(content)

    def _content(self) -> tuple[QWidget, QVBoxLayout]:
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(0)
        return content, column

    def _back(self, title: str) -> QToolButton:
        button = with_role(QToolButton(), "link")
        button.setText(f"‹ Back to {title}")
        button.setToolTip("Alt+Left")
        button.clicked.connect(self.back_clicked)
        return button

    def _links(self, links: Sequence[Link], theme: Theme) -> "LinkList":
        shown = LinkList(links, theme)
        shown.entry_chosen.connect(self.link_followed)
        return shown


class LinkList(QListView):
    """Entries to go on to; as high as all of them."""

    entry_chosen = Signal(object)

    def __init__(self, links: Sequence[Link], theme: Theme) -> None:
        super().__init__()
        self._count = len(links)
        self.setAccessibleName(GOES_WITH)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        model = EntryListModel(self)
        model.show_entries([link.entry for link in links], [link.why for link in links])
        self.setModel(model)
        self.setItemDelegate(EntryDelegate(theme, RowKind.ONE_LINE, self))
        self.setFixedHeight(self._count * RowKind.ONE_LINE)
        self.clicked.connect(self._choose)

    def sizeHint(self) -> QSize:
        """Every row."""
        return QSize(200, self._count * RowKind.ONE_LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the entry; everything else as usual."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        entry = entry_at(index)
        if entry is not None:
            self.entry_chosen.emit(entry)
